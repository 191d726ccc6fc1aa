import type { ActSchema } from "@xuncheng/client";
import { describe, expect, it } from "vitest";

import { initialValues, toFields } from "../../src/logic/formSchema.ts";

const NOTICE: ActSchema = {
  type: "object",
  required: ["kinds", "ground"],
  $defs: { Way: { description: "How a document is served.", type: "string", enum: ["direct", "post"], title: "Way" } },
  properties: {
    kinds: {
      type: "array",
      title: "处罚种类",
      "x-title-en": "Kinds",
      "x-widget": "choice",
      "x-choices": [{ value: "fine", zh: "罚款", en: "fine" }],
    },
    ground: { type: "string", title: "理由", description: "写明事实", "x-description-en": "State the facts", minLength: 5, maxLength: 2000 },
    amount: { anyOf: [{ type: "string", pattern: "^\\d+$" }, { type: "null" }], title: "金额", "x-widget": "money", minimum: 0 },
    way: { $ref: "#/$defs/Way", title: "送达方式" },
    at: { type: "string", format: "date-time" },
    until: { anyOf: [{ type: "string", format: "date" }, { type: "null" }] },
    days: { type: "integer", minimum: 1, maximum: 30, default: 30 },
    hearing: { type: "boolean" },
    officers: { type: "array", items: { type: "string" }, minItems: 2, "x-widget": "refs", "x-ref": "officer" },
    place: { type: "array", "x-widget": "point" },
  },
};

const fields = toFields(NOTICE);
const field = (name: string) => fields.find((one) => one.name === name)!;

describe("toFields", () => {
  it("keeps the schema's order and its required marks", () => {
    expect(fields.map((one) => one.name)).toEqual(Object.keys(NOTICE.properties ?? {}));
    expect(fields.filter((one) => one.required).map((one) => one.name)).toEqual(["kinds", "ground"]);
  });

  it("leaves out what other programs send and no form asks", () => {
    const schema = { ...NOTICE, properties: { ...NOTICE.properties, service: { type: "string", "x-widget": "hidden" } } } as unknown as ActSchema;
    expect(toFields(schema).map((one) => one.name)).toEqual(Object.keys(NOTICE.properties ?? {}));
  });

  it("takes the widget that is named", () => {
    expect(field("amount").widget).toBe("money");
    expect(field("officers")).toMatchObject({ widget: "refs", ref: "officer", limits: { minItems: 2 } });
  });

  it.each([
    ["ground", "longtext"],
    ["way", "choice"],
    ["at", "datetime"],
    ["until", "date"],
    ["days", "number"],
    ["hearing", "bool"],
  ])("guesses the widget of %s as %s", (name, widget) => expect(field(name).widget).toBe(widget));

  it("looks through optional and referenced schemas, and the outer title wins", () => {
    expect(field("amount").limits).toEqual({ minimum: 0, pattern: "^\\d+$" });
    expect(field("way").label.zh).toBe("送达方式");
    expect(field("way").choices.map((one) => one.value)).toEqual(["direct", "post"]);
  });

  it("says labels in both languages, Chinese where English is missing, and help only where it is in both", () => {
    expect(field("kinds").label).toEqual({ zh: "处罚种类", en: "Kinds" });
    expect(field("ground").help).toEqual({ zh: "写明事实", en: "State the facts" });
    expect(field("way").help).toBeNull();
    expect(field("hearing").help).toBeNull();
  });

  it("has no fields for an act without input", () => expect(toFields({})).toEqual([]));
});

describe("initialValues", () => {
  it("starts from what the page knows, then the defaults, then emptiness of the right kind", () => {
    const values = initialValues(fields, { ground: "占道经营" });
    expect(values).toMatchObject({ ground: "占道经营", days: 30, officers: [], hearing: false, amount: "", place: null });
  });

  it("begins a table with a row to fill in, whatever the table is of", () => {
    const things = { type: "object", properties: { name: { type: "string" } } } as const;
    const [list] = toFields({ properties: { items: { type: "array", items: things, "x-widget": "items" } } });
    expect(initialValues([list!])).toEqual({ items: [{}] });
  });
});
