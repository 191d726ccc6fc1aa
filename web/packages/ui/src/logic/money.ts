/** Money is CNY as a decimal string with up to two places; it never becomes a floating-point number. */

const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

interface Amount {
  sign: string;
  yuan: string;
  fen: string;
}

function parse(amount: string): Amount | null {
  const found = AMOUNT.exec(amount.trim());
  if (!found) return null;
  return { sign: found[1] ?? "", yuan: (found[2] ?? "").replace(/^0+(?=\d)/, ""), fen: (found[3] ?? "").padEnd(2, "0") };
}

export function isAmount(amount: string): boolean {
  return parse(amount) !== null;
}

/** The amount in fen; null when it is none. */
function toFen(amount: string): bigint | null {
  const parsed = parse(amount);
  return parsed && BigInt(`${parsed.sign}${parsed.yuan}${parsed.fen}`);
}

/** The sum of amounts, as an amount; what is no amount counts for nothing. */
export function sumOf(amounts: readonly string[]): string {
  const fen = amounts.reduce((sum, amount) => sum + (toFen(amount) ?? 0n), 0n);
  const digits = String(fen < 0n ? -fen : fen).padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The amount with the other sign. */
export function negated(amount: string): string {
  return amount.startsWith("-") ? amount.slice(1) : `-${amount}`;
}

/** 1234567.5 as 1,234,567.50; text that is no amount comes back unchanged. */
export function formatAmount(amount: string): string {
  const parsed = parse(amount);
  if (!parsed) return amount;
  return `${parsed.sign}${parsed.yuan.replace(/\B(?=(\d{3})+$)/g, ",")}.${parsed.fen}`;
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

/** One group of up to four digits; zeros between digits become a single 零. */
function groupInWords(group: string): string {
  const places = [...group].map((digit, index) => {
    return digit === "0" ? "零" : `${DIGITS[Number(digit)]}${PLACES[group.length - 1 - index]}`;
  });
  return places.join("").replace(/零+/g, "零").replace(/零$/, "");
}

function groupsOf(yuan: string): string[] {
  const padded = yuan.padStart(Math.ceil(yuan.length / 4) * 4, "0");
  return padded.match(/\d{4}/g) ?? [];
}

function yuanInWords(yuan: string): string {
  const groups = groupsOf(yuan);
  const words = groups.map((group, index) => {
    const said = groupInWords(group);
    return said ? `${said}${GROUPS[groups.length - 1 - index]}` : "零";
  });
  return words.join("").replace(/零+/g, "零").replace(/^零|零$/g, "");
}

function fenInWords(fen: string, hasYuan: boolean): string {
  const [jiao = "0", cent = "0"] = fen;
  if (fen === "00") return "整";
  const tens = jiao === "0" ? (hasYuan ? "零" : "") : `${DIGITS[Number(jiao)]}角`;
  return cent === "0" ? `${tens}整` : `${tens}${DIGITS[Number(cent)]}分`;
}

/** The amount in the capital numerals of documents (人民币大写), or null when it is no amount below 10^16. */
export function amountInWords(amount: string): string | null {
  const parsed = parse(amount);
  if (!parsed || parsed.sign || parsed.yuan.length > 16) return null;
  const yuan = yuanInWords(parsed.yuan);
  if (!yuan && parsed.fen === "00") return "零元整";
  return `${yuan ? `${yuan}元` : ""}${fenInWords(parsed.fen, yuan !== "")}`;
}
