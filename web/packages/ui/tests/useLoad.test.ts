import { describe, expect, it } from "vitest";
import { effectScope } from "vue";

import { useLoad } from "../src/composables/useLoad.ts";

/** A read that is answered by hand. */
function byHand() {
  const answers: ((value: string) => void)[] = [];
  const read = () => new Promise<string>((resolve) => answers.push(resolve));
  return { answers, load: effectScope().run(() => useLoad(read))! };
}

describe("useLoad", () => {
  it("is settled only when the last load has come in", async () => {
    const { answers, load } = byHand();
    let settled = false;
    const waiting = load.settled().then(() => (settled = true));

    void load.reload();
    answers[0]!("old");
    await Promise.resolve();
    expect(settled).toBe(false);

    answers[1]!("new");
    await waiting;
    expect(load.data.value).toBe("new");
  });

  it("is settled at once when nothing is being loaded", async () => {
    const { answers, load } = byHand();
    answers[0]!("first");
    await load.settled();
    await load.settled();
    expect(load.data.value).toBe("first");
  });
});
