import { describe, expect, it } from "vitest";

import { countSet, nextSort, parseQuery, sameQuery, toUrl, type FilterSpec } from "../../src/logic/listQuery.ts";

const SPECS: FilterSpec[] = [
  { key: "q", kind: "search" },
  { key: "status", kind: "choice" },
  { key: "from", kind: "date" },
  { key: "mine", kind: "toggle" },
];
const SORTS = ["due", "-submitted_at"];

describe("filters in the address", () => {
  it("shows the same list for the same link", () => {
    const query = parseQuery(SPECS, SORTS, { q: " 渣土 ", status: "dispatched", from: "2026-11-01", mine: "true", sort: "due" });
    expect(query).toEqual({ q: "渣土", status: "dispatched", from: "2026-11-01", mine: "true", sort: "due" });
    expect(parseQuery(SPECS, SORTS, toUrl(query))).toEqual(query);
  });

  it("leaves out what it does not know and what is malformed", () => {
    const query = parseQuery(SPECS, SORTS, { from: "yesterday", mine: "1", sort: "price", utm: "x", status: [null] });
    expect(toUrl(query)).toEqual({});
  });

  it("takes the first of a repeated filter", () => {
    expect(parseQuery(SPECS, SORTS, { status: ["a", "b"] })["status"]).toBe("a");
  });

  it("knows equal lists whatever the order of their filters", () => {
    expect(sameQuery({ status: "a", q: "" }, { q: "", status: "a", sort: "" })).toBe(true);
    expect(sameQuery({ status: "a" }, { status: "b" })).toBe(false);
  });

  it("counts filters, not the sorting", () => expect(countSet({ q: "x", status: "", sort: "due" })).toBe(1));
});

describe("nextSort", () => {
  it("goes through a column's orders and back to the list's own", () => {
    const orders = ["-submitted_at", "submitted_at"];
    expect(nextSort("", orders)).toBe("-submitted_at");
    expect(nextSort("-submitted_at", orders)).toBe("submitted_at");
    expect(nextSort("submitted_at", orders)).toBe("");
    expect(nextSort("due", orders)).toBe("-submitted_at");
  });
});
