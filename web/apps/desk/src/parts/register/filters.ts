import { listMatters, listOfficers, listRoles, listTeams, listWarehouses, type Labelled, type Urgency } from "@xuncheng/client";
import type { Filter, FilterChoice } from "@xuncheng/ui/list";

import type { FilterOf, TabOf } from "./register.ts";

/** The filters and tabs of lists, each as a row of a list's table. Labels are message keys. */

const URGENCIES: { value: Urgency; key: string }[] = [
  { value: "overdue", key: "filter.overdue" },
  { value: "near", key: "filter.near" },
  { value: "ok", key: "filter.inTime" },
];
const OFFERED = 20;

export function search(label: string): FilterOf {
  return ({ t }) => [{ key: "q", kind: "search", label: t(label) }];
}

/** A choice among a few, each with the message key of its words. */
export function choice(key: string, label: string, choices: Record<string, string>): FilterOf {
  return ({ t }) => [{ key, kind: "choice", label: t(label), choices: Object.entries(choices).map(([value, words]) => ({ value, label: t(words) })) }];
}

/** A choice among the codes of a register. */
export function coded(key: string, label: string, register: readonly Labelled[]): FilterOf {
  return ({ t, text }) => [{ key, kind: "choice", label: t(label), choices: register.map((one) => ({ value: one.code, label: text(one) })) }];
}

function remote(key: string, label: string, find: (q: string) => Promise<FilterChoice[]>): FilterOf {
  return ({ t }) => [{ key, kind: "remote", label: t(label), find }];
}

export function toggle(key: string, label: string): FilterOf {
  return ({ t }) => [{ key, kind: "toggle", label: t(label) }];
}

/** What only a tab sets. */
export function byTab(key: string, kind: Filter["kind"] = "choice"): FilterOf {
  return () => [{ key, kind, label: key, onlyTab: true }];
}

/** From a day to a day. */
export function days(from: string, to: string): FilterOf {
  return ({ t }) => [
    { key: "from", kind: "date", label: t(from) },
    { key: "to", kind: "date", label: t(to) },
  ];
}

export const urgency: FilterOf = ({ t }) => [
  { key: "urgency", kind: "choice", label: t("filter.urgency"), choices: URGENCIES.map((one) => ({ value: one.value, label: t(one.key) })) },
];

export const street: FilterOf = ({ t, streets }) => [
  { key: "street", kind: "choice", label: t("report.street"), choices: streets.map((one) => ({ value: one.code, label: one.name })) },
];

export const matter = remote("matter", "report.matter", async (q) => {
  const { items } = await listMatters({ q, limit: OFFERED });
  return items.map((one) => ({ value: one.code, label: `${one.code} ${one.name.zh}` }));
});

export const handler = remote("handler", "case.handler", async (q) => {
  const items = await listOfficers(q);
  return items.map((one) => ({ value: one.id, label: one.name }));
});

export const team = remote("team", "report.team", async (q) => {
  const items = await listTeams(q);
  return items.map((one) => ({ value: one.id, label: one.name }));
});

export const warehouse = remote("warehouse", "goods.warehouse", async (q) => {
  const items = await listWarehouses(q);
  return items.map((one) => ({ value: one.id, label: one.name }));
});

export const role = remote("role", "admin.role", async (q) => {
  const { items } = await listRoles({ q, limit: OFFERED });
  return items.map((one) => ({ value: one.code, label: one.label.zh }));
});

export const bank: FilterOf = ({ t, banks }) => [
  { key: "bank", kind: "choice", label: t("money.bank"), choices: banks().map((one) => ({ value: one.id, label: one.name })) },
];

/** By lawyer, by firm, and by whether a lawyer or the section itself did it; `lawyer` is what the list calls the first. */
export function lawyers(lawyer: "lawyer" | "counsel"): FilterOf {
  return (given) => [
    { key: lawyer, kind: "choice", label: given.t("legal.lawyer"), choices: named(given.lawyers()?.items) },
    { key: "firm", kind: "choice", label: given.t("legal.firm"), choices: named(given.lawyers()?.firms) },
    ...choice("by", "legal.by", { counsel: "legal.byCounsel", section: "legal.bySection" })(given),
  ];
}

function named(items: readonly { id: string; name: string }[] = []): FilterChoice[] {
  return items.map((one) => ({ value: one.id, label: one.name }));
}

export function tab(id: string, label: string, query: Record<string, string>): TabOf {
  return ({ t }) => [{ id, label: t(label), query }];
}

export const all = tab("all", "filter.all", {});

/** What one handles oneself; for whoever is no officer there is no such tab. */
export const mine: TabOf = ({ t, me }) => (me.officer ? [{ id: "mine", label: t("filter.handledByMe"), query: { handler: me.officer } }] : []);
