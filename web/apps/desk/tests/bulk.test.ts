import { Problem, type PossibleAct } from "@xuncheng/client";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { commonActs, useBulkAct } from "../src/parts/bulk/useBulkAct.ts";

const client = vi.hoisted(() => ({ performAct: vi.fn(), readReport: vi.fn() }));
vi.mock("@xuncheng/client", async (original) => ({ ...(await original<object>()), ...client }));

const act = (name: string, allowed = true) => ({ name, allowed }) as PossibleAct;
const REFUSED = new Problem({ type: "x", title: "不行", status: 409, code: "x" });

beforeEach(() => {
  client.performAct.mockReset();
  client.readReport.mockReset();
  client.readReport.mockImplementation((id: string) =>
    Promise.resolve({ id, number: `第${id}号`, version: Number(id), possible_acts: [act("report.dispatch")] }),
  );
});

describe("commonActs", () => {
  it("offers only what is allowed on every object", () => {
    const one = { possible_acts: [act("a"), act("b"), act("c", false)] };
    const other = { possible_acts: [act("b"), act("a", false), act("c")] };
    expect(commonActs([one, other]).map((found) => found.name)).toEqual(["b"]);
    expect(commonActs([])).toEqual([]);
  });
});

describe("useBulkAct", () => {
  const REQUEST = { name: "report.dispatch", id: "form", input: { team: "t" } };

  it("gives every object an act of its own, at the version it was read", async () => {
    client.performAct.mockResolvedValue({ documents: [] });
    const bulk = useBulkAct("report", ["1", "2"]);
    await bulk.load();
    await bulk.perform(REQUEST);
    const sent = client.performAct.mock.calls.map(([request]) => request as { id: string; target: { version: number } });
    expect(sent.map((one) => one.target.version)).toEqual([1, 2]);
    expect(new Set(sent.map((one) => one.id)).size).toBe(2);
    expect(bulk.done.value).toBe(2);
  });

  it("goes on after a refusal, and a second try leaves alone what is done and repeats the same act id", async () => {
    client.performAct.mockResolvedValueOnce({}).mockRejectedValueOnce(REFUSED).mockResolvedValue({});
    const bulk = useBulkAct("report", ["1", "2", "3"]);
    await bulk.load();
    await bulk.perform(REQUEST);
    expect(bulk.done.value).toBe(2);
    expect(bulk.failures.value.map((one) => one.number)).toEqual(["第2号"]);
    await bulk.perform(REQUEST);
    const ids = client.performAct.mock.calls.map(([request]) => (request as { id: string }).id);
    expect(ids).toHaveLength(4);
    expect(ids[3]).toBe(ids[1]);
    expect(bulk.failures.value).toEqual([]);
  });

  it("throws when not one was done", async () => {
    client.performAct.mockRejectedValue(REFUSED);
    const bulk = useBulkAct("report", ["1"]);
    await bulk.load();
    await expect(bulk.perform(REQUEST)).rejects.toBe(REFUSED);
  });
});
