import { usePreferences, type Language } from "@xuncheng/ui";
import uiZh from "@xuncheng/ui/locales/zh";
import { nextTick, watch } from "vue";
import { createI18n } from "vue-i18n";

import zh from "./locales/zh.ts";

const chinese = { ...zh, ...uiZh };

/** By language. The Chinese catalogue gives the shape; another one must have the same keys. */
const messages: Record<string, typeof chinese> = { zh: chinese };

export const i18n = createI18n({ legacy: false, locale: "zh" as string, fallbackLocale: "zh", messages });

/** English is fetched only when somebody reads it. */
async function loadEnglish(): Promise<void> {
  if (i18n.global.availableLocales.includes("en")) return;
  const [{ default: en }, { default: uiEn }] = await Promise.all([
    import("./locales/en.ts"),
    import("@xuncheng/ui/locales/en"),
  ]);
  i18n.global.setLocaleMessage("en", { ...en, ...uiEn });
}

async function show(language: Language): Promise<void> {
  if (language === "en") await loadEnglish();
  i18n.global.locale.value = language;
  await nextTick();
}

/** Shows the preferred language now and follows the preference from then on. */
export async function startLanguage(): Promise<void> {
  const preferences = usePreferences();
  await show(preferences.language);
  watch(() => preferences.language, show);
}
