import type { Bilingual } from "@xuncheng/client";
import { useI18n } from "vue-i18n";

import { describeDue, type Tone } from "../logic/urgency.ts";
import { useNow } from "./useNow.ts";

export interface Words {
  /** The side of a bilingual text that the person reads; an empty string for none. */
  text: (said: Bilingual | null | undefined) => string;
  /** Words one after the other, as the language sets them apart. */
  listed: (parts: readonly string[]) => string;
  /** A deadline in words with its tone; null when there is none. */
  dueWords: (due: string | null, urgency: string) => { tone: Tone; words: string } | null;
}

/** How data becomes words in the language of the screen. */
export function useWords(): Words {
  const { t, locale } = useI18n();
  const now = useNow();

  function text(said: Bilingual | null | undefined): string {
    if (!said) return "";
    return locale.value === "en" ? said.en || said.zh : said.zh;
  }

  function listed(parts: readonly string[]): string {
    return parts.join(t("ui.comma"));
  }

  function dueWords(due: string | null, urgency: string): { tone: Tone; words: string } | null {
    const said = describeDue(due, urgency, now.value);
    return said && { tone: said.tone, words: t(said.key, { n: said.days }, said.days) };
  }

  return { text, listed, dueWords };
}
