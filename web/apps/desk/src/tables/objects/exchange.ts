import { readSender, type SenderDetail } from "@xuncheng/client";

import type { ObjectTable } from "../../parts/object/table.ts";
import { fine, link, moment, stage, toned } from "../../parts/shown.ts";

/** A platform or body that sends work orders: what it is called, whom to turn to, whether it still sends. */
export const sender: ObjectTable<SenderDetail> = {
  kind: "sender",
  read: readSender,
  stage: (one) => one.state,
  prefill: (definition, one) => Promise.resolve({ values: definition.name === "sender.change" ? { name: one.name, contact: one.contact } : {}, names: {} }),
  line: (one) => [toned("quiet", one.code), stage(one.state)],
  title: (one) => one.name,
  fields: [
    { label: "exchange.source", show: (one, { text }) => text(one.source) },
    { label: "exchange.contact", show: (one) => one.contact },
    { label: "exchange.retired", show: (one) => moment(one.retired_at) },
    { label: "exchange.messages", show: (one, { t }) => link(t("exchange.showMessages"), { name: "exchange", query: { sender: one.id } }) },
  ],
  remarks: (one, { t }) => [one.state.code === "retired" ? fine(t("exchange.retiredNote")) : null],
};
