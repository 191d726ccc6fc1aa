import {
  listCases,
  listDeadlines,
  listHearings,
  listPublications,
  listReports,
  listToPublish,
  type CaseItem,
  type DeadlineItem,
  type HearingItem,
  type Labelled,
  type PageOf,
  type PublicationItem,
  type PublicationQuery,
  type ReportItem,
  type Urgency,
} from "@xuncheng/client";
import { BasisChips, formatDate, formatTime } from "@xuncheng/ui";
import { UnconfirmedMark } from "@xuncheng/ui/acts";
import { h } from "vue";

import NewReport from "../../parts/case/NewReport.vue";
import PublicationFeeds from "../../parts/case/PublicationFeeds.vue";
import { all, byTab, choice, coded, days, handler, matter, mine, search, street, tab, team, urgency } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { amount, day, due, moment, stage, titled, toned, type Say, type Shown } from "../../parts/shown.ts";
import { CASE_MARKS, CASE_STAGES, PROCEDURES, REPORT_MARKS, REPORT_SOURCES, REPORT_STATUSES } from "../../registers.ts";

/** The lists of reports, cases, and of what happens in cases on a day. */

const dueTabs = [tab("overdue", "filter.overdue", { urgency: "overdue", sort: "due" }), tab("near", "filter.near", { urgency: "near", sort: "due" })];

/** The limit that runs, with its step; where none does, what goes on meanwhile. */
function limit(row: ReportItem, { text }: Say): Shown {
  return row.paused ? toned("quiet", text(row.paused)) : due(row.due, row.urgency, row.due_label);
}

/** What is out of the ordinary on its road. */
function marks(row: ReportItem, { t, listed }: Say): Shown {
  const found = [
    row.supervised_until && t("report.supervisedShort"),
    row.asked_until && t("report.askingShort"),
    row.open_tasks > 0 && t("report.tasksOpen", { n: row.open_tasks }),
    row.returns > 0 && t("report.returnsShort", { n: row.returns }),
    row.reworks > 0 && t("report.reworksShort", { n: row.reworks }),
  ].filter((one) => typeof one === "string");
  return found.length > 0 && toned(row.supervised_until ? "over" : "near", listed(found));
}

export const reports: Register<ReportItem> = {
  name: "reports",
  title: "nav.reports",
  beside: NewReport,
  list: listReports,
  exported: "reports",
  opens: (row) => ({ name: "report", params: { id: row.id } }),
  columns: [
    { key: "number", label: "report.number", width: 134, opens: true, show: (row) => row.number },
    { key: "summary", label: "report.summary", width: 240, grow: 3, show: (row) => row.summary },
    { key: "status", label: "report.status", width: 120, show: (row) => stage(row.status) },
    { key: "due", label: "report.due", width: 140, orders: ["due"], show: (row, say) => limit(row, say) },
    { key: "marks", label: "report.marks", width: 130, show: (row, say) => marks(row, say) },
    { key: "matter", label: "report.matter", width: 120, grow: 1, show: (row) => row.matter?.name },
    { key: "street", label: "report.street", width: 104, show: (row) => row.street?.name },
    { key: "address", label: "report.address", width: 160, grow: 1, optional: true, show: (row) => row.address },
    { key: "source", label: "report.source", width: 104, optional: true, show: (row, { text }) => text(row.source) },
    { key: "team", label: "report.team", width: 150, optional: true, show: (row) => row.team?.name },
    { key: "submitted", label: "report.submittedAt", width: 140, orders: ["-submitted_at", "submitted_at"], show: (row) => moment(row.submitted_at) },
  ],
  filters: [
    search("report.search"),
    coded("status", "report.status", REPORT_STATUSES),
    urgency,
    street,
    matter,
    coded("source", "report.source", REPORT_SOURCES),
    coded("mark", "report.mark", REPORT_MARKS),
    byTab("event"),
    days("filter.from", "filter.to"),
    byTab("mine", "toggle"),
    byTab("supervised", "toggle"),
    byTab("asking", "toggle"),
  ],
  tabs: [
    all,
    tab("mine", "filter.mine", { mine: "true" }),
    ...dueTabs,
    tab("supervised", "report.supervised", { supervised: "true", sort: "due" }),
    tab("asking", "report.asking", { asking: "true", sort: "due" }),
  ],
  empty: ["report.emptyTitle", "report.emptyDetail"],
  bulk: { kind: "report", number: (row) => row.number, seen: ({ id, version }) => ({ id, version }) },
};

export const cases: Register<CaseItem> = {
  name: "cases",
  title: "nav.cases",
  list: listCases,
  exported: "cases",
  opens: (row) => ({ name: "case", params: { id: row.id } }),
  columns: [
    { key: "number", label: "case.number", width: 206, opens: true, show: (row) => row.number },
    { key: "title", label: "case.title", width: 160, grow: 2, show: (row) => row.title },
    { key: "party", label: "case.party", width: 150, grow: 1, optional: true, show: (row) => row.party?.name },
    { key: "stage", label: "case.stage", width: 126, show: (row) => stage(row.stage) },
    { key: "due", label: "case.due", width: 140, orders: ["due"], show: (row) => due(row.due, row.urgency, row.due_label) },
    { key: "procedure", label: "case.procedure", width: 92, optional: true, show: (row, { text }) => text(row.procedure) },
    { key: "street", label: "case.street", width: 98, show: (row) => row.street?.name },
    { key: "handler", label: "case.handler", width: 74, show: (row) => row.handler?.name },
    { key: "amount", label: "case.amount", width: 94, align: "end", show: (row) => amount(row.amount) },
    { key: "matter", label: "case.matter", width: 180, optional: true, show: (row) => row.matter.name },
    { key: "opened", label: "case.openedAt", width: 100, orders: ["-opened_at", "opened_at"], show: (row) => day(row.opened_at) },
  ],
  filters: [
    search("case.search"),
    coded("stage", "case.stage", CASE_STAGES),
    urgency,
    coded("procedure", "case.procedure", PROCEDURES),
    street,
    matter,
    handler,
    coded("mark", "case.mark", CASE_MARKS),
    days("filter.openedFrom", "filter.openedTo"),
    byTab("decided_from", "date"),
    byTab("decided_to", "date"),
  ],
  tabs: [all, mine, ...dueTabs],
  empty: ["case.emptyTitle", "case.emptyDetail"],
  bulk: { kind: "case", number: (row) => row.number, seen: ({ id, version }) => ({ id, version }) },
};

/** The agency's periods by how near they end; a party's only by its day. */
function ends(row: DeadlineItem, { t }: Say): Shown {
  if (row.whose === "agency") return due(row.due, row.urgency, row.clock);
  return toned("quiet", row.due < formatDate(new Date()) ? t("deadline.ended") : row.due, row.due);
}

export const deadlines: Register<DeadlineItem> = {
  name: "deadlines",
  title: "nav.deadlines",
  note: "deadline.note",
  list: listDeadlines,
  exported: "deadlines",
  opens: (row) => ({ name: "case", params: { id: row.case.id } }),
  columns: [
    { key: "due", label: "deadline.due", width: 128, show: ends },
    { key: "clock", label: "deadline.clock", width: 160, grow: 0.6, show: (row, { text }) => [titled(text(row.clock), text(row.clock)), row.unconfirmed && h(UnconfirmedMark)] },
    { key: "whose", label: "deadline.whose", width: 80, optional: true, show: (row, { t }) => t(row.whose === "party" ? "deadline.ofParty" : "deadline.ofAgency") },
    { key: "title", label: "case.title", width: 200, grow: 2, opens: true, show: (row) => row.case.title },
    { key: "number", label: "case.number", width: 206, optional: true, show: (row) => row.case.number },
    { key: "handler", label: "case.handler", width: 74, show: (row) => row.handler.name },
    { key: "street", label: "case.street", width: 98, optional: true, show: (row) => row.street?.name },
    { key: "lapse", label: "deadline.lapse", width: 130, grow: 1.2, show: (row, { text }) => text(row.lapse) },
    { key: "basis", label: "deadline.basis", width: 190, optional: true, show: (row) => h(BasisChips, { basis: row.basis, plain: true }) },
  ],
  filters: [
    urgency,
    choice("whose", "deadline.whose", { agency: "deadline.ofAgency", party: "deadline.ofParty" }),
    street,
    team,
    handler,
    days("deadline.from", "deadline.to"),
  ],
  tabs: [all, mine, tab("overdue", "filter.overdue", { urgency: "overdue" }), tab("near", "filter.near", { urgency: "near" })],
  empty: ["deadline.emptyTitle", "deadline.emptyDetail"],
};

function hearingDay(row: HearingItem, { t }: Say): Shown {
  if (!row.day) return toned("quiet", t("hearing.earliest", { day: row.earliest }));
  return row.starts_at ? `${row.day} ${formatTime(new Date(row.starts_at))}` : row.day;
}

export const hearings: Register<HearingItem> = {
  name: "hearings",
  title: "nav.hearings",
  note: "hearing.note",
  list: listHearings,
  exported: "hearings",
  opens: (row) => ({ name: "case", params: { id: row.case.id } }),
  columns: [
    { key: "day", label: "hearing.day", width: 142, orders: ["day", "-day"], show: hearingDay },
    { key: "left", label: "hearing.left", width: 128, show: (row) => (row.state.code === "set" ? due(row.day, row.urgency, row.state) : null) },
    { key: "state", label: "hearing.state", width: 116, show: (row, { text }) => text(row.state) },
    { key: "title", label: "case.title", width: 200, grow: 1.6, opens: true, show: (row) => row.case.title },
    { key: "number", label: "case.number", width: 206, optional: true, show: (row) => row.case.number },
    { key: "place", label: "hearing.place", width: 110, grow: 1, show: (row) => row.place },
    { key: "presider", label: "hearing.presider", width: 80, show: (row) => row.presider?.name },
    { key: "recorder", label: "hearing.recorder", width: 80, optional: true, show: (row) => row.recorder },
    { key: "handler", label: "case.handler", width: 74, optional: true, show: (row) => row.handler.name },
    { key: "notified", label: "hearing.notified", width: 104, optional: true, show: (row) => row.notified_on },
    { key: "street", label: "case.street", width: 98, optional: true, show: (row) => row.street?.name },
  ],
  filters: [
    choice("state", "hearing.state", {
      requested: "hearing.requested",
      set: "hearing.set",
      held: "hearing.held",
      absent: "hearing.absent",
      adjourned: "hearing.adjourned",
      waived: "hearing.waived",
      void: "hearing.void",
    }),
    street,
    days("hearing.from", "hearing.to"),
    byTab("ahead", "toggle"),
    byTab("presider"),
  ],
  tabs: [
    tab("ahead", "hearing.ahead", { ahead: "true" }),
    ({ t, me }) => (me.user ? [{ id: "mine", label: t("hearing.mine"), query: { presider: me.user } }] : []),
    tab("unset", "hearing.requested", { state: "requested" }),
    all,
  ],
  empty: ["hearing.emptyTitle", "hearing.emptyDetail"],
};

/** A decision that waits, was published, is exempt or was withdrawn, as the list shows it. */
interface Publication {
  id: string;
  case: { id: string; number: string; title: string };
  state: Labelled;
  number: string;
  party: string;
  penalty: string;
  due: string | null;
  urgency: Urgency;
  unconfirmed: boolean;
  day: string;
  until: string;
  why: Pick<PublicationItem, "explanation" | "ground"> | null;
  street: string;
}

const WAITING = "waiting";

function waits(one: DeadlineItem): Publication {
  return {
    id: one.id, case: one.case, state: one.clock, number: "", party: "", penalty: "", due: one.due, urgency: one.urgency as Urgency,
    unconfirmed: one.unconfirmed, day: "", until: "", why: null, street: one.street?.name ?? "",
  };
}

function published(one: PublicationItem): Publication {
  return {
    id: one.id, case: one.case, state: one.state, number: one.number, party: one.party, penalty: one.penalty, due: null, urgency: "none",
    unconfirmed: false, day: one.published_on, until: one.withdrawn_on ?? one.shown_until ?? "", why: one, street: one.street?.name ?? "",
  };
}

function rows<Found>(found: PageOf<Found>, toRow: (one: Found) => Publication): PageOf<Publication> {
  return { ...found, items: found.items.map(toRow) };
}

/** What waits comes by its last day, and has no other state. */
function narrowed<Query extends Record<string, unknown>>(query: Query): Query {
  return { ...query, state: undefined, sort: undefined };
}

function isWaiting(query: Record<string, unknown>): boolean {
  return query["state"] === WAITING;
}

function isSettled(query: Record<string, unknown>): boolean {
  return !isWaiting(query);
}

/** What was withdrawn or is exempt has a reason, and nothing of it is shown to the public. */
function isExplained(query: Record<string, unknown>): boolean {
  return query["state"] === "withdrawn" || query["state"] === "exempt";
}

function isShown(query: Record<string, unknown>): boolean {
  return isSettled(query) && !isExplained(query);
}

export const publications: Register<Publication> = {
  name: "publications",
  title: "nav.publications",
  note: "publication.note",
  beside: PublicationFeeds,
  list: async (query, signal) =>
    isWaiting(query)
      ? rows(await listToPublish(narrowed(query), signal), waits)
      : rows(await listPublications(query as PublicationQuery, signal), published),
  exported: (query) => (isWaiting(query) ? { list: "publications/waiting", query: { ...query, state: "", sort: "" } } : { list: "publications", query }),
  opens: (row) => ({ name: "case", params: { id: row.case.id } }),
  columns: [
    { key: "task", label: "publication.state", width: 210, shownFor: isWaiting, show: (row) => stage(row.state) },
    { key: "state", label: "publication.state", width: 110, shownFor: isSettled, show: (row) => stage(row.state) },
    { key: "due", label: "publication.due", width: 206, shownFor: isWaiting, show: (row) => row.due && [due(row.due, row.urgency, row.state), row.unconfirmed && h(UnconfirmedMark)] },
    { key: "number", label: "case.number", width: 206, opens: true, show: (row) => row.case.number },
    { key: "title", label: "case.title", width: 140, grow: 1.2, show: (row) => row.case.title },
    { key: "decision", label: "publication.decision", width: 188, optional: true, shownFor: isSettled, show: (row) => row.number },
    { key: "party", label: "publication.party", width: 170, grow: 1, shownFor: isShown, show: (row) => row.party },
    { key: "penalty", label: "publication.penalty", width: 140, grow: 0.8, shownFor: isShown, show: (row) => row.penalty },
    { key: "day", label: "publication.day", width: 112, shownFor: isSettled, orders: ["-day", "day"], show: (row) => row.day },
    { key: "until", label: "publication.until", width: 104, shownFor: isSettled, show: (row) => row.until },
    { key: "why", label: "publication.explanation", width: 200, grow: 2, shownFor: isExplained, show: ({ why }, { text }) => why && (why.explanation || text(why.ground)) },
    { key: "street", label: "case.street", width: 98, optional: true, show: (row) => row.street },
  ],
  filters: [
    search("publication.search"),
    choice("state", "publication.state", {
      waiting: "publication.waiting",
      published: "publication.published",
      withdrawn: "publication.withdrawn",
      exempt: "publication.exempt",
    }),
    street,
    matter,
    days("publication.from", "publication.to"),
  ],
  tabs: [
    ...[WAITING, "published", "withdrawn", "exempt"].map((state) => tab(state, `publication.${state}`, { state })),
    tab("all", "publication.all", {}),
  ],
  empty: ["publication.emptyTitle", "publication.emptyDetail"],
};
