import { answer, http } from "./http.ts";
import type { ActDefinition } from "./actSchema.ts";
import type {
  AbleTeams,
  CaseDetail,
  CaseDiscretion,
  CaseItem,
  CasePublication,
  CaseQuery,
  Classifiers,
  CodedRef,
  DeadlineDay,
  DeadlineItem,
  DeadlineQuery,
  DeviceDetail,
  DeviceItem,
  DeviceRecord,
  DiscretionFactor,
  Duplicate,
  EarlierCall,
  HearingDay,
  HearingItem,
  HearingQuery,
  LawSearch,
  Locality,
  MatterItem,
  MeasureItem,
  Me,
  NotificationItem,
  OfficerItem,
  OrganisationItem,
  PageOf,
  PartyItem,
  PlaceItem,
  Proposed,
  PublicationItem,
  PublicationQuery,
  ReportDetail,
  ReportItem,
  ReportQuery,
  SeizedItem,
  StatuteDetail,
  StatuteItem,
  StatuteQuery,
  SenderDetail,
  SenderEntry,
  SenderItem,
  TeamItem,
  UserItem,
  ToSign,
  TypedNotice,
  TypedReport,
  WorkItem,
  WaitingQuery,
} from "./types.ts";

/** Who is signed in. Sets the CSRF cookie as a side effect. */
export function readMe(): Promise<Me> {
  return answer(http.GET("/api/v1/me"));
}

export function readLocality(): Promise<Locality> {
  return answer(http.GET("/api/v1/locality"));
}

/** Every act this installation knows, with the JSON schema of its input. */
export async function readActs(): Promise<ActDefinition[]> {
  const { items } = await answer(http.GET("/api/v1/acts"));
  return items as unknown as ActDefinition[]; // the document leaves the schemas of inputs open
}

type Paging = { cursor?: string; limit?: number; exact?: boolean };

/** What waits for me, all of it, first what lapses first. */
export async function listWork(signal?: AbortSignal): Promise<PageOf<WorkItem>> {
  return { ...(await answer(http.GET("/api/v1/work", { signal }))), next: null };
}

/** The documents that wait for my own signature, newest first. */
export async function listToSign(): Promise<ToSign[]> {
  return (await answer(http.GET("/api/v1/work/signatures"))).items;
}

export function listReports(query: ReportQuery, signal?: AbortSignal): Promise<PageOf<ReportItem>> {
  return answer(http.GET("/api/v1/reports", { params: { query }, signal }));
}

/** Earlier reports that may be the same thing as one that is still being typed. */
export async function findDuplicates(body: TypedReport, signal?: AbortSignal): Promise<Duplicate[]> {
  return (await answer(http.POST("/api/v1/reports/duplicates", { body: { text: "", matter: "", ...body }, signal }))).items;
}

/** What is proposed for a report that is still being typed. */
export async function findProposals(body: TypedNotice, signal?: AbortSignal): Promise<Proposed[]> {
  const typed = { text: "", matter: "", address: "", source: "", ...body };
  return (await answer(http.POST("/api/v1/reports/proposals", { body: typed, signal }))).items;
}

/** Earlier reports with the same telephone, the newest first. */
export async function findCalls(phone: string, signal?: AbortSignal): Promise<EarlierCall[]> {
  return (await answer(http.POST("/api/v1/reports/calls", { body: { phone }, signal }))).items;
}

/** Places that a caller may mean, the best first. */
export async function findPlaces(q: string, signal?: AbortSignal): Promise<PlaceItem[]> {
  return (await answer(http.GET("/api/v1/reports/places", { params: { query: { q } }, signal }))).items;
}

/** Earlier reports that may be the same thing as one on file. */
export async function listDuplicates(id: string, signal?: AbortSignal): Promise<Duplicate[]> {
  return (await answer(http.GET("/api/v1/reports/{key}/duplicates", { params: { path: { key: id } }, signal }))).items;
}

/** What is proposed for the judgement and the dispatch of a report on file. */
export async function listProposals(id: string, signal?: AbortSignal): Promise<Proposed[]> {
  return (await answer(http.GET("/api/v1/reports/{key}/proposals", { params: { path: { key: id } }, signal }))).items;
}

/** Teams to which a report may be dispatched, and why others are left out. */
export function listAbleTeams(id: string, q: string, signal?: AbortSignal): Promise<AbleTeams> {
  return answer(http.GET("/api/v1/reports/{key}/teams", { params: { path: { key: id }, query: { q } }, signal }));
}

/** The versions of the classifier of reports, and what became of their proposals. */
export function readClassifiers(signal?: AbortSignal): Promise<Classifiers> {
  return answer(http.GET("/api/v1/classifiers", { signal }));
}

export function readReport(id: string): Promise<ReportDetail> {
  return answer(http.GET("/api/v1/reports/{key}", { params: { path: { key: id } } }));
}

export function listCases(query: CaseQuery, signal?: AbortSignal): Promise<PageOf<CaseItem>> {
  return answer(http.GET("/api/v1/cases", { params: { query }, signal }));
}

export function listDeadlines(query: DeadlineQuery, signal?: AbortSignal): Promise<PageOf<DeadlineItem>> {
  return answer(http.GET("/api/v1/deadlines", { params: { query }, signal }));
}

/** How many periods end on each day that is asked for. */
export async function readDeadlineDays(query: DeadlineQuery): Promise<DeadlineDay[]> {
  return (await answer(http.GET("/api/v1/deadlines/calendar", { params: { query } }))).days;
}

export function readCase(id: string): Promise<CaseDetail> {
  return answer(http.GET("/api/v1/cases/{key}", { params: { path: { key: id } } }));
}

export function listHearings(query: HearingQuery, signal?: AbortSignal): Promise<PageOf<HearingItem>> {
  return answer(http.GET("/api/v1/hearings", { params: { query }, signal }));
}

/** How many hearings are set or were held on each day. */
export async function readHearingDays(query: HearingQuery): Promise<HearingDay[]> {
  return (await answer(http.GET("/api/v1/hearings/calendar", { params: { query } }))).days;
}

export function listPublications(query: PublicationQuery, signal?: AbortSignal): Promise<PageOf<PublicationItem>> {
  return answer(http.GET("/api/v1/publications", { params: { query }, signal }));
}

/** Decisions to be published and publications to be withdrawn, by the last day on which it is in time. */
export function listToPublish(query: WaitingQuery, signal?: AbortSignal): Promise<PageOf<DeadlineItem>> {
  return answer(http.GET("/api/v1/publications/waiting", { params: { query }, signal }));
}

export async function readPublication(id: string): Promise<CasePublication> {
  return (await answer(http.GET("/api/v1/cases/{key}/publication", { params: { path: { key: id } } }))) as CasePublication;
}

/** The benchmark that binds a case, and the range to which those circumstances lead. */
export function readDiscretion(id: string, factors: readonly string[]): Promise<CaseDiscretion> {
  const query = { factors: [...factors] as DiscretionFactor[] };
  return answer(http.GET("/api/v1/cases/{key}/discretion", { params: { path: { key: id }, query } }));
}

export function listMeasures(id: string): Promise<MeasureItem[]> {
  return answer(http.GET("/api/v1/cases/{key}/measures", { params: { path: { key: id } } }));
}

/** Objects that were seized and lie in no warehouse yet. */
export function listSeized(q: string): Promise<SeizedItem[]> {
  return answer(http.GET("/api/v1/goods/seized", { params: { query: { q } } }));
}

export function listStatutes(
  query: StatuteQuery,
  signal?: AbortSignal,
): Promise<PageOf<StatuteItem>> {
  return answer(http.GET("/api/v1/laws", { params: { query }, signal }));
}

export function readStatute(id: string): Promise<StatuteDetail> {
  return answer(http.GET("/api/v1/laws/{id}", { params: { path: { id } } }));
}

export function searchLaws(q: string, limit: number, signal?: AbortSignal): Promise<LawSearch> {
  return answer(http.GET("/api/v1/laws/search", { params: { query: { q, limit } }, signal }));
}

export function listMatters(
  query: Paging & { q?: string; domain?: string },
  signal?: AbortSignal,
): Promise<PageOf<MatterItem>> {
  return answer(http.GET("/api/v1/matters", { params: { query }, signal }));
}

/** All versions of one matter, newest first. */
export async function readMatter(code: string): Promise<MatterItem[]> {
  return (await answer(http.GET("/api/v1/matters/{code}", { params: { path: { code } } }))).items;
}

export function listNotifications(
  query: Paging & { unread?: boolean },
  signal?: AbortSignal,
): Promise<PageOf<NotificationItem>> {
  return answer(http.GET("/api/v1/notifications", { params: { query }, signal }));
}

/** Marks one notification as read; the number of those still unread. */
export async function readNotification(notification: string): Promise<number> {
  const path = { notification };
  return (await answer(http.POST("/api/v1/notifications/{notification}/read", { params: { path } }))).unread;
}

/** Marks every notification as read. */
export async function readAllNotifications(): Promise<number> {
  return (await answer(http.POST("/api/v1/notifications/read-all"))).unread;
}

export async function listStreets(): Promise<CodedRef[]> {
  return (await answer(http.GET("/api/v1/places/streets"))).items;
}

export async function listOfficers(q?: string, signal?: AbortSignal): Promise<OfficerItem[]> {
  return (await answer(http.GET("/api/v1/officers", { params: { query: { q } }, signal }))).items;
}

/** Whoever may be named in an act, with or without a certificate: who presides a hearing, who discusses a case. */
export async function listUsers(q?: string, signal?: AbortSignal): Promise<UserItem[]> {
  return (await answer(http.GET("/api/v1/users", { params: { query: { q } }, signal }))).items;
}

export async function listTeams(q?: string, signal?: AbortSignal): Promise<TeamItem[]> {
  return (await answer(http.GET("/api/v1/teams", { params: { query: { q } }, signal }))).items;
}

export async function listOrganisations(signal?: AbortSignal): Promise<OrganisationItem[]> {
  return (await answer(http.GET("/api/v1/organisations", { signal }))).items;
}

export function listSenderRegister(query: Paging & Record<string, unknown>, signal?: AbortSignal): Promise<PageOf<SenderEntry>> {
  return answer(http.GET("/api/v1/sender-register", { params: { query }, signal }));
}

export function readSender(id: string): Promise<SenderDetail> {
  return answer(http.GET("/api/v1/sender-register/{key}", { params: { path: { key: id } } }));
}

export async function listSenders(signal?: AbortSignal): Promise<SenderItem[]> {
  return (await answer(http.GET("/api/v1/senders", { signal }))).items;
}

export function listDevices(query: Paging & Record<string, unknown>, signal?: AbortSignal): Promise<PageOf<DeviceItem>> {
  return answer(http.GET("/api/v1/devices", { params: { query }, signal }));
}

export function readDevice(id: string): Promise<DeviceDetail> {
  return answer(http.GET("/api/v1/devices/{key}", { params: { path: { key: id } } }));
}

/** What a device recorded in cases, and what of it may not be used. */
export function listRecords(id: string, query: Paging, signal?: AbortSignal): Promise<PageOf<DeviceRecord>> {
  return answer(http.GET("/api/v1/devices/{key}/records", { params: { path: { key: id }, query }, signal }));
}

export async function listParties(q?: string, signal?: AbortSignal): Promise<PartyItem[]> {
  return (await answer(http.GET("/api/v1/parties", { params: { query: { q } }, signal }))).items;
}
