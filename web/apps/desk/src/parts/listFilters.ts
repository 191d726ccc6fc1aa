import { listMatters, listOfficers, type CodedRef, type Urgency } from "@xuncheng/client";
import type { Filter, FilterChoice } from "@xuncheng/ui/list";

type Translate = (key: string) => string;

const URGENCIES: { value: Urgency; key: string }[] = [
  { value: "overdue", key: "filter.overdue" },
  { value: "near", key: "filter.near" },
  { value: "ok", key: "filter.inTime" },
];

const MATTERS_OFFERED = 20;

export function urgencyFilter(t: Translate): Filter {
  const choices = URGENCIES.map((one) => ({ value: one.value, label: t(one.key) }));
  return { key: "urgency", kind: "choice", label: t("filter.urgency"), choices };
}

export function streetFilter(t: Translate, streets: readonly CodedRef[]): Filter {
  const choices = streets.map((one) => ({ value: one.code, label: one.name }));
  return { key: "street", kind: "choice", label: t("report.street"), choices };
}

async function findMatters(q: string): Promise<FilterChoice[]> {
  const { items } = await listMatters({ q, limit: MATTERS_OFFERED });
  return items.map((one) => ({ value: one.code, label: `${one.code} ${one.name.zh}` }));
}

export function matterFilter(t: Translate): Filter {
  return { key: "matter", kind: "remote", label: t("report.matter"), find: findMatters };
}

async function findOfficers(q: string): Promise<FilterChoice[]> {
  const items = await listOfficers(q);
  return items.map((one) => ({ value: one.id, label: one.name }));
}

export function handlerFilter(t: Translate): Filter {
  return { key: "handler", kind: "remote", label: t("case.handler"), find: findOfficers };
}

/** The filters that are set, as the query of a call: an empty one is not sent. */
export function filled(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}
