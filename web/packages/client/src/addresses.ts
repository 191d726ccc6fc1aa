/** Addresses of things the browser itself fetches: pictures, PDFs, uploads, exports, streams. */

export const UPLOADS_URL = "/api/v1/files/uploads";
export const STREAM_URL = "/api/v1/stream";

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
  | "goods"
  | "hearings"
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
  | "lawyers"
  | "matters"
  | "exchange-log"
  | "webhooks"
  | "webhook-deliveries"
  | "user-register"
  | "grant-register"
  | "token-register"
  | "client-register"
  | "role-register"
  | "organisation-register"
  | "team-register"
  | `bank-files/${string}/lines`;

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

/** The export of a list with the filters it shows; empty filters are left out. */
export function exportUrl(list: ExportedList, query: Record<string, string>, format: FileFormat = "csv"): string {
  const filled = Object.entries(query).filter(([, value]) => value !== "");
  return `/api/v1/${list}/export?${new URLSearchParams([...filled, ["format", format]])}`;
}
