import type { Labelled, TimelineEntry } from "@xuncheng/client";

/** What an object shows of its state, enough to say how two versions differ. */
export interface Versioned {
  version: number;
  timeline: TimelineEntry[];
}

export interface Changes {
  /** Entries of the trail that the older version did not have, oldest first. */
  entries: TimelineEntry[];
  /** The stage before and after, when it moved. */
  stage: { before: Labelled; after: Labelled } | null;
}

/** How `after` differs from `before`: the acts done in between and where the object stands now. */
export function changesBetween(before: Versioned, after: Versioned, stages: [Labelled, Labelled]): Changes {
  const seen = Math.max(0, ...before.timeline.map((entry) => entry.seq));
  const entries = after.timeline.filter((entry) => entry.seq > seen).sort((a, b) => a.seq - b.seq);
  const [from, to] = stages;
  return { entries, stage: from.code === to.code ? null : { before: from, after: to } };
}
