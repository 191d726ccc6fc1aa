import type { Track } from "@xuncheng/client";
import { describe, expect, it } from "vitest";

import { spread } from "../src/parts/patrol/track.ts";

function track(count: number): Track {
  const times = Array.from({ length: count }, (_, at) => `2026-03-02T09:00:${String(at).padStart(2, "0")}+08:00`);
  const line = times.map((_, at) => [116.35 + at / 1000, 39.92]);
  const geometry = count > 1 ? { type: "LineString" as const, coordinates: line } : count ? { type: "Point" as const, coordinates: line[0]! } : null;
  return { geometry, properties: { person: "张一", count, times, accuracies: times.map(() => 8) } };
}

describe("the points of a track", () => {
  it("are all listed where they are few, each with its moment", () => {
    const points = spread(track(3), 50);
    expect(points.map((one) => one.lon.toFixed(3))).toEqual(["116.350", "116.351", "116.352"]);
    expect(points[2]!.at).toContain("09:00:02");
  });

  it("are evenly spread where they are many, the last one always among them", () => {
    const points = spread(track(58), 10);
    expect(points.length).toBeLessThanOrEqual(11);
    expect(points.at(-1)!.at).toContain("09:00:57");
  });

  it("may be one or none", () => {
    expect(spread(track(1), 50)).toHaveLength(1);
    expect(spread(track(0), 50)).toEqual([]);
  });
});
