import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { sha256 } from "../src/proof/sha256.ts";
import { solve } from "../src/proof/solve.ts";

describe("SHA-256", () => {
  it.each(["", "abc", "城市管理", ...[54, 55, 56, 63, 64, 65, 119, 120, 1000].map((length) => "a".repeat(length))])("is node's for %j", (text) => {
    expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
  });
});

describe("a challenge", () => {
  const salt = "0123456789abcdef01234567?expires=1&for=follow&";
  const asked = { algorithm: "SHA-256", challenge: sha256(`${salt}777`), maxnumber: 1000, salt, signature: "s" };

  it("is solved by the number that was hidden", () => {
    expect(solve(asked)).toEqual({ algorithm: "SHA-256", challenge: asked.challenge, number: 777, salt, signature: "s" });
  });

  it("has no answer beyond its largest number", () => {
    expect(solve({ ...asked, maxnumber: 776 })).toBeNull();
  });
});
