import type { FigureLine } from "@xuncheng/client";
import { describe, expect, it } from "vitest";

import { barOf, changed, pressed, said, sortedBy } from "../src/parts/statistics/figures.ts";
import { askedFor, earlier, later } from "../src/parts/statistics/stretch.ts";

function row(code: string, ...values: (number | null)[]): FigureLine {
  return { code, zh: code, en: code, group: null, cells: values.map((value) => ({ value, before: 0, opens: {} })) };
}

describe("which days are counted", () => {
  it("is the current month unless the address says otherwise", () => {
    expect(askedFor({})).toEqual({ period: "month" });
    expect(askedFor({ period: "decade", on: "yesterday", street: "甲街道" })).toEqual({ period: "month" });
  });

  it("takes from the address what belongs to the period", () => {
    expect(askedFor({ period: "week", on: "2026-11-18", from: "2026-01-01", street: "110199001" })).toEqual({ period: "week", on: "2026-11-18", street: "110199001" });
    expect(askedFor({ period: "days", on: "2026-11-18", from: "2026-01-01", to: "2026-02-01" })).toEqual({ period: "days", from: "2026-01-01", to: "2026-02-01" });
  });

  it("goes a stretch back and forth, and not beyond today", () => {
    expect(earlier("2026-03-01")).toBe("2026-02-28");
    expect(later("month", "2026-10-01", "2026-11-28")).toBe("2026-11-01");
    expect(later("month", "2026-11-01", "2026-11-28")).toBeUndefined();
    expect(later("month", "2026-01-01", "2026-11-28")).toBe("2026-02-01");
    expect(later("week", "2026-11-16", "2026-11-28")).toBe("2026-11-23");
    expect(later("week", "2026-11-23", "2026-11-28")).toBeUndefined();
    expect(later("quarter", "2026-07-01", "2026-11-28")).toBe("2026-10-01");
    expect(later("year", "2025-01-01", "2026-11-28")).toBe("2026-01-02");
    expect(later("days", "2026-01-01", "2026-11-28")).toBeUndefined();
  });
});

describe("figures", () => {
  it("are said by their unit", () => {
    expect(said("12600.00", "yuan")).toBe("12,600.00");
    expect(changed({ value: "600.00", before: "1000.50" }, "yuan", " pp")).toBe("−400.5");
    expect([said(1234, "number"), said(0.75, "share"), said(3.5, "average"), said(null, "share")]).toEqual(["1,234", "75.0%", "3.50", "–"]);
  });

  it("say how they changed", () => {
    expect(changed({ value: 12, before: 2 }, "number", " pp")).toBe("+10");
    expect(changed({ value: 2, before: 12 }, "number", " pp")).toBe("−10");
    expect(changed({ value: 2, before: 2 }, "number", " pp")).toBe("±0");
    expect(changed({ value: 0.5, before: 0.75 }, "share", " pp")).toBe("−25 pp");
    expect(changed({ value: 0.5, before: null }, "share", " pp")).toBe("–");
  });

  it("are sorted from high to low, from low to high, and as they came", () => {
    const rows = [row("a", 1), row("b", null), row("c", 3)];
    const codes = (order: Parameters<typeof sortedBy>[1]) => sortedBy(rows, order, (one) => one.code).map((one) => one.code);
    const first = pressed(null, 0);
    expect(codes(first)).toEqual(["c", "a", "b"]);
    const second = pressed(first, 0);
    expect(codes(second)).toEqual(["a", "c", "b"]);
    expect(codes(pressed(second, 0))).toEqual(["a", "b", "c"]);
    expect(codes({ column: -1, descending: true })).toEqual(["c", "b", "a"]);
  });

  it("are drawn as parts of the longest", () => {
    expect(barOf(1, [row("a", 1), row("b", 4)], 0)).toBe(25);
    expect(barOf(0, [row("a", 0)], 0)).toBe(0);
  });
});
