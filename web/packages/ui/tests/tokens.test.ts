import { describe, expect, it } from "vitest";

import css from "../src/styles/tokens.css?raw";
import { COLOUR_TOKENS, MEASURE_TOKENS } from "../src/tokens/tokens.ts";

function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf("\n}", start));
  return Object.fromEntries([...body.matchAll(/--xc-([\w-]+):\s*([^;]+);/g)].map((found) => [found[1], found[2]]));
}

const THEMES = { light: block('[data-theme="light"]'), dark: block('[data-theme="dark"]') };

/** Relative luminance of #rrggbb as WCAG 2 defines it. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const colours = THEMES[theme];

  it("defines exactly the colours TypeScript knows", () => {
    expect(Object.keys(colours).sort()).toEqual([...COLOUR_TOKENS].sort());
  });

  it.each([
    ["text", "paper"],
    ["text", "surface"],
    ["text-2", "paper"],
    ["text-2", "hover"],
    ["text-3", "paper"],
    ["text-3", "surface"],
    ["text-3", "sunken"],
    ["accent", "surface"],
    ["accent", "paper"],
    ["accent", "accent-wash"],
    ["text-2", "accent-wash"],
    ["on-accent", "accent"],
    ["near", "near-wash"],
    ["over", "over-wash"],
    ["over", "surface"],
    ["over", "paper"],
    ["near", "paper"],
    ["done", "surface"],
  ])("%s can be read on %s (4.5 : 1)", (front, back) => {
    expect(contrast(colours[front]!, colours[back]!)).toBeGreaterThanOrEqual(4.5);
  });

  it("draws the edges of controls so that they are seen (3 : 1)", () => {
    expect(contrast(colours["control-line"]!, colours["surface"]!)).toBeGreaterThanOrEqual(3);
  });
});

it("defines exactly the measures TypeScript knows", () => {
  const defined = Object.keys(block(":root"));
  expect(defined.sort()).toEqual([...MEASURE_TOKENS].sort());
});

it("uses no token that is not defined", () => {
  const known = new Set<string>([...COLOUR_TOKENS, ...MEASURE_TOKENS]);
  const modules = import.meta.glob<string>(["../src/**/*.{vue,css}", "../../../apps/*/src/**/*.{vue,css}"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const used = Object.values(modules).flatMap((text) => [...text.matchAll(/var\(--xc-([\w-]+)/g)].map((found) => found[1]!));
  expect(used.length).toBeGreaterThan(100);
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
});
