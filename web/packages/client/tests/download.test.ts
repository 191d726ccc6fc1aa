import { afterEach, describe, expect, it, vi } from "vitest";

import { exportUrl } from "../src/addresses.ts";
import { countLines, downloadRows } from "../src/download.ts";

afterEach(() => vi.unstubAllGlobals());

describe("downloadRows", () => {
  it("counts rows as they arrive, the heading not among them", async () => {
    const parts = ["number\n1\n", "2\n3\n"].map((text) => new TextEncoder().encode(text));
    const body = new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status: 200 })));
    const seen: number[] = [];
    const blob = await downloadRows("/x", new AbortController().signal, (rows) => seen.push(rows));
    expect(seen).toEqual([1, 3]);
    expect(await blob.text()).toBe("number\n1\n2\n3\n");
  });

  it("throws the problem of a refused export", async () => {
    const refused = { title: "no", code: "forbidden", status: 403 };
    const headers = { "Content-Type": "application/problem+json" };
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(refused), { status: 403, headers })));
    const call = downloadRows("/x", new AbortController().signal, () => undefined);
    await expect(call).rejects.toMatchObject({ status: 403, code: "forbidden" });
  });
});

describe("countLines", () => {
  it("counts line feeds only", () => {
    expect(countLines(new TextEncoder().encode("a\r\nb\nc"))).toBe(2);
  });
});

describe("exportUrl", () => {
  it("asks for exactly what the list shows", () => {
    expect(exportUrl("cases", { stage: "served", q: "", street: "110101001" })).toBe(
      "/api/v1/cases/export?stage=served&street=110101001&format=csv",
    );
  });
});
