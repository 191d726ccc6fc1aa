/**
 * The HTTP contract of /api/v1, in the shape openapi-typescript generates.
 *
 * Screens never import this file: they use the names in `types.ts` and the calls in `calls.ts`.
 */
import type { ActSchema } from "./contractSchema.ts";

/** One thing said in both languages of the product. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** Longitude and latitude (WGS 84, degrees). */
export type LonLat = number[];

/** A code from an enumeration or register with its labels. */
export interface Labelled extends Bilingual {
  code: string;
}

/** Something pointed at by key, with the name to show. */
export interface NamedRef {
  id: string;
  name: string;
}

/** An area or a matter pointed at by its code. */
export interface CodedRef {
  code: string;
  name: string;
}

export interface LegalBasis {
  statute: string;
  article: string;
  label: string;
}

export interface FieldError {
  field: string;
  message_zh: string;
  message_en: string;
}

/** RFC 9457 problem details with the extension members of this API. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  title_zh?: string;
  title_en?: string;
  field?: string;
  errors?: FieldError[];
  basis?: LegalBasis[];
  missing?: Bilingual[];
}

export interface Count {
  value: number;
  capped: boolean;
}

export interface PageOf<T> {
  items: T[];
  next: string | null;
  count: Count;
}

export interface ListOf<T> {
  items: T[];
}

export type Urgency = "overdue" | "near" | "ok" | "none";

export interface Role {
  code: string;
  label: Bilingual;
  area: CodedRef;
}

export interface Me {
  id: string;
  username: string;
  name: string;
  language: string;
  officer: {
    id: string;
    certificate_number: string;
    certificate_valid_until: string | null;
    certified: boolean;
  } | null;
  organisation: NamedRef;
  team: NamedRef | null;
  roles: Role[];
  acts: string[];
  unread: number;
}

export interface ActDefinition {
  name: string;
  label: Bilingual;
  on: string | null;
  basis: LegalBasis[];
  schema: ActSchema;
}

export interface ActBody {
  id: string;
  at?: string;
  device?: string;
  place?: LonLat;
  on?: string;
  input: Record<string, unknown>;
}

export interface ActResult {
  act: { id: string; name: string; at: string };
  object: { type: string; id: string; number: string | null; version: number; stage: string | null };
  entry: { chain: string; seq: number; hash: string };
  documents: { id: string; kind: string; number: string | null; title: string }[];
  replayed: boolean;
}

export interface PossibleAct {
  name: string;
  label: Bilingual;
  allowed: boolean;
  refusal: {
    code: string;
    title_zh: string;
    title_en: string;
    basis: LegalBasis[];
    missing: Bilingual[];
  } | null;
  due: string | null;
}

export interface TimelineEntry {
  seq: number;
  act: string;
  label: Bilingual;
  actor: NamedRef | null;
  at: string;
  received_at: string;
  device: string | null;
  place: LonLat | null;
  summary: string;
  documents: { id: string; title: string; number: string | null }[];
  basis: LegalBasis[];
  hash: string;
}

export interface WorkItem {
  type: "report" | "case";
  id: string;
  number: string;
  title: string;
  stage: Labelled;
  street: CodedRef | null;
  due: string | null;
  due_label: Bilingual | null;
  urgency: Urgency;
  next_act: { name: string; label: Bilingual } | null;
}

export interface ReportItem {
  id: string;
  number: string;
  summary: string;
  status: Labelled;
  source: Labelled;
  street: CodedRef | null;
  grid: string | null;
  address: string;
  matter: CodedRef | null;
  team: NamedRef | null;
  submitted_at: string;
  due: string | null;
  urgency: Urgency;
}

export interface FileItem {
  id: string;
  name: string;
  type: string;
  size: number;
  thumbnail: boolean;
}

export interface ReportDetail extends ReportItem {
  text: string;
  point: LonLat | null;
  reporter: { name: string; phone: string } | null;
  files: FileItem[];
  case: { id: string; number: string } | null;
  version: number;
  possible_acts: PossibleAct[];
  timeline: TimelineEntry[];
}

export interface CaseItem {
  id: string;
  number: string;
  title: string;
  procedure: Labelled;
  stage: Labelled;
  matter: CodedRef;
  party: NamedRef | null;
  street: CodedRef | null;
  handler: NamedRef | null;
  opened_at: string;
  due: string | null;
  due_label: Bilingual | null;
  urgency: Urgency;
  amount: string | null;
}

export interface FactRow {
  label: Bilingual;
  value: string | null;
  value_en?: string | null;
  note?: Bilingual | null;
  unconfirmed?: boolean;
}

export interface FactSection {
  title: Bilingual;
  rows: FactRow[];
}

export interface Clock {
  name: string;
  label: Bilingual;
  start: string;
  due: string | null;
  state: "running" | "lapsed" | "done";
  urgency: Urgency;
  basis: LegalBasis[];
  unconfirmed: boolean;
}

export interface EvidenceItem {
  id: string;
  kind: Labelled;
  title: string;
  collected_at: string;
  officers: NamedRef[];
  state: Labelled;
  files: FileItem[];
  note: string | null;
}

export interface DocumentItem {
  id: string;
  kind: string;
  number: string | null;
  title: string;
  made_at: string;
  pages: number | null;
  served: { way: string; at: string } | null;
}

export interface PaymentItem {
  id: string;
  amount: string;
  way: string;
  receipt: string | null;
  paid_at: string;
}

export interface CaseDetail extends CaseItem {
  report: { id: string; number: string } | null;
  facts: { sections: FactSection[] };
  clocks: Clock[];
  evidence: EvidenceItem[];
  documents: DocumentItem[];
  payments: PaymentItem[];
  possible_acts: PossibleAct[];
  timeline: TimelineEntry[];
  version: number;
  unusual: Bilingual[];
  bundle: { ready: boolean; id?: string | null } | null;
}

export interface StatuteItem {
  id: string;
  title: string;
  level: Labelled;
  version_date: string;
  in_force: boolean;
  articles: number;
}

export interface StatuteVersion {
  id: string;
  version_date: string;
}

export interface Article {
  id: string;
  number: number;
  label: string;
  text: string;
}

export interface StatuteDetail {
  id: string;
  title: string;
  level: Labelled;
  version_date: string;
  in_force: boolean;
  versions: StatuteVersion[];
  chapters: { title: string; articles: Article[] }[];
}

export interface LawHit {
  article_id: string;
  law_id: string;
  law: string;
  label: string;
  text_html: string;
  in_force: boolean;
  version_date: string;
  rank: number;
}

export interface LawSearch {
  items: LawHit[];
  exact: boolean;
  terms: string[];
  dropped: string[];
}

export interface Citation {
  statute: string;
  article: string;
}

export interface MatterItem {
  code: string;
  name: Bilingual;
  domain: Labelled;
  violated: Citation;
  penalty: Citation;
  kinds: Labelled[];
  fine_min: string | null;
  fine_max: string | null;
  fine_basis: Bilingual | null;
  subject: Bilingual | null;
  order_to_correct_first: Labelled | null;
  from: string | null;
  /** Last day in force; null while it still is. */
  until: string | null;
  verified: boolean;
}

export interface NotificationItem {
  id: string;
  title: Bilingual;
  body: Bilingual;
  at: string;
  read: boolean;
  link: string | null;
}

export interface OfficerItem extends NamedRef {
  certificate_number?: string | null;
  team?: NamedRef | null;
  certified?: boolean;
}

export interface PartyItem extends NamedRef {
  kind?: string | null;
  number?: string | null;
}

export interface TeamItem extends NamedRef {
  street?: CodedRef | null;
}

export interface Locality {
  name: Bilingual;
  bureau: string;
  map_center: LonLat;
  unconfirmed: ({ code: string; value: string } & Bilingual)[];
}
