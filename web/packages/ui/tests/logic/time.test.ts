import { describe, expect, it } from "vitest";

import { daysUntil, formatDate, formatDateTime, formatLength, wallClock, weekday, withOffset } from "../../src/logic/time.ts";

describe("times in Asia/Shanghai", () => {
  it("shows an instant late in the UTC day as the next day", () => {
    expect(formatDate("2026-11-19T16:30:00Z")).toBe("2026-11-20");
    expect(formatDateTime("2026-11-19T16:30:00Z")).toBe("2026-11-20 00:30");
  });

  it("shows a length as players do", () => {
    expect(formatLength(2.4)).toBe("0:02");
    expect(formatLength(725)).toBe("12:05");
    expect(formatLength(3725)).toBe("1:02:05");
  });

  it("takes a plain date as that day, wherever the browser is", () => {
    expect(formatDate("2026-11-20")).toBe("2026-11-20");
  });

  it("counts calendar days, not stretches of 24 hours", () => {
    expect(daysUntil("2026-11-20T16:01:00Z", "2026-11-20T15:59:00Z")).toBe(1);
    expect(daysUntil("2026-11-20T15:59:00Z", "2026-11-20T00:00:00Z")).toBe(0);
    expect(daysUntil("2026-11-17", "2026-11-20T04:00:00Z")).toBe(-3);
  });

  it("knows the weekday", () => {
    expect(weekday("2026-11-20")).toBe(5);
    expect(weekday("2026-11-22")).toBe(0);
  });

  it("writes a picked wall-clock time with its offset, and reads it back", () => {
    const instant = withOffset("2026-11-20T10:32:00");
    expect(new Date(instant).toISOString()).toBe("2026-11-20T02:32:00.000Z");
    expect(wallClock(instant)).toBe("2026-11-20T10:32:00");
  });
});
