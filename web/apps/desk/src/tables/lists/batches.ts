import { listBatches, type BatchItem } from "@xuncheng/client";

import { all, byTab, tab } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { moment, toned } from "../../parts/shown.ts";

/** What was asked for on many objects at once, and how far it is. */
export const batches: Register<BatchItem> = {
  name: "batches",
  title: "nav.batches",
  note: "batch.note",
  list: listBatches,
  exported: "batches",
  opens: (row) => ({ name: "batch", params: { id: row.id } }),
  columns: [
    { key: "act", label: "batch.act", width: 200, grow: 1, opens: true, show: (row, { text }) => text(row.act) },
    { key: "askedBy", label: "batch.askedBy", width: 110, show: (row) => row.asked_by.name },
    { key: "asked", label: "batch.askedAt", width: 150, orders: ["-asked_at", "asked_at"], show: (row) => moment(row.asked_at) },
    { key: "total", label: "batch.total", width: 90, align: "end", show: (row) => String(row.total) },
    { key: "waiting", label: "batch.waiting", width: 90, align: "end", show: (row) => String(row.waiting) },
    { key: "done", label: "batch.done", width: 90, align: "end", show: (row) => String(row.done) },
    { key: "refused", label: "batch.refused", width: 90, align: "end", show: (row) => (row.refused ? toned("over", String(row.refused)) : "0") },
    { key: "cancelled", label: "batch.cancelled", width: 90, align: "end", show: (row) => String(row.cancelled) },
  ],
  filters: [byTab("mine", "toggle")],
  tabs: [tab("mine", "batch.mine", { mine: "true" }), all],
  empty: ["batch.empty", "batch.emptyDetail"],
};
