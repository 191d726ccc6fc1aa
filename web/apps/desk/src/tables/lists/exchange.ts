import { listReceived, listSenderRegister, listSenders, type ReceivedItem, type SenderEntry } from "@xuncheng/client";

import { all, coded, search, tab } from "../../parts/register/filters.ts";
import type { FilterOf, Register } from "../../parts/register/register.ts";
import { moment, stage, titled, toned, type Say, type Shown } from "../../parts/shown.ts";
import { labelOf, RECEIVED_RESULTS, SENDER_STATES } from "../../registers.ts";

const sender: FilterOf = ({ t }) => [
  {
    key: "sender", kind: "remote", label: t("exchange.sender"),
    find: async (q) => (await listSenders()).filter((one) => one.name.includes(q) || one.id === q).map((one) => ({ value: one.id, label: one.name })),
  },
];

const TONES = { accepted: "done", had: "quiet", refused: "over" } as const;

function reason(row: ReceivedItem, { text }: Say): Shown {
  const words = text(row.reason);
  const field = text(row.field);
  return words && titled(field ? `${field}：${words}` : words, words);
}

/** What platforms sent in the exchange of work orders, and what became of it. */
export const exchange: Register<ReceivedItem> = {
  name: "exchange",
  title: "nav.exchange",
  note: "exchange.note",
  list: listReceived,
  exported: "exchange-log",
  opens: (row) => (row.report ? { name: "report", params: { id: row.report } } : { name: "exchange", query: { result: "refused" } }),
  columns: [
    { key: "number", label: "exchange.number", width: 150, opens: true, show: (row) => row.number },
    { key: "sender", label: "exchange.sender", width: 150, grow: 1, show: (row) => row.sender.name },
    { key: "kind", label: "exchange.kind", width: 80, show: (row, { text }) => text(row.kind) },
    { key: "result", label: "exchange.result", width: 100, show: (row, { text }) => toned(TONES[row.result.code as keyof typeof TONES], text(row.result)) },
    { key: "report", label: "exchange.report", width: 150, show: (row) => row.report_number },
    { key: "reason", label: "exchange.reason", width: 200, grow: 2, show: reason },
    { key: "file", label: "exchange.file", width: 170, grow: 1, show: (row, { t }) => row.file && t("exchange.row", { file: row.file, row: row.row ?? 0 }) },
    { key: "message", label: "exchange.message", width: 130, optional: true, show: (row) => row.message },
    { key: "at", label: "exchange.at", width: 150, orders: ["-at", "at"], show: (row) => moment(row.at) },
  ],
  filters: [coded("result", "exchange.result", RECEIVED_RESULTS), sender],
  tabs: [all, ({ text }) => RECEIVED_RESULTS.map((one) => ({ id: one.code, label: text(labelOf(RECEIVED_RESULTS, one.code)), query: { result: one.code } }))],
  empty: ["exchange.emptyTitle", "exchange.emptyDetail"],
};

/** Who sends work orders under numbers of their own. */
export const senders: Register<SenderEntry> = {
  name: "senders",
  title: "nav.senders",
  note: "exchange.sendersNote",
  begins: { act: "sender.register", label: "exchange.register" },
  list: listSenderRegister,
  exported: "sender-register",
  opens: (row) => ({ name: "sender", params: { id: row.id } }),
  columns: [
    { key: "code", label: "exchange.code", width: 170, orders: ["code", "-code"], opens: true, show: (row) => row.code },
    { key: "name", label: "exchange.name", width: 200, grow: 1.5, show: (row) => row.name },
    { key: "source", label: "exchange.source", width: 160, grow: 0.6, show: (row, { text }) => text(row.source) },
    { key: "contact", label: "exchange.contact", width: 180, grow: 1, show: (row) => row.contact },
    { key: "state", label: "exchange.state", width: 100, show: (row) => stage(row.state) },
    { key: "retired", label: "exchange.retired", width: 150, show: (row) => moment(row.retired_at) },
  ],
  filters: [search("exchange.searchSenders"), coded("state", "exchange.state", SENDER_STATES)],
  tabs: [all, tab("active", "exchange.active", { state: "active" }), tab("retired", "exchange.retiredOnly", { state: "retired" })],
  empty: ["exchange.noSenders", "exchange.noSendersDetail"],
};
