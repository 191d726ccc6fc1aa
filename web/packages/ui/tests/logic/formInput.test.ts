import { describe, expect, it } from "vitest";

import { checkValues, fieldNameOf, toInput } from "../../src/logic/formInput.ts";
import { toFields } from "../../src/logic/formSchema.ts";

const fields = toFields({
  required: ["ground", "officers", "place"],
  properties: {
    ground: { type: "string", minLength: 5, maxLength: 20 },
    amount: { type: "string", "x-widget": "money", minimum: 50, maximum: 1000 },
    phone: { type: "string", pattern: "^\\d{11}$" },
    days: { type: "integer", minimum: 1 },
    at: { type: "string", format: "date-time" },
    hearing: { type: "boolean" },
    officers: { type: "array", "x-widget": "refs", minItems: 2 },
    place: { type: "array", "x-widget": "point" },
  },
});

const GOOD = {
  ground: " 占道经营屡劝不改 ",
  amount: "500.50",
  phone: "",
  days: "3",
  at: "2026-11-20T10:32:00",
  hearing: false,
  officers: ["a", "b"],
  place: [116.4, 39.9],
};

const NUMBER = { type: "number" };
const ROW = { required: ["question", "answer"], properties: { question: { type: "string" }, answer: { type: "string" } } };
const talk = toFields({
  required: ["exchanges"],
  $defs: { Exchange: ROW },
  properties: {
    lon: NUMBER,
    lat: NUMBER,
    exchanges: { type: "array", minItems: 1, items: { $ref: "#/$defs/Exchange" }, "x-widget": "exchanges" },
  },
});

describe("a place in two parts", () => {
  it("is one field on the screen and two in the input", () => {
    expect(talk.map((field) => field.name)).toEqual(["point", "exchanges"]);
    expect(toInput(talk, { point: [116.4, 39.9], exchanges: [] })).toEqual({ lon: 116.4, lat: 39.9 });
    expect(fieldNameOf("input.lat")).toBe("point");
  });
});

describe("a table of rows", () => {
  it("takes its columns from the schema of a row", () => {
    expect(talk[1]?.columns.map((column) => column.name)).toEqual(["question", "answer"]);
  });

  it.each([
    [[{}], { key: "ui.form.required" }],
    [[{ question: "几点？", answer: "" }], { key: "ui.form.rowIncomplete" }],
    [[{ question: "几点？", answer: "八点" }, {}], undefined],
  ])("%j", (exchanges, fault) => expect(checkValues(talk, { exchanges })["exchanges"]).toEqual(fault));

  it("leaves out rows that were not begun", () => {
    expect(toInput(talk, { exchanges: [{ question: "几点？", answer: "八点" }, {}] })["exchanges"]).toHaveLength(1);
  });
});

describe("checkValues", () => {
  it("finds nothing wrong with a good form", () => expect(checkValues(fields, GOOD)).toEqual({}));

  it.each([
    ["ground", "", { key: "ui.form.required" }],
    ["ground", "短", { key: "ui.form.tooShort", limit: 5 }],
    ["ground", "长".repeat(21), { key: "ui.form.tooLong", limit: 20 }],
    ["amount", "12.345", { key: "ui.form.notAnAmount" }],
    ["amount", "10", { key: "ui.form.tooSmall", limit: 50 }],
    ["amount", "5000", { key: "ui.form.tooLarge", limit: 1000 }],
    ["phone", "123", { key: "ui.form.malformed" }],
    ["days", "abc", { key: "ui.form.notANumber" }],
    ["officers", [], { key: "ui.form.required" }],
    ["officers", ["a"], { key: "ui.form.tooFew", limit: 2 }],
    ["place", null, { key: "ui.form.required" }],
    ["place", [116.4, NaN], { key: "ui.form.notAPoint" }],
  ])("%s = %j", (name, value, fault) => {
    expect(checkValues(fields, { ...GOOD, [name]: value })).toEqual({ [name]: fault });
  });
});

describe("toInput", () => {
  it("sends trimmed text, numbers, times with their offset, and leaves out what is empty", () => {
    expect(toInput(fields, GOOD)).toEqual({
      ground: "占道经营屡劝不改",
      amount: "500.50",
      days: 3,
      at: "2026-11-20T10:32:00+08:00",
      hearing: false,
      officers: ["a", "b"],
      place: [116.4, 39.9],
    });
  });
});

describe("fieldNameOf", () => {
  it.each([
    ["amount", "amount"],
    ["input.amount", "amount"],
    ["body.input.officers.0", "officers"],
  ])("%s is the field %s", (path, name) => expect(fieldNameOf(path)).toBe(name));
});
