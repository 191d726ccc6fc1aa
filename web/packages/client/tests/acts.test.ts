import { afterEach, describe, expect, it, vi } from "vitest";

import { newActId, performAct } from "../src/acts.ts";
import { Problem } from "../src/problem.ts";

const NO_WAITS = [0, 0];
const DONE = { act: { id: "a", name: "case.file", at: "2026-11-20T02:00:00Z" }, replayed: false };

function json(status: number, body: unknown): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });
}

function answering(...answers: (Response | Error)[]) {
  const calls: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    calls.push(request.clone() as Request);
    const next = answers.shift();
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return calls;
}

afterEach(() => vi.unstubAllGlobals());

describe("performAct", () => {
  it("sends the version the person saw as If-Match, and the object in the body", async () => {
    const calls = answering(json(200, DONE));
    await performAct({ name: "case.file", id: "act-1", target: { id: "case-1", version: 7 }, input: { note: "x" } });
    expect(calls[0]?.headers.get("If-Match")).toBe('"7"');
    expect(await calls[0]?.json()).toEqual({ id: "act-1", on: "case-1", input: { note: "x" } });
  });

  it("sends no If-Match for an act that starts something new", async () => {
    const calls = answering(json(200, DONE));
    await performAct({ name: "report.submit", id: "act-1", input: {} });
    expect(calls[0]?.headers.has("If-Match")).toBe(false);
  });

  it("sends again under the same id when no answer arrived", async () => {
    const calls = answering(new TypeError("network"), json(503, {}), json(200, DONE));
    const result = await performAct({ name: "case.file", id: "act-1", input: {} }, NO_WAITS);
    expect(result.replayed).toBe(false);
    const ids = await Promise.all(calls.map(async (call) => ((await call.json()) as { id: string }).id));
    expect(ids).toEqual(["act-1", "act-1", "act-1"]);
  });

  it("does not send a refused act again", async () => {
    const calls = answering(json(409, { title: "refused", code: "no_notice", status: 409 }));
    await expect(performAct({ name: "decision.make", id: "a", input: {} }, NO_WAITS)).rejects.toBeInstanceOf(Problem);
    expect(calls).toHaveLength(1);
  });

  it("says that nobody answered when the network stays away", async () => {
    answering(new TypeError("network"), new TypeError("network"), new TypeError("network"));
    const failure = performAct({ name: "case.file", id: "a", input: {} }, NO_WAITS);
    await expect(failure).rejects.toMatchObject({ status: 0, unanswered: true });
  });
});

describe("newActId", () => {
  it("makes UUIDs of version 7, later ones sorting after earlier ones", () => {
    const ids = [newActId(), newActId(), newActId()];
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });
});
