import type { FigureQuery } from "@xuncheng/client";

/** Which days are counted, as it stands in the address of the page. */

export const SUBJECTS = [
  { code: "reports", key: "nav.reports" },
  { code: "cases", key: "nav.cases" },
] as const;

export type Subject = (typeof SUBJECTS)[number]["code"];

/** Whose figures are shown; those of reports unless the address says otherwise. */
export function subjectOf(url: UrlQuery): Subject {
  return url["of"] === "cases" ? "cases" : "reports";
}

type UrlQuery = Record<string, unknown>;

export const PERIODS = [
  { code: "week", key: "statistics.week" },
  { code: "month", key: "statistics.month" },
  { code: "quarter", key: "statistics.quarter" },
  { code: "year", key: "statistics.year" },
  { code: "days", key: "statistics.days" },
] as const;

export type Period = (typeof PERIODS)[number]["code"];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STREET = /^\d{9}$/;
const DAY_MS = 86_400_000;

function fitting(value: unknown, form: RegExp): string | undefined {
  return typeof value === "string" && form.test(value) ? value : undefined;
}

function periodOf(value: unknown): Period {
  return PERIODS.find((one) => one.code === value)?.code ?? "month";
}

/** What is asked of the server; what the address says malformed is left out. */
export function askedFor(url: UrlQuery): FigureQuery {
  const period = periodOf(url["period"]);
  const street = fitting(url["street"], STREET);
  const days = period === "days" ? { from: fitting(url["from"], DAY), to: fitting(url["to"], DAY) } : { on: fitting(url["on"], DAY) };
  return withoutEmpty({ period, street, ...days });
}

/** The address of what is asked for: only what is set. */
export function withoutEmpty(query: FigureQuery): Record<string, string> & { period: Period } {
  const set = Object.entries(query).filter(([, value]) => typeof value === "string" && value !== "");
  return Object.fromEntries(set) as Record<string, string> & { period: Period };
}

/** The day before or after a day. */
function besides(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A day of the stretch before the one that begins on this day. */
export function earlier(since: string): string {
  return besides(since, -1);
}

const LENGTH: Record<Exclude<Period, "days">, number> = { week: 7, month: 31, quarter: 92, year: 366 };

/** A day of the stretch after the one that begins on this day; none where that has not begun yet. */
export function later(period: Period, since: string, today: string): string | undefined {
  if (period === "days") return undefined;
  const day = besides(since, LENGTH[period]);
  return startOf(period, day) <= today ? day : undefined;
}

function startOf(period: Exclude<Period, "days">, day: string): string {
  if (period === "week") return besides(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const months = { month: 1, quarter: 3, year: 12 }[period];
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / months) * months + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
}
