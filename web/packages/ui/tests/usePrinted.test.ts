import type { PageOf } from "@xuncheng/client";
import { describe, expect, it } from "vitest";
import { effectScope } from "vue";

import type { PageRequest } from "../src/composables/useEndlessList.ts";
import { PRINTED_ROWS, usePrinted, type Printed } from "../src/composables/usePrinted.ts";

/** A list of so many rows, which counts no further than 1,000 unless asked to. */
function listOf(all: number, asked: PageRequest[]): (request: PageRequest) => Promise<PageOf<number>> {
  return (request) => {
    asked.push(request);
    const from = Number(request.cursor ?? 0);
    const to = Math.min(all, from + (request.limit ?? 0));
    const items = Array.from({ length: to - from }, (_, index) => from + index);
    const capped = !request.exact && all > PRINTED_ROWS;
    return Promise.resolve({ items, next: to < all ? String(to) : null, count: { value: capped ? PRINTED_ROWS : all, capped } });
  };
}

function printed(fetchPage: (request: PageRequest) => Promise<PageOf<number>>): Printed<number> {
  return effectScope().run(() => usePrinted(fetchPage))!;
}

describe("the rows of a paper", () => {
  it("are read page after page to the end", async () => {
    const asked: PageRequest[] = [];
    const paper = printed(listOf(450, asked));
    await paper.read();
    expect(paper.rows.value).toHaveLength(450);
    expect([paper.total.value, paper.whole.value]).toEqual([450, true]);
    expect(asked.map((one) => one.cursor)).toEqual([null, "200", "400"]);
  });

  it("are a thousand at the most, and it is counted how many there are", async () => {
    const paper = printed(listOf(1234, []));
    await paper.read();
    expect(paper.rows.value).toHaveLength(PRINTED_ROWS);
    expect(paper.total.value).toBe(1234);
  });

  it("are not whole after a failure, and read anew from the beginning", async () => {
    const list = listOf(300, []);
    let broken = true;
    const paper = printed((request) => (request.cursor && broken ? Promise.reject(new TypeError("offline")) : list(request)));
    await paper.read();
    expect([paper.whole.value, paper.rows.value.length]).toEqual([false, 200]);
    expect(paper.problem.value).not.toBeNull();
    broken = false;
    await paper.read();
    expect([paper.whole.value, paper.rows.value.length, paper.problem.value]).toEqual([true, 300, null]);
  });
});
