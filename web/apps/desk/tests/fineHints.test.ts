import type { MatterItem } from "@xuncheng/client";
import { describe, expect, it } from "vitest";

import { missing, standing, versionOn } from "../src/parts/case/useFineHints.ts";

const matter = (part: Partial<MatterItem>) => ({ fine_min: "200.00", fine_max: "1000.00", from: null, until: null, ...part }) as MatterItem;

describe("versionOn", () => {
  const old = matter({ from: "2014-01-01", until: "2026-08-14" });
  const now = matter({ from: "2026-08-15" });

  it("takes the version in force on the day; the last day of a version still counts", () => {
    expect(versionOn([now, old], "2026-08-14")).toBe(old);
    expect(versionOn([now, old], "2026-08-15")).toBe(now);
  });

  it("falls back to the newest where no version covers the day", () => {
    expect(versionOn([now, old], "2013-05-01")).toBe(now);
    expect(versionOn([], "2026-08-15")).toBeNull();
  });
});

describe("standing", () => {
  it.each([
    ["500", "within"],
    ["200", "within"],
    ["1000.00", "within"],
    ["1000.01", "above"],
    ["199.99", "below"],
    ["", null],
    [null, null],
    ["abc", null],
  ])("%s stands %s", (amount, word) => expect(standing(amount, matter({}))).toBe(word));

  it("is never above where there is no upper end", () => expect(standing("9999999", matter({ fine_max: null }))).toBe("within"));
});

describe("missing", () => {
  it.each([
    [["200", "300"], "", "100.00"],
    [["200", "400"], "", "0.00"],
    [["200", "400"], "50", "-50.00"],
    [["", "约二百"], "", "600.00"],
  ])("instalments of %j and a waiver of %j leave %s", (amounts, waiver, rest) => {
    expect(missing({ instalments: amounts.map((amount) => ({ amount })), waiver }, "600.00").rest).toBe(rest);
  });
});
