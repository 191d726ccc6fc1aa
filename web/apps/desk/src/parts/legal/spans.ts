/** Spans over which work is counted: a year (2026), a quarter (2026-Q4), a month (2026-11). */

const FORM = /^(?:19|2\d)\d\d(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?$/;
const YEARS_BACK = 5;

export interface Part {
  /** What stands behind the year; empty for all of it. */
  value: string;
  /** Message key of its name, and its number. */
  key: string;
  n: number;
}

export const PARTS: readonly Part[] = [
  { value: "", key: "legal.wholeYear", n: 0 },
  ...[1, 2, 3, 4].map((n) => ({ value: `-Q${n}`, key: "legal.quarter", n })),
  ...Array.from({ length: 12 }, (_, at) => ({ value: `-${String(at + 1).padStart(2, "0")}`, key: "legal.month", n: at + 1 })),
];

/** The span that an address names, or the year of the day. */
export function spanFrom(named: unknown, today: string): string {
  return typeof named === "string" && FORM.test(named) ? named : today.slice(0, 4);
}

export function yearOf(span: string): string {
  return span.slice(0, 4);
}

export function partOf(span: string): string {
  return span.slice(4);
}

/** The years offered: that of the day and those before it, and the one that is shown. */
export function yearsFor(span: string, today: string): string[] {
  const now = Number(today.slice(0, 4));
  const years = new Set([yearOf(span), ...Array.from({ length: YEARS_BACK + 1 }, (_, back) => String(now - back))]);
  return [...years].sort().reverse();
}
