import { listCases, listGoods, listReports, searchLaws, type Bilingual } from "@xuncheng/client";
import type { RouteLocationRaw } from "vue-router";

export interface Hit {
  key: string;
  title: string;
  note: string;
  to: RouteLocationRaw;
}

export interface HitGroup {
  /** Message key of the group's name. */
  label: string;
  hits: Hit[];
}

type Text = (said: Bilingual) => string;

const EACH = 5;

async function reports(q: string, text: Text, signal: AbortSignal): Promise<HitGroup> {
  const { items } = await listReports({ q, limit: EACH }, signal);
  const hits = items.map((one) => ({
    key: one.id,
    title: one.summary,
    note: `${one.number} · ${text(one.status)}`,
    to: { name: "report", params: { id: one.id } },
  }));
  return { label: "nav.reports", hits };
}

async function cases(q: string, text: Text, signal: AbortSignal): Promise<HitGroup> {
  const { items } = await listCases({ q, limit: EACH }, signal);
  const hits = items.map((one) => ({
    key: one.id,
    title: one.title,
    note: `${one.number} · ${text(one.stage)}`,
    to: { name: "case", params: { id: one.id } },
  }));
  return { label: "nav.cases", hits };
}

/** By label, name, party or case number: where a thing is. */
async function goods(q: string, text: Text, signal: AbortSignal): Promise<HitGroup> {
  const { items } = await listGoods({ q, limit: EACH }, signal);
  const hits = items.map((one) => ({
    key: one.id,
    title: `${one.name} ${one.quantity}${text(one.unit)}`,
    note: [one.label, text(one.state), `${one.warehouse.name} ${one.place ?? ""}`.trim(), one.owner].join(" · "),
    to: { name: "custodyitem", params: { id: one.id } },
  }));
  return { label: "nav.goods", hits };
}

async function laws(q: string, _text: Text, signal: AbortSignal): Promise<HitGroup> {
  const { items } = await searchLaws(q, EACH, signal);
  const hits = items.map((one) => ({
    key: one.article_id,
    title: `${one.law} ${one.label}`,
    note: one.text_html.replace(/<\/?mark>/g, ""),
    to: { name: "law", params: { id: one.law_id }, hash: `#${one.article_id}` },
  }));
  return { label: "nav.laws", hits };
}

const SOURCES = [cases, reports, goods, laws];

/** Everything that matches, group by group; a group that cannot be searched does not hide the others. */
export async function searchEverything(q: string, text: Text, signal: AbortSignal): Promise<HitGroup[]> {
  const answers = await Promise.allSettled(SOURCES.map((source) => source(q, text, signal)));
  const groups = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (!groups.length && answers[0]?.status === "rejected") throw answers[0].reason;
  return groups.filter((group) => group.hits.length > 0);
}
