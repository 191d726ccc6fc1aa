import {
  listCases,
  listMatters,
  listOfficers,
  listParties,
  listReports,
  listStreets,
  listTeams,
  readCase,
  type RefKind,
} from "@xuncheng/client";
import type { RefOption } from "@xuncheng/ui";

type Find = (search: string, targetId: string | null) => Promise<RefOption[]>;

const LIMIT = 20;

function matching(options: RefOption[], search: string): RefOption[] {
  return options.filter((one) => `${one.name}${one.note ?? ""}`.includes(search.trim()));
}

async function evidenceOf(search: string, caseId: string | null): Promise<RefOption[]> {
  if (!caseId) return [];
  const { evidence } = await readCase(caseId);
  return matching(evidence.map((one) => ({ id: one.id, name: one.title, note: one.kind.zh })), search);
}

async function documentsOf(search: string, caseId: string | null): Promise<RefOption[]> {
  if (!caseId) return [];
  const { documents } = await readCase(caseId);
  return matching(documents.map((one) => ({ id: one.id, name: one.title, note: one.number ?? undefined })), search);
}

async function streets(search: string): Promise<RefOption[]> {
  const all = await listStreets();
  return matching(all.map((one) => ({ id: one.code, name: one.name, note: one.code })), search);
}

async function matters(q: string): Promise<RefOption[]> {
  const { items } = await listMatters({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.code, name: one.name.zh, note: one.code }));
}

async function officers(q: string): Promise<RefOption[]> {
  const items = await listOfficers(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.certificate_number ?? undefined }));
}

async function parties(q: string): Promise<RefOption[]> {
  const items = await listParties(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.number ?? undefined }));
}

async function teams(q: string): Promise<RefOption[]> {
  const items = await listTeams(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.street?.name }));
}

async function reports(q: string): Promise<RefOption[]> {
  const { items } = await listReports({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.number, note: one.summary }));
}

async function cases(q: string): Promise<RefOption[]> {
  const { items } = await listCases({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.number, note: one.title }));
}

const FINDERS: Record<RefKind, Find> = {
  officer: officers,
  matter: matters,
  party: parties,
  team: teams,
  report: reports,
  case: cases,
  document: documentsOf,
  street: streets,
  evidence: evidenceOf,
};

/** Things of a kind that match what was typed, for the reference fields of act forms. */
export function findRefs(kind: RefKind, search: string, targetId: string | null): Promise<RefOption[]> {
  return FINDERS[kind](search, targetId);
}
