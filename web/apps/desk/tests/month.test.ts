import { expect, test } from "vitest";

import { addMonths, lastDayOf, monthDays, monthOf } from "../src/parts/deadlines/month.ts";

test("months are added across the year's end, in both directions", () => {
  expect(addMonths("2026-12", 1)).toBe("2027-01");
  expect(addMonths("2026-01", -1)).toBe("2025-12");
  expect(addMonths("2026-11", 0)).toBe("2026-11");
});

test("a month has its days, in weeks that begin on Monday", () => {
  // 2026-11-01 is a Sunday: six blanks before it
  const days = monthDays("2026-11");
  expect(days.slice(0, 8)).toEqual([null, null, null, null, null, null, "2026-11-01", "2026-11-02"]);
  expect(days.at(-1)).toBe("2026-11-30");
  // 2027-02-01 is a Monday, and February has 28 days
  expect(monthDays("2027-02")).toHaveLength(28);
});

test("the last day knows leap years", () => {
  expect([lastDayOf("2028-02"), lastDayOf("2026-02")]).toEqual(["2028-02-29", "2026-02-28"]);
  expect(monthOf("2026-11-20")).toBe("2026-11");
});
