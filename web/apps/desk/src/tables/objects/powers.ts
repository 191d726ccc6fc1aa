import { readPowerDecision, type PowerDecision } from "@xuncheng/client";
import { h } from "vue";

import { told, type ObjectTable } from "../../parts/object/table.ts";
import { link, type Say, type Shown } from "../../parts/shown.ts";

/** A decision that handed powers down: to whom how much, and what was withdrawn since. */

type Given = PowerDecision["given"][number];

function line(one: Given, { t }: Say): Shown {
  const words = one.withdrawn ? t("powers.givenWithdrawn", { n: one.matters, withdrawn: one.withdrawn }) : t("powers.givenOf", { n: one.matters });
  return h("p", [link(one.organisation.name, { name: "powers", query: { organisation: one.organisation.code } }), " ", words]);
}

export const handdown: ObjectTable<PowerDecision> = {
  kind: "handdown",
  read: readPowerDecision,
  stage: (one) => told(one.document, one.document),
  title: (one) => one.title,
  fields: [
    { label: "powers.decision", wide: true, show: (one) => one.document },
    { label: "powers.authority", wide: true, show: (one) => one.authority },
    { label: "powers.decided", show: (one) => one.decided_on },
    { label: "powers.begins", show: (one) => one.begins },
  ],
  parts: [{ title: "powers.given", show: (one, say) => one.given.map((given) => line(given, say)) }],
};
