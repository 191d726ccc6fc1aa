import { readSubscription, type SubscriptionDetail } from "@xuncheng/client";
import { h } from "vue";

import type { ObjectTable } from "../../parts/object/table.ts";
import { moment, stage, toned } from "../../parts/shown.ts";
import DeliveryList from "../../parts/webhooks/DeliveryList.vue";

/** A subscription of another system: what it hears of, as whom, and what became of each event. */
export const subscription: ObjectTable<SubscriptionDetail> = {
  kind: "subscription",
  read: readSubscription,
  stage: (one) => one.state,
  prefill: (definition, one) =>
    Promise.resolve({ values: definition.name === "webhook.change" ? { name: one.name, url: one.url, events: one.events.join("\n") } : {}, names: {} }),
  line: (one, { text }) => [stage(one.state), text(one.reason) && toned("over", text(one.reason))],
  title: (one) => one.name,
  fields: [
    { label: "webhook.url", wide: true, show: (one) => one.url },
    { label: "webhook.form", show: (one, { text }) => text(one.form) },
    { label: "webhook.events", wide: true, show: (one, { listed }) => listed(one.events) },
    { label: "webhook.area", show: (one) => one.area?.name },
    { label: "webhook.owner", show: (one) => one.owner.name },
    { label: "webhook.since", show: (one) => moment(one.since) },
    { label: "webhook.added", show: (one) => moment(one.added_at) },
    { label: "webhook.waiting", show: (one) => String(one.waiting) },
    { label: "webhook.failed", show: (one) => String(one.failed) },
    { label: "webhook.dead", show: (one) => (one.dead ? toned("over", String(one.dead)) : "0") },
  ],
  parts: [{ title: "webhook.deliveries", show: (one) => h(DeliveryList, { key: one.version, id: one.id }) }],
};
