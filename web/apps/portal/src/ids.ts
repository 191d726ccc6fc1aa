/** Random bytes; also where the page came without TLS. */
function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A version 7 UUID (RFC 9562): the id of an act, made by whoever does it. */
export function actId(now: number = Date.now()): string {
  const bytes = random(16);
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(now / 2 ** (8 * (5 - place))) & 0xff;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** 144 random bits, from which the server makes the code that follows a report. */
export function nonce(): string {
  return btoa(String.fromCharCode(...random(18))).replace(/\+/g, "-").replace(/\//g, "_");
}
