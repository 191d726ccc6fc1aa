/** Months are written as 2026-11, days as 2026-11-20: the calendar reckons with text, so that no time zone moves a day. */

/** What a month counts, where it is not periods: its name, what its colours mean, what a number is. */
export interface MonthWords {
  calendar: string;
  legend: string;
  counted: string;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + (number - 1) + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

/** The days of a month in weeks that begin on Monday; null before the first. */
export function monthDays(month: string): (string | null)[] {
  const first = new Date(`${month}-01T00:00:00Z`).getUTCDay();
  const before = Array<null>((first + 6) % 7).fill(null);
  const count = Number(lastDayOf(month).slice(8));
  return [...before, ...Array.from({ length: count }, (_, day) => `${month}-${String(day + 1).padStart(2, "0")}`)];
}
