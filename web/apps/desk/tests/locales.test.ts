import uiEn from "@xuncheng/ui/locales/en";
import uiZh from "@xuncheng/ui/locales/zh";
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

const chinese = flatten({ ...zh, ...uiZh });
const english = flatten({ ...en, ...uiEn });

const sources = import.meta.glob<string>(["../src/**/*.{ts,vue}", "../../../packages/ui/src/**/*.{ts,vue}"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const files = Object.entries(sources).filter(([path]) => !path.includes("/locales/"));

const KEY = /["'`]([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)["'`]/g;
const ROOTS = new Set(Object.keys(chinese).map((key) => key.split(".")[0]));
/** Names of acts have the form of keys but are none. */
const ACTS = new Set(["document.countersign", "report.dispatch", "report.judge", "report.merge", "report.submit", "report.verify", "terminal.describe", "duty.begin", "roster.set", "route.draw", "position.see", "notice.give", "notification.read", "decision.make", "hearing.hold", "hearing.report", "power.publish", "publication.publish", "publication.publish_order", "publication.update", "publication.update_order", "user.change", "webhook.change"]);

function keysIn(text: string): string[] {
  return [...text.matchAll(KEY)].map((found) => found[1]!).filter((key) => ROOTS.has(key.split(".")[0]!) && !ACTS.has(key));
}

/** Where a literal can only be a message key: in scripts, and in what templates hand to $t. */
function keyPlaces(path: string, text: string): string {
  const calls = [...text.matchAll(/\$t\(([^)]*)\)/g)].map((found) => found[1]!);
  const script = path.endsWith(".vue") ? (/<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "") : text;
  return [script, ...calls].join("\n");
}

const asked = new Set(files.flatMap(([path, text]) => keysIn(keyPlaces(path, text))));
const used = new Set(files.flatMap(([, text]) => keysIn(text)));

function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!))].sort();
}

describe("the catalogues", () => {
  it("have the same keys in Chinese and English", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  });

  it("have the same placeholders in Chinese and English", () => {
    const differing = Object.keys(chinese).filter((key) => `${placeholders(chinese[key]!)}` !== `${placeholders(english[key]!)}`);
    expect(differing).toEqual([]);
  });

  it("hold every key that is used", () => {
    expect([...asked].filter((key) => !(key in chinese))).toEqual([]);
  });

  it("hold no key that is not used", () => {
    expect(Object.keys(chinese).filter((key) => !used.has(key))).toEqual([]);
  });

  it("leave no message empty", () => {
    expect([...Object.values(chinese), ...Object.values(english)].filter((message) => !message.trim())).toEqual([]);
  });
});

describe("the sources", () => {
  const CJK = /[\u3400-\u9fff]/;
  /** Registers and numerals are data in two languages or in Chinese by nature. */
  const DATA = ["registers.ts", "logic/money.ts"];

  it("hold no Chinese words of their own", () => {
    const offenders = files.filter(([path, text]) => !DATA.some((name) => path.endsWith(name)) && CJK.test(withoutComments(text)));
    expect(offenders.map(([path]) => path)).toEqual([]);
  });

  it("hold no English words in templates", () => {
    const words = files.flatMap(([path, text]) => wordsInTemplate(text).map((word) => `${path}: ${word}`));
    expect(words).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|[^:])\/\/.*$/gm, "");
}

/** Text between tags that is neither interpolated nor a sign. */
function wordsInTemplate(text: string): string[] {
  const template = /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? "";
  const bare = template.replace(/\{\{[\s\S]*?\}\}/g, "").replace(/"[^"]*"/g, '""');
  const KEYS = new Set(["Ctrl K", "Esc"]);
  return [...bare.matchAll(/>([^<>]+)</g)].map((found) => found[1]!.trim()).filter((word) => /[A-Za-z]{2}/.test(word) && !KEYS.has(word));
}
