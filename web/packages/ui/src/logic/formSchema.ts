import type { ActSchema, Bilingual, Choice, PropertySchema, RefKind, Widget } from "@xuncheng/client";
import { POSITION } from "./registers";

/** One field of an act's form, as the screen needs it. */
export interface Field {
  name: string;
  label: Bilingual;
  help: Bilingual | null;
  widget: Widget;
  required: boolean;
  /** Kept in no draft. */
  secret: boolean;
  choices: Choice[];
  /** The columns of a field that is a table: each row is one thing said. */
  columns: Field[];
  ref: RefKind | null;
  fallback: unknown;
  limits: Limits;
}

export interface Limits {
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

const LIMIT_KEYS = ["minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "pattern"] as const;

/** Widgets for schemas without a hint, by JSON type and format. */
const WIDGETS_BY_TYPE: Record<string, Widget> = {
  "string:date": "date",
  "string:date-time": "datetime",
  "string:time": "time",
  string: "text",
  number: "number",
  integer: "number",
  boolean: "bool",
  array: "refs",
};

const LONG_TEXT = 120;

function definition(schema: PropertySchema, defs: Record<string, PropertySchema>): PropertySchema {
  const name = schema.$ref?.split("/").pop();
  return (name && defs[name]) || {};
}

/** The schema with its reference, its `allOf` and its optional (`anyOf` with null) folded in; outer hints win. */
function flatten(schema: PropertySchema, defs: Record<string, PropertySchema>): PropertySchema {
  const branches = [...(schema.allOf ?? []), ...(schema.anyOf ?? []).filter((branch) => branch.type !== "null")];
  const parts = [definition(schema, defs), ...branches.map((branch) => flatten(branch, defs))].reverse();
  return Object.assign({}, ...parts, schema) as PropertySchema;
}

function choicesOf(schema: PropertySchema): Choice[] {
  return schema["x-choices"] ?? (schema.enum ?? []).map((value) => ({ value, zh: value, en: value }));
}

/** The widget for a schema that names none: by its choices, then its format, then its type. */
function guessedWidget(schema: PropertySchema): Widget {
  if (choicesOf(schema).length > 0) return "choice";
  const kinds = [`${schema.type}:${schema.format}`, String(schema.type)];
  const widget = kinds.map((kind) => WIDGETS_BY_TYPE[kind]).find(Boolean) ?? "text";
  const long = Number(schema.maxLength) > LONG_TEXT;
  return widget === "text" && long ? "longtext" : widget;
}

function limitsOf(schema: PropertySchema): Limits {
  const set = LIMIT_KEYS.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]);
  return Object.fromEntries(set) as Limits;
}

function labelOf(name: string, schema: PropertySchema): Bilingual {
  const zh = schema.title ?? name;
  return { zh, en: schema["x-title-en"] ?? zh };
}

/** What is said below a field: only in both languages. A description in one is a programmer's, of the type that the field has. */
function helpOf(schema: PropertySchema): Bilingual | null {
  const { description: zh, "x-description-en": en } = schema;
  return zh && en ? { zh, en } : null;
}

function columnsOf(property: PropertySchema, defs: Record<string, PropertySchema>): Field[] {
  const row = property.items ? flatten(property.items, defs) : {};
  return row.properties ? toFields({ ...row, $defs: defs }) : [];
}

/** The two parts of a place in an act's input, which the form asks for as one. */
export const LON_LAT = ["lon", "lat"] as const;
export const LON_LAT_FIELD = "point";

/** A longitude and a latitude become one field, a point. */
function withPoint(fields: Field[]): Field[] {
  const [lon, lat] = LON_LAT.map((name) => fields.find((field) => field.name === name));
  if (!lon || !lat) return fields;
  const point: Field = { ...lon, name: LON_LAT_FIELD, label: POSITION, widget: "point", required: lon.required, fallback: null, limits: {} };
  return fields.filter((field) => field !== lat).map((field) => (field === lon ? point : field));
}

/** The widget of what other programs send and no form asks. */
const HIDDEN = "hidden";

/** The fields of an act's input schema, in the schema's order. */
export function toFields(schema: ActSchema): Field[] {
  const required = new Set(schema.required ?? []);
  const shown = Object.entries(schema.properties ?? {}).filter(([, raw]) => (raw["x-widget"] as string | undefined) !== HIDDEN);
  const fields = shown.map(([name, raw]): Field => {
    const property = flatten(raw, schema.$defs ?? {});
    return {
      name,
      label: labelOf(name, property),
      help: helpOf(property),
      widget: property["x-widget"] ?? guessedWidget(property),
      required: required.has(name),
      secret: property["x-secret"] ?? false,
      choices: choicesOf(property),
      columns: columnsOf(property, schema.$defs ?? {}),
      ref: property["x-ref"] ?? null,
      fallback: property.default ?? null,
      limits: limitsOf(property),
    };
  });
  return withPoint(fields);
}

export type FormValues = Record<string, unknown>;

const EMPTY: Partial<Record<Widget, () => unknown>> = {
  refs: () => [],
  files: () => [],
  signature: () => [],
  choices: () => [],
  faults: () => ({}),
  bool: () => false,
  point: () => null,
};

/** The values a form starts with: schema defaults, then what the page already knows. */
export function initialValues(fields: readonly Field[], known: FormValues = {}): FormValues {
  const start = fields.map((field) => {
    return [field.name, known[field.name] ?? field.fallback ?? emptyOf(field)];
  });
  return Object.fromEntries(start) as FormValues;
}

/** Nothing, as the widget has it: a table begins with a row to fill in. */
function emptyOf(field: Field): unknown {
  const own = EMPTY[field.widget];
  if (own) return own();
  return field.columns.length ? [{}] : "";
}

/** A row of a table in which nothing was entered yet. */
function isBlankRow(row: unknown): boolean {
  return typeof row === "object" && row !== null && Object.values(row).every((cell) => !String(cell).trim());
}

/** Whether nothing was entered. A box left unticked is an answer only where one is required. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlankRow);
  return value === null || value === undefined || value === "";
}
