import { reactive, watch } from "vue";

export type Theme = "light" | "dark" | "system";
export type Density = "comfortable" | "compact";
export type Language = "zh" | "en";

export interface Preferences {
  theme: Theme;
  density: Density;
  language: Language;
  navCollapsed: boolean;
}

const KEY = "xc.preferences";
const DEFAULTS: Preferences = { theme: "system", density: "comfortable", language: "zh", navCollapsed: false };

function load(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return { ...DEFAULTS };
  }
}

const preferences = reactive<Preferences>(load());
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function resolvedTheme(): "light" | "dark" {
  if (preferences.theme !== "system") return preferences.theme;
  return darkSystem.matches ? "dark" : "light";
}

function paint(): void {
  const root = document.documentElement;
  root.dataset["theme"] = resolvedTheme();
  root.dataset["density"] = preferences.density;
  root.lang = preferences.language === "zh" ? "zh-CN" : "en";
}

/** Puts the preferences on the page now and whenever they or the system's theme change. Called once at start. */
export function applyPreferences(): void {
  paint();
  darkSystem.addEventListener("change", paint);
  watch(preferences, () => {
    localStorage.setItem(KEY, JSON.stringify(preferences));
    paint();
  });
}

/** The preferences of this browser, shared by all components. */
export function usePreferences(): Preferences {
  return preferences;
}
