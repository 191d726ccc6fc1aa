/** Dates and times as the law and the screens count them: in Asia/Shanghai. */

const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;

const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

type Part = "year" | "month" | "day" | "hour" | "minute" | "second";

const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/;

function moment(value: string | number | Date): Date {
  if (typeof value === "string" && PLAIN_DATE.test(value)) return new Date(`${value}T00:00:00+08:00`);
  return new Date(value);
}

function partsOf(value: string | number | Date): Record<Part, string> {
  const parts = PARTS.formatToParts(moment(value)).map((part) => [part.type, part.value]);
  return Object.fromEntries(parts) as Record<Part, string>;
}

/** 2026-11-20, as in lists. */
export function formatDate(value: string | number | Date): string {
  const { year, month, day } = partsOf(value);
  return `${year}-${month}-${day}`;
}

/** 2026-11-20 10:32. */
export function formatDateTime(value: string | number | Date): string {
  const { hour, minute } = partsOf(value);
  return `${formatDate(value)} ${hour}:${minute}`;
}

/** 10:32. */
export function formatTime(value: string | number | Date): string {
  const { hour, minute } = partsOf(value);
  return `${hour}:${minute}`;
}

/** The calendar day in Asia/Shanghai as a count of days, so that two days can be subtracted. */
export function dayNumber(value: string | number | Date): number {
  return Math.floor(Date.parse(`${formatDate(value)}T00:00:00Z`) / DAY_MS);
}

/** Calendar days from `now` until `then`: 0 today, negative when past. */
export function daysUntil(then: string | number | Date, now: string | number | Date): number {
  return dayNumber(then) - dayNumber(now);
}

/** 0 for Sunday up to 6 for Saturday, of the day in Asia/Shanghai. */
export function weekday(value: string | number | Date): number {
  return (dayNumber(value) + 4) % 7;
}

/** A wall-clock time picked in a form (2026-11-20T10:32:00, or with a space) as an instant with its offset. */
export function withOffset(wallClock: string): string {
  return `${wallClock.replace(" ", "T")}+08:00`;
}

/** An instant as the wall-clock text a date-time picker takes: 2026-11-20T10:32:05. */
export function wallClock(value: string | number | Date): string {
  const { hour, minute, second } = partsOf(value);
  return `${formatDate(value)}T${hour}:${minute}:${second}`;
}

const MINUTE = 60;

/** A length of time as players show it: 0:02, 12:05, 1:02:05. */
export function formatLength(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / MINUTE ** 2), Math.floor(whole / MINUTE) % MINUTE, whole % MINUTE];
  const two = (part: number): string => String(part).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
