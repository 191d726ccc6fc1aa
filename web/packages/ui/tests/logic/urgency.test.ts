import { describe, expect, it } from "vitest";

import { describeDue } from "../../src/logic/urgency.ts";

const NOW = new Date("2026-11-20T04:00:00Z");

describe("describeDue", () => {
  it("says nothing where there is no deadline", () => expect(describeDue(null, "none", NOW)).toBeNull());

  it.each([
    ["2026-11-17", "overdue", { tone: "over", key: "ui.due.overdue", days: 3 }],
    ["2026-11-20", "near", { tone: "near", key: "ui.due.today", days: 0 }],
    ["2026-11-20T01:00:00Z", "overdue", { tone: "over", key: "ui.due.overdueToday", days: 0 }],
    ["2026-11-21", "near", { tone: "near", key: "ui.due.tomorrow", days: 1 }],
    ["2026-11-23", "near", { tone: "near", key: "ui.due.left", days: 3 }],
    ["2026-12-20", "ok", { tone: "quiet", key: "ui.due.left", days: 30 }],
  ] as const)("%s with urgency %s", (due, urgency, words) => expect(describeDue(due, urgency, NOW)).toEqual(words));

  it("turns red by itself when a screen is left open past the day", () => {
    expect(describeDue("2026-11-19", "near", NOW)?.tone).toBe("over");
  });
});
