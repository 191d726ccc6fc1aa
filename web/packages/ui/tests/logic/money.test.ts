import { describe, expect, it } from "vitest";

import { amountInWords, formatAmount, isAmount, negated, sumOf } from "../../src/logic/money.ts";

describe("formatAmount", () => {
  it.each([
    ["1234567.5", "1,234,567.50"],
    ["200", "200.00"],
    ["0.05", "0.05"],
    ["-1500.00", "-1,500.00"],
    ["90071992547409931.25", "90,071,992,547,409,931.25"],
  ])("%s is shown as %s", (amount, shown) => expect(formatAmount(amount)).toBe(shown));

  it("leaves what is no amount as it is", () => expect(formatAmount("约五百")).toBe("约五百"));
});

describe("sumOf", () => {
  it.each([
    [["0.1", "0.2"], "0.30"],
    [["90071992547409931.25", "0.5"], "90071992547409931.75"],
    [["200", negated("600")], "-400.00"],
    [["200", "", "约五百"], "200.00"],
    [["0.05", negated("0.1")], "-0.05"],
    [[], "0.00"],
  ])("%j is %s", (amounts, sum) => expect(sumOf(amounts)).toBe(sum));
});

describe("isAmount", () => {
  it.each(["12", "12.3", "12.34"])("takes %s", (amount) => expect(isAmount(amount)).toBe(true));
  it.each(["", "1e3", "12.345", "1,000", ".5"])("refuses %s", (amount) => expect(isAmount(amount)).toBe(false));
});

describe("amountInWords", () => {
  it.each([
    ["0", "零元整"],
    ["500", "伍佰元整"],
    ["1005.00", "壹仟零伍元整"],
    ["10000", "壹万元整"],
    ["100500.30", "壹拾万零伍佰元叁角整"],
    ["20004000.05", "贰仟万肆仟元零伍分"],
    ["0.50", "伍角整"],
    ["0.05", "伍分"],
    ["123456789.12", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"],
    ["100000000", "壹亿元整"],
    ["100010000", "壹亿零壹万元整"],
  ])("%s is %s", (amount, words) => expect(amountInWords(amount)).toBe(words));

  it("has no words for what is no amount, or negative", () => {
    expect(amountInWords("abc")).toBeNull();
    expect(amountInWords("-5")).toBeNull();
  });
});
