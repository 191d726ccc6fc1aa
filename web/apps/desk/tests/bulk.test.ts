import { askBatch, asOfForm, Problem, type ActDefinition } from "@xuncheng/client";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { batchable } from "../src/parts/bulk/batchable.ts";

const client = vi.hoisted(() => ({ performAct: vi.fn() }));
vi.mock("../../../packages/client/src/acts.ts", async (original) => ({ ...(await original<object>()), ...client }));

const WHY = { zh: "按规定", en: "as ruled" };
const act = (name: string, on: string, each: string[] | null) => ({ name, on, batch: each && { why: WHY, each } }) as ActDefinition;

beforeEach(() => client.performAct.mockReset());

describe("batchable", () => {
  it("offers what may be done on many of a kind with nothing to enter for each", () => {
    const catalogue = [act("case.close", "case", []), act("document.serve", "case", ["document"]), act("decision.make", "case", null), act("report.verify", "report", [])];
    expect(batchable(catalogue, "case").map((one) => one.name)).toEqual(["case.close"]);
  });
});

describe("askBatch", () => {
  const REQUEST = { name: "case.close", id: "ask", input: { opinion: "同意" } };

  it("asks once for all, each line with an act id of its own that a second try keeps", async () => {
    client.performAct.mockResolvedValue({});
    const ids = new Map<string, string>();
    const seen = [{ id: "1", version: 3 }, { id: "2", version: 7 }];
    await askBatch(REQUEST, seen, ids);
    await askBatch(REQUEST, seen, ids);
    const [first, again] = client.performAct.mock.calls.map(([sent]) => sent as { name: string; input: { lines: { id: string; on: string; version: number }[]; common: object } });
    expect(first!.name).toBe("batch.ask");
    expect(first!.input.common).toEqual({ opinion: "同意" });
    expect(first!.input.lines.map((one) => one.on)).toEqual(["1", "2"]);
    expect(first!.input.lines.map((one) => one.version)).toEqual([3, 7]);
    expect(new Set(first!.input.lines.map((one) => one.id)).size).toBe(2);
    expect(again).toEqual(first);
  });

  it("names what was entered for all as the form does", () => {
    const errors = [{ field: "common.opinion", message_zh: "太长", message_en: "too long" }, { field: "lines.1.on", message_zh: "没有", message_en: "none" }];
    const shown = asOfForm(new Problem({ type: "x", title: "不行", status: 422, code: "x", errors })) as Problem;
    expect(shown.fieldErrors.map((one) => one.field)).toEqual(["opinion", "lines.1.on"]);
  });
});
