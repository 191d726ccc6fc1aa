import { listImports, listOldRecords, type ImportItem, type OldRecordItem } from "@xuncheng/client";

import { all, byTab, coded, search, street } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { amount, moment, stage, toned } from "../../parts/shown.ts";
import { RECORD_KINDS } from "../../registers.ts";

/** Tables of former systems, and the historic records that came of them. */

export const imports: Register<ImportItem> = {
  name: "imports",
  title: "nav.imports",
  note: "legacy.note",
  begins: { act: "import.begin", label: "legacy.begin" },
  list: listImports,
  exported: "imports",
  opens: (row) => ({ name: "tableimport", params: { id: row.id } }),
  columns: [
    { key: "file", label: "legacy.file", width: 200, grow: 2, opens: true, show: (row) => row.file_name },
    { key: "state", label: "legacy.state", width: 130, show: (row) => stage(row.state) },
    { key: "target", label: "legacy.taken", width: 150, show: (row, { text }) => text(row.target) },
    { key: "mapping", label: "legacy.mapping", width: 180, grow: 1, show: (row, { t }) => t("legacy.mappingOf", { name: row.mapping_name, version: row.mapping_version }) },
    { key: "total", label: "legacy.total", width: 80, align: "end", show: (row) => String(row.total) },
    { key: "added", label: "legacy.added", width: 80, align: "end", show: (row) => String(row.added) },
    { key: "known", label: "legacy.known", width: 80, align: "end", show: (row) => String(row.known) },
    { key: "refused", label: "legacy.refused", width: 90, align: "end", show: (row) => (row.refused ? toned("over", String(row.refused)) : "0") },
    { key: "by", label: "legacy.askedBy", width: 110, show: (row) => row.asked_by.name },
    { key: "begun", label: "legacy.begun", width: 150, show: (row) => moment(row.begun_at) },
  ],
  filters: [],
  tabs: [all],
  empty: ["legacy.empty", "legacy.emptyDetail"],
};

export const oldRecords: Register<OldRecordItem> = {
  name: "old-records",
  title: "nav.oldRecords",
  note: "legacy.recordsNote",
  list: listOldRecords,
  exported: "old-records",
  opens: (row) => ({ name: "oldrecord", params: { id: row.id } }),
  columns: [
    { key: "number", label: "legacy.number", width: 180, show: (row) => row.number },
    { key: "title", label: "legacy.title", width: 220, grow: 2, opens: true, show: (row) => row.title },
    { key: "kind", label: "legacy.kind", width: 140, show: (row, { text }) => text(row.kind) },
    { key: "day", label: "legacy.day", width: 110, orders: ["-day", "day"], show: (row) => row.day },
    { key: "ended", label: "legacy.endedOn", width: 110, show: (row) => row.ended_on },
    { key: "party", label: "legacy.party", width: 150, grow: 1, show: (row) => row.party_name },
    { key: "street", label: "legacy.street", width: 120, show: (row) => row.street?.name },
    { key: "place", label: "legacy.place", width: 150, grow: 1, optional: true, show: (row) => row.place },
    { key: "amount", label: "legacy.amount", width: 120, align: "end", show: (row) => row.amount && amount(row.amount) },
    { key: "outcome", label: "legacy.outcome", width: 150, grow: 1, show: (row) => row.outcome },
  ],
  filters: [search("legacy.search"), coded("kind", "legacy.kind", RECORD_KINDS), street, byTab("source")],
  tabs: [all, ({ text }) => RECORD_KINDS.map((one) => ({ id: one.code, label: text(one), query: { kind: one.code } }))],
  empty: ["legacy.emptyRecords", "legacy.emptyRecordsDetail"],
};
