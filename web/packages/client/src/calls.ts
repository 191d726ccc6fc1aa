import { answer, http } from "./http.ts";
import type {
  ActDefinition,
  CaseDetail,
  CaseItem,
  CaseQuery,
  CodedRef,
  LawSearch,
  Locality,
  MatterItem,
  Me,
  NotificationItem,
  OfficerItem,
  PageOf,
  PartyItem,
  ReportDetail,
  ReportItem,
  ReportQuery,
  StatuteDetail,
  StatuteItem,
  TeamItem,
  WorkItem,
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
  return (await answer(http.GET("/api/v1/acts"))).items;
}

type Paging = { cursor?: string; limit?: number; exact?: boolean };

export function listWork(query: Paging, signal?: AbortSignal): Promise<PageOf<WorkItem>> {
  return answer(http.GET("/api/v1/work", { params: { query }, signal }));
}

export function listReports(query: ReportQuery, signal?: AbortSignal): Promise<PageOf<ReportItem>> {
  return answer(http.GET("/api/v1/reports", { params: { query }, signal }));
}

export function readReport(id: string): Promise<ReportDetail> {
  return answer(http.GET("/api/v1/reports/{id}", { params: { path: { id } } }));
}

export function listCases(query: CaseQuery, signal?: AbortSignal): Promise<PageOf<CaseItem>> {
  return answer(http.GET("/api/v1/cases", { params: { query }, signal }));
}

export function readCase(id: string): Promise<CaseDetail> {
  return answer(http.GET("/api/v1/cases/{id}", { params: { path: { id } } }));
}

export function listStatutes(
  query: Paging & { level?: string; q?: string },
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

export async function listStreets(): Promise<CodedRef[]> {
  return (await answer(http.GET("/api/v1/places/streets"))).items;
}

export async function listOfficers(q?: string, signal?: AbortSignal): Promise<OfficerItem[]> {
  return (await answer(http.GET("/api/v1/officers", { params: { query: { q } }, signal }))).items;
}

export async function listTeams(q?: string, signal?: AbortSignal): Promise<TeamItem[]> {
  return (await answer(http.GET("/api/v1/teams", { params: { query: { q } }, signal }))).items;
}

export async function listParties(q?: string, signal?: AbortSignal): Promise<PartyItem[]> {
  return (await answer(http.GET("/api/v1/parties", { params: { query: { q } }, signal }))).items;
}
