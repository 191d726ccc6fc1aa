import { describe, expect, it } from "vitest";

import en from "../src/locales/en.ts";
import zh from "../src/locales/zh.ts";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Record<string, string> {
  return Object.entries(tree).reduce<Record<string, string>>((all, [key, value]) => {
    const path = prefix ? `${prefix}.${key}` : key;
    return typeof value === "string" ? { ...all, [path]: value } : { ...all, ...flatten(value, path) };
  }, {});
}

function placeholders(message: string): string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!).sort();
}

const chinese = flatten(zh);
const english = flatten(en);
const sources = import.meta.glob<string>("../src/**/*.{ts,vue}", { query: "?raw", import: "default", eager: true });
const asked = Object.values(sources).flatMap((text) => [...text.matchAll(/\bt\(["']([a-zA-Z.]+\w)["']/g)].map((found) => found[1]!));

describe("the catalogues", () => {
  it("have the same keys and placeholders in both languages", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
    expect(Object.keys(chinese).filter((key) => `${placeholders(chinese[key]!)}` !== `${placeholders(english[key]!)}`)).toEqual([]);
  });

  it("hold every key that is used", () => {
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !(key in chinese))).toEqual([]);
  });
});
