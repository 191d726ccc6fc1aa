import type { FormValues } from "@xuncheng/ui";

/** What is noted down during a call. */
export interface Call {
  phone: string;
  name: string;
  text: string;
  address: string;
  /** Longitude and latitude of a place that was chosen; null while the address is only typed. */
  point: number[] | null;
}

export function emptyCall(): Call {
  return { phone: "", name: "", text: "", address: "", point: null };
}

/** As the act takes it in. */
export function toReport(call: Call): Record<string, unknown> {
  const place = call.point ? { lon: call.point[0], lat: call.point[1] } : {};
  return {
    text: call.text.trim(),
    source: "citizen",
    address: call.address.trim(),
    reporter_name: call.name.trim(),
    reporter_phone: call.phone.trim(),
    ...place,
  };
}

/** What lies in the browser of a call that is not handed in yet: nothing of who calls. */
export function toDraft(call: Call): FormValues {
  return { text: call.text, address: call.address, point: call.point };
}

export function fromDraft(values: FormValues): Partial<Call> {
  const { text, address, point } = values;
  return {
    text: typeof text === "string" ? text : "",
    address: typeof address === "string" ? address : "",
    point: Array.isArray(point) && point.length === 2 ? point.map(Number) : null,
  };
}

/** The number of a report as it is read out: in groups, so that the caller can write it down. */
export function readOut(number: string): string {
  const [day = "", rest = ""] = number.split("-");
  const groups = [day.slice(0, 4), day.slice(4), ...(rest.match(/.{1,3}/g) ?? [])];
  return groups.filter(Boolean).join(" ");
}

/** A page of the telephone is used without the mouse: which key does what. */
export const SHORTCUTS = [
  { keys: "Alt+1", code: "Digit1", to: "phone" },
  { keys: "Alt+2", code: "Digit2", to: "text" },
  { keys: "Alt+3", code: "Digit3", to: "address" },
  { keys: "Alt+4", code: "Digit4", to: "name" },
] as const;
export const KEYS = { ...Object.fromEntries(SHORTCUTS.map((one) => [one.to, one.keys])), submit: "Ctrl+Enter", clear: "Alt+N", take: "Enter" } as Record<
  (typeof SHORTCUTS)[number]["to"] | "submit" | "clear" | "take",
  string
>;
