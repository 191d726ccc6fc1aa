import { describe, expect, it } from "vitest";

import { frameOf, pathOf, SIDE, toDrawing, toEarth, type Shape } from "../src/geometry.ts";
import { actId, nonce } from "../src/ids.ts";

const STREET: Shape = {
  properties: { name: "甲街道" },
  geometry: { type: "Polygon", coordinates: [[[116.34, 39.91], [116.36, 39.91], [116.36, 39.93], [116.34, 39.93], [116.34, 39.91]]] },
};

describe("the sketch of the streets", () => {
  const frame = frameOf([STREET]);

  it("fills the drawing and draws a street as a closed line", () => {
    expect(toDrawing(frame, [116.34, 39.93])).toEqual([0, 0]);
    expect(toDrawing(frame, [116.36, 39.91])[1]).toBeCloseTo(SIDE);
    expect(pathOf(frame, STREET)).toMatch(/^M0\.0,1000\.0L.*Z$/);
  });

  it("gives back the place that was tapped", () => {
    const [lon, lat] = toEarth(frame, ...toDrawing(frame, [116.3512345, 39.9212345]));
    expect([lon, lat]).toEqual([expect.closeTo(116.3512345, 7), expect.closeTo(39.9212345, 7)]);
  });
});

describe("what the browser draws by lot", () => {
  it("is a version 7 UUID of now", () => {
    const id = actId(Date.UTC(2026, 2, 2));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replace(/-/g, "").slice(0, 12), 16)).toBe(Date.UTC(2026, 2, 2));
  });

  it("is never the same twice", () => {
    expect(new Set(Array.from({ length: 100 }, nonce)).size).toBe(100);
    expect(nonce()).toMatch(/^[A-Za-z0-9_-]{24}$/);
  });
});
