import { listOrganisations, listPowerDecisions, listPowers, type PowerDecisionItem, type PowerItem } from "@xuncheng/client";
import { formatDate } from "@xuncheng/ui";

import PowerLinks from "../../parts/powers/PowerLinks.vue";
import { all, coded, matter, search, tab } from "../../parts/register/filters.ts";
import type { FilterOf, Register } from "../../parts/register/register.ts";
import { cellLink, stage } from "../../parts/shown.ts";
import { POWER_KINDS } from "../../registers.ts";

/** Who holds which matters, and the decisions by which they do. */

const OFFERED = 30;

const organisation: FilterOf = ({ t }) => [
  {
    key: "organisation", kind: "remote", label: t("powers.organisation"),
    find: async (q) => {
      const found = (await listOrganisations()).filter((one) => one.name.includes(q.trim()) || one.code === q);
      return found.slice(0, OFFERED).map((one) => ({ value: one.code, label: one.name }));
    },
  },
];

const inForce: FilterOf = ({ t }) => [{ key: "day", kind: "date", label: t("powers.inForce") }];

export const powers: Register<PowerItem> = {
  name: "powers",
  title: "nav.powers",
  note: "powers.note",
  beside: PowerLinks,
  list: listPowers,
  exported: "powers",
  opens: (row) => ({ name: "matter", params: { code: row.matter.code } }),
  columns: [
    { key: "code", label: "powers.matterCode", width: 92, opens: true, show: (row) => row.matter.code },
    { key: "matter", label: "powers.matter", width: 220, grow: 2, show: (row, { text }) => text(row.matter.name) },
    { key: "organisation", label: "powers.organisation", width: 160, grow: 1, show: (row) => row.organisation.name },
    { key: "kinds", label: "powers.kind", width: 190, show: (row, { text, listed }) => listed(row.kinds.map(text)) },
    { key: "decision", label: "powers.decision", width: 180, grow: 0.6, show: (row) => cellLink(row.decision.name, { name: "handdown", params: { id: row.decision.id } }) },
    { key: "authority", label: "powers.authority", width: 130, optional: true, show: (row) => row.authority },
    { key: "begins", label: "powers.begins", width: 104, show: (row) => row.begins },
    { key: "ends", label: "powers.ends", width: 104, show: (row) => row.ends },
    { key: "listed", label: "powers.listed", width: 104, optional: true, show: (row) => row.listed_from },
    { key: "withdrawn", label: "powers.withdrawnBy", width: 140, optional: true, show: (row) => row.withdrawn_by },
    { key: "state", label: "powers.state", width: 96, show: (row) => stage(row.state) },
  ],
  filters: [search("powers.search"), organisation, matter, coded("kind", "powers.kind", POWER_KINDS), inForce],
  tabs: [({ t }) => [{ id: "today", label: t("powers.today"), query: { day: formatDate(new Date()) } }], all],
  empty: ["powers.emptyTitle", "powers.emptyDetail"],
};

export const powerDecisions: Register<PowerDecisionItem> = {
  name: "power-decisions",
  title: "powers.decisions",
  begins: { act: "power.hand_down", label: "powers.handDown" },
  list: listPowerDecisions,
  exported: "power-decisions",
  opens: (row) => ({ name: "handdown", params: { id: row.id } }),
  columns: [
    { key: "document", label: "powers.decision", width: 200, opens: true, show: (row) => row.document },
    { key: "title", label: "powers.decisionTitle", width: 260, grow: 2, show: (row) => row.title },
    { key: "authority", label: "powers.authority", width: 160, grow: 1, show: (row) => row.authority },
    { key: "decided", label: "powers.decided", width: 110, orders: ["-decided_on"], show: (row) => row.decided_on },
    { key: "begins", label: "powers.begins", width: 110, show: (row) => row.begins },
  ],
  filters: [search("powers.searchDecisions")],
  tabs: [tab("all", "filter.all", {})],
  empty: ["powers.emptyDecisions", "powers.emptyDecisionsDetail"],
};
