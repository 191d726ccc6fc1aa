import { listExports, type ExportItem } from "@xuncheng/client";
import { formatSize } from "@xuncheng/ui";

import { all } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { moment, toned } from "../../parts/shown.ts";

const TONES: Record<string, "done" | "over" | "near" | "quiet"> = { done: "done", failed: "over", waiting: "near", making: "near" };

/** What the person asked for as files, and how far each is. */
export const exports: Register<ExportItem> = {
  name: "exports",
  title: "nav.exports",
  note: "exports.note",
  list: listExports,
  exported: "exports",
  opens: (row) => ({ name: "export", params: { id: row.id } }),
  columns: [
    { key: "file", label: "exports.file", width: 220, grow: 1, opens: true, show: (row) => `${row.title}.${row.format}` },
    { key: "state", label: "exports.state", width: 100, show: (row, { text }) => toned(TONES[row.state.code] ?? "quiet", text(row.state)) },
    { key: "rows", label: "exports.rows", width: 110, align: "end", show: (row) => row.rows.toLocaleString("en-US") },
    { key: "size", label: "exports.size", width: 100, align: "end", show: (row) => (row.size === null ? "" : formatSize(row.size)) },
    { key: "asked", label: "exports.askedAt", width: 150, orders: ["-asked_at", "asked_at"], show: (row) => moment(row.asked_at) },
    { key: "kept", label: "exports.kept", width: 150, show: (row) => moment(row.expires_at) },
  ],
  filters: [],
  tabs: [all],
  empty: ["exports.empty", "exports.emptyDetail"],
};
