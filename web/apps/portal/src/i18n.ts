import { createI18n } from "vue-i18n";

import zh from "./locales/zh.ts";

/** By language. The Chinese catalogue gives the shape; another one must have the same keys. */
const messages: Record<string, typeof zh> = { zh };

export const i18n = createI18n({ legacy: false, locale: "zh" as string, fallbackLocale: "zh", messages });

/** English is fetched only when somebody reads it. */
export async function speak(language: string): Promise<void> {
  if (language === "en" && !i18n.global.availableLocales.includes("en")) {
    i18n.global.setLocaleMessage("en", (await import("./locales/en.ts")).default);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
}
