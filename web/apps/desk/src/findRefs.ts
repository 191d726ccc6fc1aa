import {
  listAbleTeams,
  listActNames,
  listAreas,
  listCases,
  listDeliveries,
  listDevices,
  listMatters,
  listMeasures,
  listOfficers,
  listOrganisations,
  listParties,
  listPatrolRoutes,
  listReports,
  listRoles,
  listSeized,
  listSenders,
  listStoragePlaces,
  listStreets,
  listTeams,
  listUsers,
  listWarehouses,
  performAct,
  readCase,
  readLawyers,
  readLocality,
  readMyPatrol,
  readReport,
  type ActDefinition,
  type RefKind,
} from "@xuncheng/client";
import type { Newcomer, RefOption } from "@xuncheng/ui";

import { redactedCopies } from "./parts/case/redacted.ts";

type Find = (search: string, targetId: string | null) => Promise<RefOption[]>;

const LIMIT = 20;
/** Of the code of an administrative division, what names the district (GB/T 2260). */
const DISTRICT_DIGITS = 6;

function matching(options: RefOption[], search: string): RefOption[] {
  return options.filter((one) => `${one.name}${one.note ?? ""}`.includes(search.trim()));
}

async function evidenceOf(search: string, caseId: string | null): Promise<RefOption[]> {
  if (!caseId) return [];
  const { evidence } = await readCase(caseId);
  return matching(evidence.map((one) => ({ id: one.id, name: one.title, note: one.state.zh })), search);
}

/** Redacted copies of the photos in accepted evidence: what of them the public may see. */
async function redactedOf(search: string, caseId: string | null): Promise<RefOption[]> {
  if (!caseId) return [];
  const copies = redactedCopies(await readCase(caseId));
  return matching(copies.map((one) => ({ id: one.id, name: one.name, note: one.made_by })), search);
}

async function measuresOf(search: string, caseId: string | null): Promise<RefOption[]> {
  if (!caseId) return [];
  const measures = await listMeasures(caseId);
  const options = measures.map((one) => ({ id: one.id, name: `${one.kind.zh} ${one.key}`, note: `${one.state.zh} ${one.reason}` }));
  return matching(options, search);
}

async function seized(q: string): Promise<RefOption[]> {
  const items = await listSeized(q);
  return items.map((one) => ({ id: one.id, name: `${one.name} ${Number(one.quantity)}${one.unit}`, note: `${one.case.number} ${one.owner}` }));
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

/** The district and its streets, each with its path in the tree of areas as its key. */
async function areas(search: string): Promise<RefOption[]> {
  const [locality, all] = await Promise.all([readLocality(), listStreets()]);
  const district = { code: all[0]?.code.slice(0, DISTRICT_DIGITS) ?? "", name: locality.name.zh };
  const options = [district, ...all].filter((one) => one.code).map((one) => ({ id: areaPath(one.code), name: one.name, note: one.code }));
  return matching(options, search);
}

/** The district and its streets by their own keys, for what covers an area: organisations, teams, grants. */
async function jurisdictions(search: string): Promise<RefOption[]> {
  const found = await Promise.all([listAreas("district"), listAreas("street")]);
  return matching(found.flat().map((one) => ({ id: one.id, name: one.name, note: one.code })), search);
}

async function roles(q: string): Promise<RefOption[]> {
  const { items } = await listRoles({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.label.zh, note: one.code }));
}

async function acts(search: string): Promise<RefOption[]> {
  const all = await listActNames();
  return matching(all.map((one) => ({ id: one.name, name: one.label.zh, note: one.name })), search);
}

async function matters(q: string): Promise<RefOption[]> {
  const { items } = await listMatters({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.name.zh, note: one.code }));
}

async function officers(q: string): Promise<RefOption[]> {
  const items = await listOfficers(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.certificate_number ?? undefined }));
}

async function users(q: string): Promise<RefOption[]> {
  const items = await listUsers(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.roles.map((role) => role.label.zh).join("、") || undefined }));
}

async function parties(q: string): Promise<RefOption[]> {
  const items = await listParties(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.identity || one.phone || undefined }));
}

async function teams(q: string): Promise<RefOption[]> {
  const items = await listTeams(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.area.name }));
}

/** Teams that may take up the report by the power lists, and why others are left out. Of several reports at once, all teams. */
async function ableTeams(q: string, reportId: string | null): Promise<RefOption[]> {
  if (!reportId) return teams(q);
  const { items, why } = await listAbleTeams(reportId, q);
  const options: RefOption[] = items.map((one) => ({ id: one.id, name: one.name, note: one.organisation.name }));
  return why ? [...options, { id: "why", name: "", told: why }] : options;
}

async function reports(q: string): Promise<RefOption[]> {
  const { items } = await listReports({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.number, note: one.summary }));
}

async function cases(q: string): Promise<RefOption[]> {
  const { items } = await listCases({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.number, note: one.title }));
}

async function devices(q: string): Promise<RefOption[]> {
  const { items } = await listDevices({ q, limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: `${one.number} ${one.place}`, note: one.state.zh }));
}

async function warehouses(q: string): Promise<RefOption[]> {
  const items = await listWarehouses(q);
  return items.map((one) => ({ id: one.id, name: one.name, note: one.address }));
}

async function storagePlaces(q: string): Promise<RefOption[]> {
  const items = await listStoragePlaces(q);
  return items.map((one) => ({ id: one.id, name: one.code, note: `${one.warehouse.name} ${one.fill}%` }));
}

/** Deliveries of a subscription that did not arrive, the newest first. */
async function deliveries(search: string, subscription: string | null): Promise<RefOption[]> {
  if (!subscription) return [];
  const states = ["dead", "failed"] as const;
  const pages = await Promise.all(states.map((state) => listDeliveries({ subscription, state, limit: LIMIT })));
  const options = pages.flatMap((page) => page.items).map((one) => ({ id: one.id, name: `${one.number} ${one.act.zh}`.trim(), note: `${one.state.zh} ${one.error}` }));
  return matching(options, search);
}

async function lawyers(search: string): Promise<RefOption[]> {
  const { items } = await readLawyers();
  return matching(items.map((one) => ({ id: one.id, name: one.name, note: one.firm.name })), search);
}

async function organisations(search: string): Promise<RefOption[]> {
  const items = await listOrganisations();
  return matching(items.map((one) => ({ id: one.id, name: one.name })), search);
}

async function senders(search: string): Promise<RefOption[]> {
  const items = await listSenders();
  return matching(items.filter((one) => !one.retired_at).map((one) => ({ id: one.id, name: one.name, note: one.source.zh })), search);
}

/** Routes that are in use. */
async function patrolRoutes(q: string): Promise<RefOption[]> {
  const { items } = await listPatrolRoutes({ q, state: "used", limit: LIMIT });
  return items.map((one) => ({ id: one.id, name: one.name, note: one.street?.name }));
}

/** The points of the route that one is on oneself. */
async function routePoints(search: string): Promise<RefOption[]> {
  const { points } = await readMyPatrol();
  return matching(points.map((one) => ({ id: one.id, name: one.name })), search);
}

/** The joint tasks of a report that are still open. */
async function tasksOf(search: string, reportId: string | null): Promise<RefOption[]> {
  if (!reportId) return [];
  const { tasks } = await readReport(reportId);
  const open = tasks.filter((one) => one.state.code === "open");
  return matching(open.map((one) => ({ id: one.id, name: one.who, note: one.work })), search);
}

const FINDERS: Record<RefKind, Find> = {
  officer: officers,
  matter: matters,
  party: parties,
  team: teams,
  able_team: ableTeams,
  report: reports,
  case: cases,
  document: documentsOf,
  street: streets,
  area: areas,
  evidence: evidenceOf,
  warehouse: warehouses,
  place: storagePlaces,
  measure: measuresOf,
  measure_item: seized,
  redacted: redactedOf,
  user: users,
  device: devices,
  lawyer: lawyers,
  delivery: deliveries,
  organisation: organisations,
  sender: senders,
  task: tasksOf,
  role: roles,
  jurisdiction: jurisdictions,
  act: acts,
  route: patrolRoutes,
  route_point: routePoints,
};

/** Things of a kind that match what was typed, for the reference fields of act forms. */
export function findRefs(kind: RefKind, search: string, targetId: string | null): Promise<RefOption[]> {
  return FINDERS[kind](search, targetId);
}

/** The path of an area in the tree of areas, from its code: district, street, community, grid. */
export function areaPath(code: string): string {
  const levels = [code.slice(0, 6), code.slice(6, 9), code.slice(9, 12), code.slice(12)].filter(Boolean);
  return levels.map((level) => `${level}.`).join("");
}

/** Registering a party in place; it belongs to the area of the person who registers it. */
export function partyNewcomer(definition: ActDefinition, areaCode: string): Newcomer {
  const properties = Object.fromEntries(
    Object.entries(definition.schema.properties ?? {}).filter(([name]) => name !== "area_path"),
  );
  const required = definition.schema.required?.filter((name) => name !== "area_path");
  return {
    definition: { ...definition, schema: { ...definition.schema, properties, required } },
    perform: (request) => performAct({ ...request, input: { ...request.input, area_path: areaPath(areaCode) } }),
  };
}
