import { preferences } from "./preferences.ts";

/** A sum in yuan as people read it. */
export function money(amount: string): string {
  return new Intl.NumberFormat(preferences.language === "en" ? "en-GB" : "zh-CN", { style: "currency", currency: "CNY" }).format(Number(amount));
}
