import { listFieldActs, listTerminals, type FieldActItem, type TerminalItem } from "@xuncheng/client";

import { all, byTab, coded, search, street, tab, toggle } from "../../parts/register/filters.ts";
import type { FilterOf, Register } from "../../parts/register/register.ts";
import { moment, stage, titled, toned } from "../../parts/shown.ts";
import { FIELD_ACT_STATES, labelOf, TERMINAL_STATES } from "../../registers.ts";

/** By the version as it is typed, among those in use. */
const version: FilterOf = ({ t }) => [
  {
    key: "app_version", kind: "remote", label: t("terminal.version"),
    find: async (q) => {
      const { items } = await listTerminals({ limit: 200 });
      const inUse = [...new Set(items.map((one) => one.app_version))].filter((one) => one && one.startsWith(q));
      return inUse.sort().map((one) => ({ value: one, label: one }));
    },
  },
];

/** Devices on which the field app runs: whose they are, whether they are locked, how much they are used. */
export const terminals: Register<TerminalItem> = {
  name: "terminals",
  title: "nav.terminals",
  note: "terminal.note",
  list: listTerminals,
  exported: "terminals",
  opens: (row) => ({ name: "terminal", params: { id: row.id } }),
  columns: [
    { key: "name", label: "terminal.name", width: 150, grow: 1, opens: true, show: (row) => row.name },
    { key: "user", label: "terminal.user", width: 100, show: (row) => row.user.name },
    { key: "team", label: "terminal.team", width: 160, grow: 1, show: (row) => row.team?.name ?? row.organisation?.name },
    { key: "state", label: "terminal.state", width: 100, show: (row) => stage(row.state) },
    { key: "version", label: "terminal.version", width: 90, orders: ["app_version"], show: (row) => row.app_version },
    { key: "seen", label: "terminal.seen", width: 150, orders: ["-seen_at", "seen_at"], show: (row) => moment(row.seen_at) },
    { key: "minutes", label: "terminal.minutes", width: 100, align: "end", orders: ["-minutes"], show: (row) => String(row.minutes) },
    { key: "calls", label: "terminal.calls", width: 100, align: "end", orders: ["-calls"], show: (row) => String(row.calls) },
    { key: "acts", label: "terminal.acts", width: 100, align: "end", show: (row) => String(row.acts) },
    { key: "asset", label: "terminal.asset", width: 120, show: (row) => row.asset },
    { key: "sim", label: "terminal.sim", width: 130, optional: true, show: (row) => row.sim },
    { key: "platform", label: "terminal.platform", width: 170, grow: 1, optional: true, show: (row) => row.platform },
    { key: "registered", label: "terminal.registered", width: 150, optional: true, orders: ["-registered_at", "registered_at"], show: (row) => moment(row.registered_at) },
  ],
  filters: [search("terminal.search"), coded("state", "terminal.state", TERMINAL_STATES), version, street, byTab("user")],
  tabs: [all, ({ text }) => ["active", "locked"].map((code) => ({ id: code, label: text(labelOf(TERMINAL_STATES, code)), query: { state: code } }))],
  empty: ["terminal.empty", "terminal.emptyDetail"],
};

/** What officers did without a network and was refused, until it is settled. */
export const fieldActs: Register<FieldActItem> = {
  name: "field-acts",
  title: "nav.fieldActs",
  note: "terminal.actsNote",
  list: listFieldActs,
  exported: "field-acts",
  opens: (row) => ({ name: "fieldact", params: { id: row.id } }),
  columns: [
    { key: "act", label: "terminal.act", width: 160, grow: 1, opens: true, show: (row, { text }) => text(row.label) },
    { key: "user", label: "terminal.officer", width: 100, show: (row) => row.user.name },
    { key: "state", label: "terminal.state", width: 130, show: (row) => stage(row.state) },
    { key: "reason", label: "terminal.reason", width: 260, grow: 2, show: (row, { text }) => toned("over", text(row.reason)) },
    { key: "at", label: "terminal.doneAt", width: 150, orders: ["-at", "at"], show: (row) => moment(row.at) },
    { key: "received", label: "terminal.received", width: 150, orders: ["-received_at", "received_at"], show: (row) => moment(row.received_at) },
    { key: "note", label: "terminal.settledNote", width: 150, grow: 1, show: (row) => titled(row.note, row.note) },
    { key: "terminal", label: "terminal.name", width: 140, optional: true, show: (row) => row.terminal.name },
    { key: "said", label: "terminal.said", width: 150, optional: true, show: (row) => moment(row.said_at) },
  ],
  filters: [search("terminal.searchActs"), coded("state", "terminal.state", FIELD_ACT_STATES), toggle("mine", "terminal.mine"), byTab("terminal")],
  tabs: [tab("open", "terminal.open", { state: "open" }), all],
  empty: ["terminal.noActs", "terminal.noActsDetail"],
};
