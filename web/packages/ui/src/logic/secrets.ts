/** Bytes of a fresh signing secret. */
const BYTES = 32;
const PREFIX = "whsec_";

/** A fresh secret for signing, in the form of Standard Webhooks: `whsec_` and the Base64 of random bytes. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return PREFIX + btoa(String.fromCharCode(...bytes));
}
