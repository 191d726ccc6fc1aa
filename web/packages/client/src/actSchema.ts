import type { Bilingual, LegalBasis } from "./types.ts";

/** How a field is filled in. Exchanges, speeches and views are tables whose columns the schema tells. */
export type Widget =
  | "text"
  | "longtext"
  | "secret"
  | "password"
  | "money"
  | "number"
  | "date"
  | "time"
  | "datetime"
  | "choice"
  | "choices"
  | "bool"
  | "ref"
  | "refs"
  | "files"
  | "signature"
  | "point"
  | "faults"
  | "exchanges"
  | "instalments"
  | "items"
  | "speeches"
  | "views"
  | "areas"
  | "rooms";

export type RefKind =
  | "officer"
  | "matter"
  | "party"
  | "team"
  | "able_team"
  | "report"
  | "case"
  | "document"
  | "street"
  | "area"
  | "evidence"
  | "warehouse"
  | "place"
  | "measure"
  | "measure_item"
  | "redacted"
  | "device"
  | "lawyer"
  | "delivery"
  | "organisation"
  | "sender"
  | "task"
  | "user"
  | "role"
  | "jurisdiction"
  | "act"
  | "route"
  | "route_point";

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
  properties?: Record<string, PropertySchema>;
  required?: string[];
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
  /** A secret stands in no trail, and is kept in no draft. */
  "x-secret"?: boolean;
  "x-choices"?: Choice[];
}

export interface ActSchema {
  type?: string;
  properties?: Record<string, PropertySchema>;
  required?: string[];
  $defs?: Record<string, PropertySchema>;
}

/** An act as the server describes it: what it is called, on what kind of object it is done, and its form. */
export interface ActDefinition {
  name: string;
  label: Bilingual;
  on: string | null;
  basis: LegalBasis[];
  /** The kinds of documents that it may make. */
  makes: string[];
  /** Set where it may be asked for on many objects at once: why, and which inputs each object needs for itself. */
  batch: { why: Bilingual; each: string[] } | null;
  schema: ActSchema;
}
