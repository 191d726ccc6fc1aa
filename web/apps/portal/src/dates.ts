import { preferences } from "./preferences.ts";

const ZONE = "Asia/Shanghai";

/** A moment as the reader's language writes it, in China's time. */
export function moment(at: string): string {
  const language = preferences.language === "en" ? "en-GB" : "zh-CN";
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: ZONE }).format(new Date(at));
}
