import type {
  ActBody,
  ActDefinition,
  ActResult,
  CaseDetail,
  CaseItem,
  CodedRef,
  LawSearch,
  ListOf,
  Locality,
  MatterItem,
  Me,
  NotificationItem,
  OfficerItem,
  PageOf,
  PartyItem,
  ProblemBody,
  ReportDetail,
  ReportItem,
  StatuteDetail,
  StatuteItem,
  TeamItem,
  WorkItem,
} from "./contract.ts";

type Json<T> = { content: { "application/json": T } };
type Responses<T> = { 200: Json<T>; default: { content: { "application/problem+json": ProblemBody } } };

interface Read<T, Query = never> {
  get: { parameters: { query?: Query; path?: never }; responses: Responses<T> };
}

interface ReadOne<T, Path> {
  get: { parameters: { query?: never; path: Path }; responses: Responses<T> };
}

interface Keyset {
  limit?: number;
  cursor?: string;
  exact?: boolean;
}

export interface ReportQuery extends Keyset {
  status?: string;
  street?: string;
  matter?: string;
  source?: string;
  from?: string;
  to?: string;
  q?: string;
  urgency?: string;
  mine?: boolean;
  sort?: string;
}

export interface CaseQuery extends Keyset {
  stage?: string;
  procedure?: string;
  street?: string;
  matter?: string;
  handler?: string;
  from?: string;
  to?: string;
  q?: string;
  urgency?: string;
  sort?: string;
}

interface LawQuery extends Keyset {
  level?: string;
  q?: string;
}

interface MatterQuery extends Keyset {
  q?: string;
  domain?: string;
}

interface ById {
  id: string;
}

export interface paths {
  "/api/v1/me": Read<Me>;
  "/api/v1/locality": Read<Locality>;
  "/api/v1/work": Read<PageOf<WorkItem>, Keyset>;
  "/api/v1/acts": Read<ListOf<ActDefinition>>;
  "/api/v1/acts/{name}": {
    post: {
      parameters: { path: { name: string }; header?: { "If-Match"?: string } };
      requestBody: Json<ActBody>;
      responses: Responses<ActResult>;
    };
  };
  "/api/v1/reports": Read<PageOf<ReportItem>, ReportQuery>;
  "/api/v1/reports/{id}": ReadOne<ReportDetail, ById>;
  "/api/v1/cases": Read<PageOf<CaseItem>, CaseQuery>;
  "/api/v1/cases/{id}": ReadOne<CaseDetail, ById>;
  "/api/v1/laws": Read<PageOf<StatuteItem>, LawQuery>;
  "/api/v1/laws/search": Read<LawSearch, { q: string; limit?: number }>;
  "/api/v1/laws/{id}": ReadOne<StatuteDetail, ById>;
  "/api/v1/matters": Read<PageOf<MatterItem>, MatterQuery>;
  "/api/v1/matters/{code}": ReadOne<ListOf<MatterItem>, { code: string }>;
  "/api/v1/notifications": Read<PageOf<NotificationItem>, { unread?: boolean } & Keyset>;
  "/api/v1/places/streets": Read<ListOf<CodedRef>>;
  "/api/v1/officers": Read<ListOf<OfficerItem>, { q?: string; street?: string }>;
  "/api/v1/teams": Read<ListOf<TeamItem>, { q?: string }>;
  "/api/v1/parties": Read<ListOf<PartyItem>, { q?: string }>;
}
