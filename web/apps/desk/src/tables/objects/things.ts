import {
  readDevice,
  readGoods,
  readStocktake,
  readWarehouse,
  labelUrl,
  type DeviceDetail,
  type GoodsDetail,
  type StocktakeDetail,
  type WarehouseDetail,
} from "@xuncheng/client";
import { formatDateTime } from "@xuncheng/ui";
import { h } from "vue";

import FileThumbs from "../../parts/FileThumbs.vue";
import PlacePlan from "../../parts/goods/PlacePlan.vue";
import StocktakeLines from "../../parts/goods/StocktakeLines.vue";
import StocktakeScan from "../../parts/goods/StocktakeScan.vue";
import DeviceDocuments from "../../parts/monitoring/DeviceDocuments.vue";
import DeviceLacks from "../../parts/monitoring/DeviceLacks.vue";
import DeviceRecords from "../../parts/monitoring/DeviceRecords.vue";
import { told, type ObjectTable } from "../../parts/object/table.ts";
import { day, due, fine, link, moment, money, prose, stage, toned, type Shown } from "../../parts/shown.ts";
import { DEVICE_KINDS, labelOf } from "../../registers.ts";

/** Goods, warehouses, stocktakes and monitoring devices, one page each. */

function lines(told: readonly string[]): Shown {
  return told.length > 0 && told.map((one) => h("p", one));
}

export const item: ObjectTable<GoodsDetail> = {
  kind: "custodyitem",
  read: readGoods,
  stage: (one) => one.state,
  line: (one) => [toned("quiet", one.label), stage(one.state), ...one.clocks.map((clock) => due(clock.due, clock.urgency, clock.label))],
  aside: (one, { t }) => h("a", { href: labelUrl(one.id, "pdf"), target: "_blank", rel: "noopener" }, t("goods.printLabel")),
  title: (one) => one.name,
  fields: [
    { label: "goods.number", show: (one) => one.number },
    { label: "goods.category", show: (one, { text }) => text(one.category) },
    { label: "goods.quantity", show: (one, { t, text }) => t("goods.quantityOf", { n: one.quantity, unit: text(one.unit) }) },
    { label: "goods.owner", show: (one) => one.owner },
    { label: "goods.case", wide: true, show: (one) => link(one.case.number, { name: "case", params: { id: one.case.id } }) },
    { label: "goods.warehouse", show: (one) => link(one.warehouse.name, { name: "warehouse", params: { id: one.warehouse.id } }) },
    { label: "goods.place", show: (one, { t }) => one.place ?? t("goods.unplaced") },
    { label: "goods.received", show: (one) => moment(one.received_at) },
    { label: "goods.checkCode", show: (one) => one.check_code },
  ],
  parts: [
    {
      title: "goods.condition",
      show: (one, { t, text }) => [
        prose(one.condition),
        one.keeps_until && h("p", `${t("goods.keepsUntil")} ${one.keeps_until}`),
        one.proceeds && h("p", [t("goods.proceeds"), " ", money(one.proceeds)]),
        fine(text(one.keeping_cost)),
      ],
    },
    { title: "goods.photos", show: (one) => one.files.length > 0 && h(FileThumbs, { files: one.files }) },
  ],
  rail: [
    { title: "goods.label", show: (one) => h("img", { src: labelUrl(one.id, "svg"), alt: one.label, width: 140, height: 140 }) },
    { title: "goods.places", show: (one) => lines(one.placements.map((stay) => `${stay.place} ${formatDateTime(stay.since)}`)) },
    { title: "goods.handovers", show: (one, { t, text }) => lines(one.handovers.map((by) => `${text(by.label)}${t("ui.colon")}${by.giver} → ${by.receiver}`)) },
  ],
};

export const warehouse: ObjectTable<WarehouseDetail> = {
  kind: "warehouse",
  read: readWarehouse,
  stage: (one) => told(one.code, one.name),
  title: (one) => one.name,
  fields: [
    { label: "goods.address", wide: true, show: (one) => one.address },
    { label: "goods.phone", show: (one) => one.phone },
    { label: "goods.hours", show: (one) => one.hours },
    { label: "goods.held", show: (one, { t }) => link(t("goods.holding", { n: one.holding }), { name: "goods", query: { warehouse: one.id } }) },
    { label: "goods.unplaced", show: (one) => one.unplaced },
  ],
  parts: [{ title: "goods.plan", show: (one) => h(PlacePlan, { places: one.places }) }],
};

export const stocktake: ObjectTable<StocktakeDetail> = {
  kind: "stocktake",
  read: readStocktake,
  stage: (one) => told(one.closed_at ? "closed" : "open", one.number),
  title: (one) => [one.number, one.warehouse.name, one.place].filter(Boolean).join(" "),
  fields: [],
  /** Said aloud as it changes while one scans. */
  remarks: (one, { t }) => [h("p", { role: "status" }, (["expected", "found", "missing", "surplus"] as const).map((name) => `${t(`goods.${name}`)} ${one[name]}`).join(" · "))],
  panel: (one, reread) => h(StocktakeScan, { one, onChanged: reread }),
  ownActs: ["stocktake.scan"],
  parts: [{ title: "goods.counted", show: (one) => [h(StocktakeLines, { lines: one.lines }), one.remarks && prose(one.remarks)] }],
};

export const device: ObjectTable<DeviceDetail> = {
  kind: "device",
  read: readDevice,
  stage: (one) => one.state,
  line: (one) => [toned("quiet", one.number), stage(one.state)],
  title: (one) => one.place,
  fields: [
    { label: "device.kind", show: (one, { text }) => text(labelOf(DEVICE_KINDS, one.kind.code)) },
    { label: "device.standard", show: (one) => one.standard },
    { label: "device.basis", wide: true, show: (one) => one.basis },
    { label: "device.sign", wide: true, show: (one, { t }) => one.sign || t("device.none") },
    { label: "device.legal", show: (one, { t }) => (one.legal ? `${one.legal.by} ${one.legal.on}` : t("device.notReviewed")) },
    { label: "device.technical", show: (one, { t }) => (one.technical ? `${one.technical.by} ${one.technical.on}` : t("device.notReviewed")) },
    {
      label: "device.published",
      show: (one, { t }) =>
        one.published_at ? h("a", { class: "xc-link", href: one.published_at, target: "_blank", rel: "noopener noreferrer" }, one.published_on ?? "") : t("device.notPublished"),
    },
    { label: "device.added", show: (one) => day(one.added_at) },
    { label: "device.point", wide: true, show: (one) => `${one.point.lon.toFixed(5)}, ${one.point.lat.toFixed(5)} ${one.areas.join(" · ")}` },
  ],
  panel: (one) => h(DeviceLacks, { one }),
  parts: [{ title: "device.records", show: (one) => h(DeviceRecords, { id: one.id }) }],
  rail: [{ title: "device.documents", show: (one) => h(DeviceDocuments, { documents: one.documents }) }],
};
