/*
 * SHA-256 (FIPS 180-4). The browser's own is there only on pages that came by TLS, and answers later, which for some
 * ten thousand short texts takes longer than this.
 */

function firstBits(power: number, count: number): Uint32Array {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) prime &&= candidate % divisor !== 0;
    if (prime) words.push((candidate ** power % 1) * 2 ** 32);
  }
  return Uint32Array.from(words);
}

const ROUNDS = firstBits(1 / 3, 64);
const START = firstBits(1 / 2, 8);
const schedule = new Uint32Array(64);

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  bytes.forEach((byte, place) => view.setUint8(place, byte));
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 4, bytes.length * 8);
  return view;
}

function expand(view: DataView, at: number): void {
  for (let place = 0; place < 16; place++) schedule[place] = view.getUint32(at + place * 4);
  for (let place = 16; place < 64; place++) {
    const early = schedule[place - 15]!;
    const late = schedule[place - 2]!;
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[place] = schedule[place - 16]! + first + schedule[place - 7]! + second;
  }
}

function compress(state: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let place = 0; place < 64; place++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[place]! + schedule[place]!;
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => (state[place] = state[place]! + word));
}

/** The digest of a text, in hexadecimal. */
export function sha256(text: string): string {
  const view = padded(text);
  const state = START.slice();
  for (let at = 0; at < view.byteLength; at += 64) {
    expand(view, at);
    compress(state);
  }
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}
