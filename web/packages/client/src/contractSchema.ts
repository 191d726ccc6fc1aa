import type { Bilingual } from "./contract.ts";

export type Widget =
  | "text"
  | "longtext"
  | "money"
  | "number"
  | "date"
  | "datetime"
  | "choice"
  | "bool"
  | "ref"
  | "refs"
  | "files"
  | "point";

export type RefKind =
  | "officer"
  | "matter"
  | "party"
  | "team"
  | "report"
  | "case"
  | "document"
  | "street"
  | "evidence";

export interface Choice extends Bilingual {
  value: string;
}

/** The part of JSON Schema that act inputs use, with the hints for screens. */
export interface PropertySchema {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  const?: unknown;
  anyOf?: PropertySchema[];
  allOf?: PropertySchema[];
  items?: PropertySchema;
  $ref?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  pattern?: string;
  "x-title-en"?: string;
  "x-description-en"?: string;
  "x-widget"?: Widget;
  "x-ref"?: RefKind;
  "x-choices"?: Choice[];
}

export interface ActSchema {
  type?: string;
  properties?: Record<string, PropertySchema>;
  required?: string[];
  $defs?: Record<string, PropertySchema>;
}
