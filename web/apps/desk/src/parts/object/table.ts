import type { ActDefinition, Labelled, PossibleAct, TimelineEntry } from "@xuncheng/client";
import type { Prefill, Versioned } from "@xuncheng/ui";

import type { Say, Shown } from "../shown.ts";

export interface Acted extends Versioned {
  id: string;
  possible_acts: PossibleAct[];
  timeline: TimelineEntry[];
}

/** A name and what stands behind it; `wide` for what is often long. */
export interface Field<One> {
  label: string;
  wide?: boolean;
  show(one: One, say: Say): Shown;
}

/** A section of its own; nothing to show leaves it out. */
export interface Part<One> {
  title: string;
  show(one: One, say: Say): Shown;
}

/** The page of one object as a table. Labels and titles are message keys. */
export interface ObjectTable<One extends Acted> {
  /** What the object is called in the trail and in the addresses of pages. */
  kind: string;
  read(id: string): Promise<One>;
  /** The state in the words of the screen: how it is told when somebody else has changed it. */
  stage(one: One, say: Say): Labelled;
  /** What the page knows for an act's form. */
  prefill?(definition: ActDefinition, one: One): Promise<Prefill>;
  /** Beside each other above the title, and at their end: number, stage, what is left of a period. */
  line?(one: One, say: Say): readonly Shown[];
  aside?(one: One, say: Say): Shown;
  title(one: One, say: Say): string;
  fields: readonly Field<One>[];
  /** Paragraphs below the fields. */
  remarks?(one: One, say: Say): readonly Shown[];
  /** What stands between the fields and the acts; it may have the object read anew. */
  panel?(one: One, reread: () => Promise<void>): Shown;
  /** Acts that the panel does. */
  ownActs?: readonly string[];
  parts?: readonly Part<One>[];
  /** Sections beside the file. */
  rail?: readonly Part<One>[];
}

/** A state known only by the message key of its words: told in the language that is read. */
export function told(code: unknown, words: string): Labelled {
  return { code: String(code), zh: words, en: words };
}
