import { listDevices, listGoods, listMatters, type DeviceItem, type GoodsItem, type MatterItem } from "@xuncheng/client";
import { h } from "vue";

import FineRange from "../../parts/law/FineRange.vue";
import { all, byTab, coded, days, search, street, tab, warehouse } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { day, due, stage, toned } from "../../parts/shown.ts";
import { DEVICE_KINDS, DEVICE_STATES, GOODS_CATEGORIES, GOODS_STATES, labelOf, MATTER_DOMAINS } from "../../registers.ts";

/** The lists of goods, monitoring devices and matters. */

export const goods: Register<GoodsItem> = {
  name: "goods",
  title: "nav.goods",
  begins: { act: "item.receive", label: "goods.receive" },
  list: listGoods,
  exported: "goods",
  opens: (row) => ({ name: "custodyitem", params: { id: row.id } }),
  columns: [
    { key: "label", label: "goods.label", width: 124, opens: true, show: (row) => row.label },
    { key: "name", label: "goods.name", width: 140, grow: 2, show: (row) => row.name },
    { key: "quantity", label: "goods.quantity", width: 72, show: (row, { t, text }) => t("goods.quantityOf", { n: row.quantity, unit: text(row.unit) }) },
    { key: "state", label: "goods.state", width: 136, show: (row) => stage(row.state) },
    { key: "until", label: "goods.until", width: 140, show: (row) => due(row.until, row.urgency) },
    { key: "owner", label: "goods.owner", width: 90, grow: 1, show: (row) => row.owner },
    { key: "case", label: "goods.case", width: 204, optional: true, show: (row) => row.case.number },
    { key: "warehouse", label: "goods.warehouse", width: 156, grow: 1, show: (row) => row.warehouse.name },
    { key: "place", label: "goods.place", width: 70, show: (row) => row.place },
    { key: "category", label: "goods.category", width: 110, optional: true, show: (row, { text }) => text(row.category) },
    { key: "street", label: "report.street", width: 98, optional: true, show: (row) => row.street?.name },
    { key: "received", label: "goods.received", width: 108, orders: ["-received_at", "received_at"], show: (row) => day(row.received_at) },
  ],
  filters: [
    search("goods.search"),
    coded("state", "goods.state", GOODS_STATES),
    coded("category", "goods.category", GOODS_CATEGORIES),
    warehouse,
    street,
    days("goods.receivedFrom", "goods.receivedTo"),
    byTab("open", "toggle"),
    byTab("unplaced", "toggle"),
  ],
  tabs: [all, tab("open", "goods.open", { open: "true" }), tab("unplaced", "goods.unplaced", { unplaced: "true" })],
  empty: ["goods.emptyTitle", "goods.emptyDetail"],
};

/** Which devices may record, and which not yet, or no more. */
export const devices: Register<DeviceItem> = {
  name: "devices",
  title: "nav.devices",
  note: "device.note",
  begins: { act: "device.add", label: "device.add" },
  list: listDevices,
  exported: "devices",
  opens: (row) => ({ name: "device", params: { id: row.id } }),
  columns: [
    { key: "number", label: "device.number", width: 120, orders: ["number"], opens: true, show: (row) => row.number },
    { key: "kind", label: "device.kind", width: 110, show: (row, { text }) => text(labelOf(DEVICE_KINDS, row.kind.code)) },
    { key: "place", label: "device.place", width: 170, grow: 2, show: (row) => row.place },
    { key: "state", label: "device.state", width: 130, show: (row) => stage(row.state) },
    { key: "street", label: "report.street", width: 110, show: (row) => row.street?.name },
    { key: "standard", label: "device.standard", width: 120, grow: 1, show: (row) => row.standard },
    { key: "reviewed", label: "device.reviewed", width: 110, show: (row) => row.reviewed_on },
    { key: "published", label: "device.published", width: 110, show: (row) => row.published_on },
    { key: "added", label: "device.added", width: 110, orders: ["-added_at", "added_at"], show: (row) => day(row.added_at) },
  ],
  filters: [search("device.search"), coded("state", "device.state", DEVICE_STATES), coded("kind", "device.kind", DEVICE_KINDS), street],
  tabs: [
    all,
    ({ text }) =>
      ["in_use", "legal", "technical", "unpublished"].map((code) => ({ id: code, label: text(labelOf(DEVICE_STATES, code)), query: { state: code } })),
  ],
  empty: ["device.emptyTitle", "device.emptyDetail"],
};

/** What the bureau enforces: each violation with its duty, its penalty and its fine. Its code is its key. */
export const matters: Register<MatterItem & { id: string }> = {
  name: "matters",
  title: "nav.matters",
  list: async (query, signal) => {
    const found = await listMatters(query, signal);
    return { ...found, items: found.items.map((one) => ({ ...one, id: one.code })) };
  },
  exported: "matters",
  opens: (row) => ({ name: "matter", params: { code: row.code } }),
  columns: [
    { key: "code", label: "matter.code", width: 92, opens: true, show: (row) => row.code },
    { key: "name", label: "matter.name", width: 260, grow: 2.4, show: (row, { text }) => text(row.name) },
    { key: "domain", label: "matter.domain", width: 120, show: (row, { text }) => text(row.domain) },
    { key: "penalty", label: "matter.penalty", width: 260, grow: 2, show: (row) => row.penalty.label },
    { key: "fine", label: "matter.fine", width: 210, show: (row) => h(FineRange, { matter: row }) },
    { key: "subject", label: "matter.subject", width: 130, optional: true, show: (row, { text }) => text(row.subject) },
    {
      key: "verified", label: "matter.verified", width: 96,
      show: (row, { t }) => (row.verified ? toned("done", t("matter.isVerified")) : toned("quiet", t("matter.notVerified"))),
    },
  ],
  filters: [search("matter.search"), coded("domain", "matter.domain", MATTER_DOMAINS)],
  tabs: [all],
  empty: ["matter.emptyTitle", "matter.emptyDetail"],
};
