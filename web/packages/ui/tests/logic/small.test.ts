import type { TimelineEntry } from "@xuncheng/client";
import { describe, expect, it } from "vitest";

import { changesBetween } from "../../src/logic/changes.ts";
import { splitMarks } from "../../src/logic/marks.ts";
import { formatSize } from "../../src/logic/size.ts";
import { describeAgent } from "../../src/logic/userAgent.ts";

describe("splitMarks", () => {
  it("tells what matched from what did not", () => {
    expect(splitMarks("应当<mark>告知</mark>当事人")).toEqual([
      { text: "应当", marked: false },
      { text: "告知", marked: true },
      { text: "当事人", marked: false },
    ]);
  });

  it("lets no other tag through", () => {
    const [piece] = splitMarks("<img src=x onerror=alert(1)>&lt;b&gt;");
    expect(piece).toEqual({ text: "<img src=x onerror=alert(1)><b>", marked: false });
  });
});

describe("changesBetween", () => {
  const entry = (seq: number) => ({ seq }) as TimelineEntry;
  const stage = (code: string) => ({ code, zh: code, en: code });

  it("lists the acts done in between, oldest first, and the move of the stage", () => {
    const before = { version: 3, timeline: [entry(2), entry(1)] };
    const after = { version: 5, timeline: [entry(4), entry(3), entry(2), entry(1)] };
    const changes = changesBetween(before, after, [stage("filed"), stage("notified")]);
    expect(changes.entries.map((one) => one.seq)).toEqual([3, 4]);
    expect(changes.stage?.after.code).toBe("notified");
  });

  it("names no stage that stayed", () => {
    const same = { version: 1, timeline: [] };
    expect(changesBetween(same, same, [stage("filed"), stage("filed")])).toEqual({ entries: [], stage: null });
  });
});

describe("formatSize", () => {
  it.each([
    [0, "0 B"],
    [812, "812 B"],
    [2_340_112, "2.2 MB"],
    [5_368_709_120, "5.0 GB"],
  ])("%d bytes are %s", (bytes, said) => expect(formatSize(bytes)).toBe(said));
});

describe("describeAgent", () => {
  it("names browser and system", () => {
    const edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0";
    expect(describeAgent(edge)).toBe("Edge · Windows");
  });

  it("shows an unknown agent as it calls itself", () => expect(describeAgent("xuncheng-cli/1")).toBe("xuncheng-cli/1"));
});
