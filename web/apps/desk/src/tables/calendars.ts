import { readDeadlineDays, readHearingDays, type DeadlineDay } from "@xuncheng/client";

import type { MonthWords } from "../parts/deadlines/month.ts";
import type { Register } from "../parts/register/register.ts";
import type { Say } from "../parts/shown.ts";
import { deadlines, hearings } from "./lists/cases.ts";

/** A list by days with its month beside it. */
interface Calendar {
  register: Register<{ id: string }>;
  /** The filters that narrow the month as well. */
  narrows: readonly string[];
  /** How many there are on each day; the urgency of a day gives its colour. */
  count(query: Record<string, string>, today: string): Promise<DeadlineDay[]>;
  words?: (say: Say) => MonthWords;
}

const PAGES = {
  deadlines: {
    register: deadlines,
    narrows: ["street", "team", "handler", "whose", "clock"],
    count: (query) => readDeadlineDays(query),
  },
  hearings: {
    register: hearings,
    narrows: ["street", "presider"],
    count: async (query, today) => {
      const found = await readHearingDays(query);
      return found.map((one) => ({ day: one.day, agency: one.hearings, party: 0, urgency: one.day < today ? "none" : "ok" }));
    },
    words: ({ t }) => ({ calendar: t("hearing.calendar"), legend: t("hearing.legend"), counted: t("hearing.counted") }),
  },
} satisfies Record<string, Calendar>;

export type CalendarName = keyof typeof PAGES;
export const CALENDARS: Record<CalendarName, Calendar> = PAGES;
