import { readCharge, readDifference, type ChargeDetail, type DifferenceDetail } from "@xuncheng/client";
import { h } from "vue";

import ChargeMovements from "../../parts/money/ChargeMovements.vue";
import MoneyLinks from "../../parts/money/MoneyLinks.vue";
import type { ObjectTable } from "../../parts/object/table.ts";
import { link, money, prose } from "../../parts/shown.ts";

/** A difference between a bank's line and the books, and a charge, one page each. */

export const difference: ObjectTable<DifferenceDetail> = {
  kind: "linedifference",
  read: readDifference,
  stage: (one) => one.resolution ?? one.kind,
  title: (one, { text }) => `${text(one.kind)} ${one.serial}`,
  fields: [
    { label: "money.payer", show: (one) => one.payer },
    { label: "money.paymentNumber", wide: true, show: (one) => one.payment_number },
    { label: "money.collected", show: (one) => money(one.collected) },
    { label: "money.amount", show: (one) => money(one.amount) },
    { label: "money.openAmount", show: (one) => money(one.open) },
    { label: "money.receipt", show: (one) => one.receipt },
    { label: "money.bank", show: (one) => link(one.bank, { name: "bankfile", params: { id: one.file } }) },
    { label: "money.day", show: (one) => one.paid_on },
    { label: "money.pays", wide: true, show: (one) => h(MoneyLinks, { links: one.pays.length ? one.pays : [one.link] }) },
  ],
  remarks: (one, { t, text }) => [
    one.note && prose(`${t("money.note")}${t("ui.colon")}${one.note}`),
    one.resolution && prose(`${text(one.resolution)}${t("ui.colon")}${one.reason}`),
  ],
};

export const charge: ObjectTable<ChargeDetail> = {
  kind: "charge",
  read: readCharge,
  stage: (one) => one.kind,
  title: (one, { text }) => `${one.number} ${text(one.kind)}`,
  fields: [
    { label: "money.debtor", wide: true, show: (one) => `${one.debtor} ${one.contact}` },
    { label: "money.place", wide: true, show: (one) => one.place },
    { label: "money.payee", wide: true, show: (one) => one.payee },
    { label: "money.charged", show: (one) => money(one.amount) },
    { label: "money.paid", show: (one) => money(one.paid) },
    { label: "money.waived", show: (one) => money(one.waived) },
    { label: "money.refunded", show: (one) => money(one.refunded) },
    { label: "money.owed", show: (one) => money(one.owed) },
    { label: "money.due", show: (one) => one.due },
  ],
  remarks: (one) => [prose(one.grounds)],
  parts: [{ title: "nav.movements", show: (one) => one.movements.length && h(ChargeMovements, { movements: one.movements }) }],
};
