import type { Widget } from "@xuncheng/client";

import { isEmpty, LON_LAT, LON_LAT_FIELD, type Field, type FormValues, type Limits } from "./formSchema.ts";
import { isAmount } from "./money.ts";
import { withOffset } from "./time.ts";

/** What is wrong with a field before it is sent: a message key with its number. */
export interface FieldFault {
  key: string;
  limit?: number;
}

type Check = (value: unknown, limits: Limits, columns: readonly Field[]) => FieldFault | null;

function textCheck(value: unknown, limits: Limits): FieldFault | null {
  const text = String(value).trim();
  if (limits.minLength && text.length < limits.minLength) return { key: "ui.form.tooShort", limit: limits.minLength };
  if (limits.maxLength && text.length > limits.maxLength) return { key: "ui.form.tooLong", limit: limits.maxLength };
  if (limits.pattern && !new RegExp(limits.pattern, "u").test(text)) return { key: "ui.form.malformed" };
  return null;
}

function rangeCheck(value: unknown, limits: Limits): FieldFault | null {
  const number = Number(value);
  if (Number.isNaN(number)) return { key: "ui.form.notANumber" };
  if (limits.minimum !== undefined && number < limits.minimum) return { key: "ui.form.tooSmall", limit: limits.minimum };
  if (limits.maximum !== undefined && number > limits.maximum) return { key: "ui.form.tooLarge", limit: limits.maximum };
  return null;
}

function moneyCheck(value: unknown, limits: Limits): FieldFault | null {
  return isAmount(String(value)) ? rangeCheck(value, limits) : { key: "ui.form.notAnAmount" };
}

function countCheck(value: unknown, limits: Limits): FieldFault | null {
  const count = (value as unknown[]).length;
  if (limits.minItems && count < limits.minItems) return { key: "ui.form.tooFew", limit: limits.minItems };
  if (limits.maxItems && count > limits.maxItems) return { key: "ui.form.tooMany", limit: limits.maxItems };
  return null;
}

/** Every row that was begun has to be filled in as far as its columns ask. */
function rowsCheck(value: unknown, limits: Limits, columns: readonly Field[]): FieldFault | null {
  const begun = (value as FormValues[]).filter((row) => !isEmpty([row]));
  const incomplete = begun.some((row) => Object.keys(checkValues(columns, row)).length > 0);
  return incomplete ? { key: "ui.form.rowIncomplete" } : countCheck(begun, limits);
}

function pointCheck(value: unknown): FieldFault | null {
  const [lon = NaN, lat = NaN] = value as number[];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? null : { key: "ui.form.notAPoint" };
}

const CHECKS: Partial<Record<Widget, Check>> = {
  text: textCheck,
  longtext: textCheck,
  secret: textCheck,
  number: rangeCheck,
  money: moneyCheck,
  refs: countCheck,
  files: countCheck,
  signature: countCheck,
  choices: countCheck,
  exchanges: rowsCheck,
  instalments: rowsCheck,
  rooms: rowsCheck,
  items: rowsCheck,
  speeches: rowsCheck,
  views: rowsCheck,
  areas: rowsCheck,
  point: pointCheck,
};

function faultOf(field: Field, value: unknown): FieldFault | null {
  if (isEmpty(value)) return field.required ? { key: "ui.form.required" } : null;
  return CHECKS[field.widget]?.(value, field.limits, field.columns) ?? null;
}

/** Faults by field name, for what the schema alone can tell. The server judges again. */
export function checkValues(fields: readonly Field[], values: FormValues): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {};
  for (const field of fields) {
    const fault = faultOf(field, values[field.name]);
    if (fault) faults[field.name] = fault;
  }
  return faults;
}

function begunRows(value: unknown): unknown {
  return (value as unknown[]).filter((row) => !isEmpty([row]));
}

const CONVERT: Partial<Record<Widget, (value: unknown) => unknown>> = {
  number: (value) => Number(value),
  text: (value) => String(value).trim(),
  longtext: (value) => String(value).trim(),
  money: (value) => String(value).trim(),
  exchanges: begunRows,
  instalments: begunRows,
  rooms: begunRows,
  items: begunRows,
  speeches: begunRows,
  views: begunRows,
  areas: begunRows,
  datetime: (value) => withOffset(String(value)),
};

function lonLat(value: unknown): Record<string, unknown> {
  return Object.fromEntries(LON_LAT.map((name, index) => [name, (value as number[])[index]]));
}

/** The act's input as the server takes it: empty fields left out, numbers as numbers, times with their offset. */
export function toInput(fields: readonly Field[], values: FormValues): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (isEmpty(value)) continue;
    if (field.name === LON_LAT_FIELD) Object.assign(input, lonLat(value));
    else input[field.name] = CONVERT[field.widget]?.(value) ?? value;
  }
  return input;
}

/** The field a server's error path means: "input.amount", "body.input.amount" and "amount" are the same field. */
export function fieldNameOf(path: string): string {
  const parts = path.split(".").filter((part) => !["body", "input"].includes(part));
  const name = parts[0] ?? path;
  return LON_LAT.some((part) => part === name) ? LON_LAT_FIELD : name;
}
