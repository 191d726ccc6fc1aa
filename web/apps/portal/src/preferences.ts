import { reactive } from "vue";

import { speak } from "./i18n.ts";

const KEY = "xuncheng.portal";

export const preferences = reactive({ language: "zh", theme: "" });

function read(): void {
  try {
    Object.assign(preferences, JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    // A browser that keeps nothing, or kept nonsense: the defaults do.
  }
}

function keep(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // It is only convenience.
  }
}

function shade(): void {
  const dark = preferences.theme ? preferences.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export async function startPreferences(): Promise<void> {
  read();
  shade();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", shade);
  await speak(preferences.language);
}

/** What the server says in both languages, in the reader's. */
export function said(text: { zh: string; en: string }): string {
  return preferences.language === "en" ? text.en : text.zh;
}

export async function switchLanguage(): Promise<void> {
  preferences.language = preferences.language === "en" ? "zh" : "en";
  keep();
  await speak(preferences.language);
}

export function switchTheme(): void {
  preferences.theme = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
  keep();
  shade();
}
