import type { Challenge, Proof } from "../api.ts";
import { sha256 } from "./sha256.ts";

/** Seeks the number that ALTCHA's challenge (version 1) asks for; null where there is none. */
export function solve(asked: Challenge): Proof | null {
  for (let number = 0; number <= asked.maxnumber; number++) {
    if (sha256(asked.salt + String(number)) === asked.challenge) {
      return { algorithm: "SHA-256", challenge: asked.challenge, number, salt: asked.salt, signature: asked.signature };
    }
  }
  return null;
}
