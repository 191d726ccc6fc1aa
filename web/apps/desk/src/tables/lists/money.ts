import {
  listBankFiles,
  listCharges,
  listDifferences,
  listMovements,
  listReceivables,
  type BankFileItem,
  type ChargeItem,
  type DifferenceItem,
  type MovementItem,
  type ReceivableItem,
} from "@xuncheng/client";

import { all, bank, byTab, choice, coded, days, search, tab, toggle } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { amount, day, due, moment } from "../../parts/shown.ts";
import { CHARGE_KINDS, DIFFERENCES, RECEIVABLES } from "../../registers.ts";

/** The lists of the money pages. */

export const receivables: Register<ReceivableItem> = {
  name: "receivables",
  title: "nav.receivables",
  list: listReceivables,
  exported: "receivables",
  opens: (row) => ({ name: row.link.kind, params: { id: row.link.id } }),
  columns: [
    { key: "number", label: "money.number", width: 210, opens: true, show: (row) => row.link.number },
    { key: "account", label: "money.account", width: 136, grow: 0.8, show: (row, { text }) => text(row.account) },
    { key: "name", label: "money.name", width: 118, grow: 1, show: (row) => row.name },
    { key: "charged", label: "money.charged", width: 96, align: "end", show: (row) => amount(row.charged) },
    { key: "settled", label: "money.settled", width: 132, align: "end", show: (row) => amount(row.settled) },
    { key: "owed", label: "money.owed", width: 96, align: "end", show: (row) => amount(row.owed) },
    { key: "due", label: "money.due", width: 140, show: (row) => due(row.due, row.urgency, row.account) },
    { key: "since", label: "money.since", width: 104, orders: ["since", "-since"], show: (row) => row.since },
  ],
  filters: [search("money.searchOwed"), coded("account", "money.account", RECEIVABLES), toggle("overdue", "money.overdue")],
  tabs: [all, tab("overdue", "money.overdue", { overdue: "true" })],
  empty: ["money.emptyOwed", "money.filter"],
};

export const movements: Register<MovementItem> = {
  name: "movements",
  title: "nav.movements",
  note: "money.never",
  list: listMovements,
  exported: "movements",
  /** Money that is held belongs to no case yet: its difference is found by the number of the bank. */
  opens: (row) => (row.link ? { name: row.link.kind, params: { id: row.link.id } } : { name: "differences", query: { q: row.number } }),
  columns: [
    { key: "number", label: "money.number", width: 210, opens: true, show: (row) => row.number },
    { key: "event", label: "money.event", width: 180, grow: 1, show: (row, { text }) => text(row.event) },
    { key: "amount", label: "money.amount", width: 110, align: "end", show: (row) => amount(row.amount) },
    { key: "debit", label: "money.debit", width: 130, grow: 0.6, show: (row, { text }) => text(row.debit) },
    { key: "credit", label: "money.credit", width: 130, grow: 0.6, show: (row, { text }) => text(row.credit) },
    { key: "day", label: "money.day", width: 110, show: (row) => row.day },
    { key: "memo", label: "money.memo", width: 130, grow: 1, show: (row) => row.memo },
    { key: "posted", label: "money.posted", width: 140, optional: true, show: (row) => moment(row.posted_at) },
  ],
  filters: [search("money.searchMovements"), toggle("paid", "money.paidOnly"), days("money.from", "money.to")],
  tabs: [all, tab("paid", "money.paid", { paid: "true" })],
  empty: ["money.emptyMovements", "money.filter"],
};

export const differences: Register<DifferenceItem> = {
  name: "differences",
  title: "nav.differences",
  list: listDifferences,
  exported: "differences",
  opens: (row) => ({ name: "linedifference", params: { id: row.id } }),
  columns: [
    { key: "serial", label: "money.serial", width: 130, opens: true, show: (row) => row.serial },
    { key: "kind", label: "money.kind", width: 170, show: (row, { text }) => text(row.kind) },
    { key: "payer", label: "money.payer", width: 120, grow: 1, show: (row) => row.payer },
    { key: "number", label: "money.paymentNumber", width: 200, grow: 0.6, show: (row) => row.payment_number },
    { key: "amount", label: "money.amount", width: 100, align: "end", show: (row) => amount(row.amount) },
    { key: "open", label: "money.openAmount", width: 100, align: "end", show: (row) => amount(row.open) },
    { key: "bank", label: "money.bank", width: 140, optional: true, show: (row) => row.bank },
    { key: "resolution", label: "money.resolution", width: 120, grow: 0.8, show: (row, { t, text }) => (row.resolution ? text(row.resolution) : t("money.open")) },
    { key: "found", label: "money.found", width: 110, orders: ["-found_at", "found_at"], show: (row) => day(row.found_at) },
  ],
  filters: [
    search("money.searchDifferences"),
    coded("kind", "money.kind", DIFFERENCES),
    choice("state", "money.resolution", { open: "money.open", resolved: "money.resolved" }),
  ],
  tabs: [tab("all", "money.allDifferences", {}), tab("open", "money.open", { state: "open" })],
  empty: ["money.emptyDifferences", "money.filter"],
};

export const bankFiles: Register<BankFileItem> = {
  name: "bankfiles",
  title: "nav.bankFiles",
  begins: { act: "bankfile.take", label: "money.take" },
  list: listBankFiles,
  exported: "bank-files",
  opens: (row) => ({ name: "bankfile", params: { id: row.id } }),
  columns: [
    { key: "number", label: "money.number", width: 160, opens: true, show: (row) => row.number },
    { key: "bank", label: "money.bank", width: 160, grow: 1, show: (row) => row.bank },
    { key: "day", label: "money.day", width: 110, show: (row) => row.day },
    { key: "batch", label: "money.batch", width: 80, show: (row) => String(row.batch) },
    { key: "lines", label: "money.lines", width: 90, align: "end", show: (row) => row.lines },
    { key: "total", label: "money.total", width: 120, align: "end", show: (row) => amount(row.total) },
    { key: "waiting", label: "money.waiting", width: 100, align: "end", show: (row) => row.waiting || null },
    { key: "taken", label: "money.taken", width: 140, show: (row) => moment(row.taken_at) },
  ],
  filters: [bank, days("money.dayFrom", "money.dayTo"), byTab("open", "toggle")],
  tabs: [all, tab("open", "money.openFiles", { open: "true" })],
  empty: ["money.emptyFiles", "money.filter"],
};

export const charges: Register<ChargeItem> = {
  name: "charges",
  title: "nav.charges",
  begins: { act: "charge.assess", label: "money.assess" },
  list: listCharges,
  exported: "charges",
  opens: (row) => ({ name: "charge", params: { id: row.id } }),
  columns: [
    { key: "number", label: "money.number", width: 150, opens: true, show: (row) => row.number },
    { key: "kind", label: "money.kind", width: 150, grow: 1, show: (row, { text }) => text(row.kind) },
    { key: "debtor", label: "money.debtor", width: 140, grow: 1, show: (row) => row.debtor },
    { key: "place", label: "money.place", width: 140, grow: 1, show: (row) => row.place },
    { key: "payee", label: "money.payee", width: 130, grow: 0.6, optional: true, show: (row) => row.payee },
    { key: "amount", label: "money.charged", width: 110, align: "end", show: (row) => amount(row.amount) },
    { key: "paid", label: "money.paid", width: 110, align: "end", show: (row) => amount(row.paid) },
    { key: "owed", label: "money.owed", width: 110, align: "end", show: (row) => amount(row.owed) },
    {
      key: "due", label: "money.due", width: 134, orders: ["-assessed_on", "due_on"],
      show: (row) => due(row.urgency === "none" ? null : row.due, row.urgency, row.kind),
    },
  ],
  filters: [search("money.searchCharges"), coded("kind", "money.kind", CHARGE_KINDS), byTab("owed", "toggle")],
  tabs: [all, tab("owed", "money.owed", { owed: "true" })],
  empty: ["money.emptyCharges", "money.filter"],
};
