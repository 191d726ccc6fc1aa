import { daysUntil } from "./time.ts";

export type Tone = "over" | "near" | "done" | "quiet";

/** A deadline in words: the message key and its number. Colour never says it alone. */
export interface DueWords {
  tone: Tone;
  key: string;
  days: number;
}

const TONES: Record<string, Tone> = { overdue: "over", near: "near", ok: "quiet", none: "quiet" };

function wordsFor(days: number, urgency: string): string {
  if (days < 0) return "ui.due.overdue";
  if (days === 0) return urgency === "overdue" ? "ui.due.overdueToday" : "ui.due.today";
  return days === 1 ? "ui.due.tomorrow" : "ui.due.left";
}

/** What to say about a deadline at `now`; null when there is none. The server's urgency decides the colour. */
export function describeDue(due: string | null, urgency: string, now: Date): DueWords | null {
  if (!due) return null;
  const days = daysUntil(due, now);
  const tone = days < 0 ? "over" : (TONES[urgency] ?? "quiet");
  return { tone, key: wordsFor(days, urgency), days: Math.abs(days) };
}
