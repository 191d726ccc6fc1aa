/** Addresses of things the browser itself fetches: pictures, PDFs, uploads, exports, streams. */

export const UPLOADS_URL = "/api/v1/files/uploads";
export const STREAM_URL = "/api/v1/stream";
export const POSITIONS_URL = `${STREAM_URL}/positions`;

export function fileUrl(id: string): string {
  return `/api/v1/files/${encodeURIComponent(id)}`;
}

export function thumbnailUrl(id: string): string {
  return `${fileUrl(id)}/thumbnail`;
}

export function documentPdfUrl(id: string): string {
  return `/api/v1/documents/${encodeURIComponent(id)}/pdf`;
}

export function labelUrl(id: string, kind: "svg" | "png" | "pdf"): string {
  return `/api/v1/goods/${encodeURIComponent(id)}/label.${kind}`;
}

export type ExportedList =
  | "reports"
  | "bank-days"
  | "bank-files"
  | "batch-lines"
  | "batches"
  | "cases"
  | "charges"
  | "deadlines"
  | "devices"
  | "duties"
  | "patrol-routes"
  | "rosters"
  | "goods"
  | "hearings"
  | "import-faults"
  | "imports"
  | "old-records"
  | "power-decisions"
  | "powers"
  | "publications"
  | "publications/waiting"
  | "receivables"
  | "movements"
  | "differences"
  | "legality-reviews"
  | "remedies"
  | "contracts"
  | "advice"
  | "supervisions"
  | "statistics/cases"
  | "statistics/reports"
  | "lawyers"
  | "matters"
  | "exchange-log"
  | "field-acts"
  | "terminals"
  | "exports"
  | "sender-register"
  | "webhooks"
  | "webhook-deliveries"
  | "user-register"
  | "grant-register"
  | "token-register"
  | "client-register"
  | "role-register"
  | "organisation-register"
  | "team-register"
  | `bank-files/${string}/lines`
  | `power-lists/${string}`;

/** The feeds of published decisions, which anybody may follow. */
export function publicationFeedUrl(kind: "rss" | "atom" | "json"): string {
  return `/api/v1/public/publications/feed.${kind}`;
}

/** A redacted photo of a published decision, which anybody may see for as long as that is shown. */
export function publicationPhotoUrl(id: string, sha256: string): string {
  return `/api/v1/public/publications/${encodeURIComponent(id)}/photos/${encodeURIComponent(sha256)}`;
}

/** CSV, or a spreadsheet. */
export type FileFormat = "csv" | "xlsx";

/** The rows that a list shows: which list of the API, and how it is narrowed and sorted. */
export interface Exported {
  list: ExportedList;
  query: Record<string, string>;
}

/** Lists that are written while they are sent, and never as a task of their own. */
export function isSentAtOnce({ list }: Exported): boolean {
  return list === "matters" || list === "lawyers" || list === "bank-days" || list.startsWith("statistics/") || list.startsWith("bank-files/");
}

export function exportFileUrl(id: string): string {
  return `/api/v1/exports/${encodeURIComponent(id)}/file`;
}

/** The filters that are set. */
export function filledIn(query: Record<string, string>): [string, string][] {
  return Object.entries(query).filter(([, value]) => value !== "");
}

/** The export of a list with the filters it shows; empty filters are left out. */
export function exportUrl(list: ExportedList, query: Record<string, string>, format: FileFormat = "csv"): string {
  const filled = filledIn(query);
  return `/api/v1/${list}/export?${new URLSearchParams([...filled, ["format", format]])}`;
}
