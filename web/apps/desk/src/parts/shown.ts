import type { Bilingual, Labelled } from "@xuncheng/client";
import { DateTime, MoneyText, StageTag, UrgencyTag, useWords } from "@xuncheng/ui";
import { h, type FunctionalComponent, type VNodeChild } from "vue";
import { useI18n } from "vue-i18n";
import { RouterLink, type RouteLocationRaw } from "vue-router";

/** How tables of lists and of pages say what they show: words, amounts, days, links. */

/** The language of the screen. */
export interface Say {
  t: (key: string, named?: Record<string, unknown>) => string;
  text: (said: Bilingual | null | undefined) => string;
  listed: (parts: readonly string[]) => string;
}

/** What stands in a cell or behind a name; nothing (null, an empty text) is shown as a dash. */
export type Shown = VNodeChild;

export type Tone = "over" | "near" | "done" | "quiet";

export const DASH = "—";

export function useSay(): Say {
  const { t } = useI18n();
  const { text, listed } = useWords();
  return { t: (key, named) => t(key, named ?? {}), text, listed };
}

/** Stands where a table says what is shown. */
export const Told: FunctionalComponent<{ shown: Shown }> = ({ shown }) => shown;
Told.props = ["shown"];

function isNothing(shown: Shown): boolean {
  return shown === null || shown === undefined || shown === "" || shown === false;
}

/** In a cell, which may be narrower than its words: they can be read in full on pointing. */
export function inCell(shown: Shown): VNodeChild {
  if (isNothing(shown)) return DASH;
  return typeof shown === "string" ? h("span", { title: shown }, shown) : shown;
}

export function inFull(shown: Shown): VNodeChild {
  return isNothing(shown) ? DASH : shown;
}

export function money(amount: string | null): Shown {
  return h(MoneyText, { amount });
}

/** An amount in a column whose head says that it is in yuan. */
export function amount(of: string | null): Shown {
  return h(MoneyText, { amount: of, bare: true });
}

/** A moment with its time. */
export function moment(at: string | null): Shown {
  return at && h(DateTime, { value: at });
}

export function day(at: string | null): Shown {
  return at && h(DateTime, { value: at, dateOnly: true });
}

export function stage(of: Labelled): Shown {
  return h(StageTag, { stage: of });
}

export function due(on: string | null, urgency: string, label?: Bilingual | null): Shown {
  return on && h(UrgencyTag, { due: on, urgency, label });
}

/** Words of a tone, with what is to be said on pointing. */
export function toned(tone: Tone, words: string, title = words): Shown {
  return h("span", { class: `xc-${tone}`, title }, words);
}

/** Words that say more on pointing. */
export function titled(words: string, title: string): Shown {
  return words && h("span", { title }, words);
}

/** A link amid other words, where a colour alone does not tell it. */
export function link(words: string, to: RouteLocationRaw): Shown {
  return h(RouterLink, { class: "xc-link", to }, () => words);
}

/** A text of any length, as it was written. */
export function prose(words: string): Shown {
  return h("p", { class: "xc-prose" }, words);
}

export function fine(words: string): Shown {
  return h("p", { class: "xc-fine" }, words);
}

/** A link in a row that itself opens what it is about: the keyboard opens the row. */
export function cellLink(words: string, to: RouteLocationRaw): Shown {
  return words && h(RouterLink, { tabindex: -1, title: words, to }, () => words);
}
