import { listSubscriptions, type SubscriptionItem } from "@xuncheng/client";

import { all, coded } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { moment, stage, titled, toned } from "../../parts/shown.ts";
import { labelOf, SUBSCRIPTION_STATES } from "../../registers.ts";

/** Which other systems hear of what happens here, and how far they are. */
export const webhooks: Register<SubscriptionItem> = {
  name: "webhooks",
  title: "nav.webhooks",
  note: "webhook.note",
  begins: { act: "webhook.subscribe", label: "webhook.subscribe" },
  list: listSubscriptions,
  exported: "webhooks",
  opens: (row) => ({ name: "subscription", params: { id: row.id } }),
  columns: [
    { key: "name", label: "webhook.name", width: 160, grow: 1, opens: true, show: (row) => row.name },
    { key: "state", label: "webhook.state", width: 96, show: (row) => stage(row.state) },
    { key: "form", label: "webhook.form", width: 130, show: (row, { text }) => text(row.form) },
    { key: "events", label: "webhook.events", width: 150, grow: 1, show: (row, { listed }) => titled(listed(row.events), row.events.join("\n")) },
    { key: "area", label: "webhook.area", width: 100, show: (row) => row.area?.name },
    { key: "url", label: "webhook.url", width: 220, grow: 2, show: (row) => row.url },
    { key: "owner", label: "webhook.owner", width: 120, show: (row) => row.owner.name },
    { key: "waiting", label: "webhook.waiting", width: 80, align: "end", show: (row) => String(row.waiting) },
    { key: "failed", label: "webhook.failed", width: 80, align: "end", show: (row) => (row.failed ? toned("near", String(row.failed)) : "0") },
    { key: "dead", label: "webhook.dead", width: 80, align: "end", show: (row) => (row.dead ? toned("over", String(row.dead)) : "0") },
    { key: "added", label: "webhook.added", width: 150, optional: true, orders: ["-added_at", "added_at"], show: (row) => moment(row.added_at) },
  ],
  filters: [coded("state", "webhook.state", SUBSCRIPTION_STATES)],
  tabs: [all, ({ text }) => ["active", "paused"].map((code) => ({ id: code, label: text(labelOf(SUBSCRIPTION_STATES, code)), query: { state: code } }))],
  empty: ["webhook.emptyTitle", "webhook.emptyDetail"],
};
