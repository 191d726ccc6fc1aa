import { describe, expect, it } from "vitest";

import { queryWords, sortOf } from "../../src/logic/listWords.ts";

const FILTERS = [
  { key: "q", kind: "search" as const, label: "编号、内容" },
  { key: "status", kind: "choice" as const, label: "状态", choices: [{ value: "judged", label: "待分派" }] },
  { key: "team", kind: "remote" as const, label: "执法队" },
  { key: "mine", kind: "toggle" as const, label: "由我办理" },
  { key: "from", kind: "date" as const, label: "登记日期自" },
  { key: "whose", kind: "choice" as const, label: "whose", onlyTab: true },
];
const WORDS = {
  filters: FILTERS,
  tabs: [{ label: "本机关期限", query: { whose: "agency" } }],
  nameOf: (_: unknown, value: string) => (value === "t-1" ? "积水潭执法队" : value),
  colon: "：",
};

describe("a list on paper", () => {
  it("says each filter that is set, and what a tab stands for", () => {
    const query = { q: "渣土", status: "judged", team: "t-1", mine: "true", from: "2026-03-01", whose: "agency", sort: "due" };
    expect(queryWords(query, WORDS)).toEqual([
      "编号、内容：渣土",
      "状态：待分派",
      "执法队：积水潭执法队",
      "由我办理",
      "登记日期自：2026-03-01",
      "本机关期限",
    ]);
  });

  it("says nothing of what is not set, and a value that nobody knows as it stands", () => {
    expect(queryWords({ q: "", status: "lost" }, WORDS)).toEqual(["状态：lost"]);
  });

  it("says by which column it is sorted", () => {
    const columns = [{ label: "登记时间", orders: ["-at", "at"] }, { label: "内容" }];
    expect(sortOf({ sort: "-at" }, columns)).toEqual({ label: "登记时间", down: true });
    expect(sortOf({ sort: "at" }, columns)).toEqual({ label: "登记时间", down: false });
    expect(sortOf({ sort: "" }, columns)).toBeNull();
  });
});
