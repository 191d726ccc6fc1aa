/** The names screens use for what the server sends. The only place that knows the generated schema. */
import type { components, operations, paths as generated } from "./schema.d.ts";

export type { components };

type Schemas = components["schemas"];

/** How near a deadline is: overdue, near, ok or none. */
export type Urgency = "overdue" | "near" | "ok" | "none";

/** One thing said in both languages of the product. */
export type Bilingual = Schemas["Words"];
/** A code from an enumeration or register with its labels. */
export type Labelled = Schemas["Coded"];
/** Something pointed at by key, with the name to show. */
export type NamedRef = Schemas["Named"];
/** An area or a matter pointed at by its code. */
export type CodedRef = Schemas["CodeName"];
export type LegalBasis = Schemas["BasisOut"];
export type Citation = Schemas["Cited"];

export type Count = Schemas["Count"];
export interface PageOf<T> {
  items: T[];
  next: string | null;
  count: Count;
}

export type Me = Schemas["Me"];
export type Role = Schemas["HeldRole"];
/** Longitude and latitude (WGS 84, degrees); JSON does not say that there are two. */
type Point = number[];
export type Locality = Omit<Schemas["LocalityOut"], "map_center"> & { map_center: Point };
export type OfficerItem = Schemas["OfficerItem"];
export type UserItem = Schemas["UserItem"];
export type PartyItem = Schemas["PartyItem"];
export type DeviceItem = Schemas["DeviceItem"];
export type DeviceDetail = Schemas["DeviceOut"];
export type DutyItem = Schemas["DutyItem"];
export type DutyDetail = Schemas["DutyOut"];
export type RosterItem = Schemas["RosterItem"];
export type RosterDetail = Schemas["RosterOut"];
export type PatrolRouteItem = Schemas["RouteItem"];
export type PatrolRouteDetail = Schemas["RouteOut"];
export type MyPatrol = Schemas["MyPatrol"];
export type NearOfficer = Schemas["NearOut"];
export type Coverage = Schemas["CoverageOut"];
export type Watching = Schemas["WatchOut"];
/** Where somebody on duty is (GeoJSON), as the document cannot say it. */
export interface OnDuty {
  id: string;
  geometry: { type: "Point"; coordinates: Point };
  properties: { name: string; team: string | null; duty: string; at: string; accuracy: number | null; outside_since: string | null };
}
/** The track of a duty (GeoJSON): a line, and the moment of each of its points. */
export interface Track {
  geometry: { type: "LineString" | "Point"; coordinates: Point[] | Point } | null;
  properties: { person: string; count: number; times: string[]; accuracies: (number | null)[] };
}
export type DeviceRecord = Schemas["RecordOut"];
export type AccountItem = Schemas["AccountItem"];
export type AccountDetail = Schemas["AccountOut"];
export type UserTable = Schemas["UserTableOut"];
export type GrantItem = Schemas["GrantItem"];
export type GrantDetail = Schemas["GrantOut"];
export type HeldGrant = Schemas["HeldGrant"];
export type AccessTokenItem = Schemas["AccessTokenItem"];
export type AccessTokenDetail = Schemas["AccessTokenOut"];
export type ClientItem = Schemas["ClientItem"];
export type ClientDetail = Schemas["ClientOut"];
export type RoleItem = Schemas["RoleItem"];
export type RoleDetail = Schemas["RoleOut"];
export type OfficeItem = Schemas["OfficeItem"];
export type OfficeDetail = Schemas["OfficeOut"];
export type UnitItem = Schemas["UnitItem"];
export type UnitDetail = Schemas["UnitOut"];
export type ActName = Schemas["ActName"];
export type AreaItem = Schemas["AreaItem"];
export type TeamItem = Schemas["TeamItem"];
export type SubscriptionItem = Schemas["SubscriptionItem"];
export type SubscriptionDetail = Schemas["SubscriptionOut"];
export type ReceivedItem = Schemas["ReceivedItem"];
/** A device on which the field app runs, with how much it is used. */
export type TerminalItem = Schemas["TerminalItem"];
export type TerminalDetail = Schemas["TerminalOut"];
/** An act that was done without a network and was refused, and what became of it. */
export type FieldActItem = Schemas["FieldActItem"];
export type FieldActDetail = Schemas["FieldActOut"];
/** What the field app sends and hears: its queue, its key, the data of its area. */
export type SyncSent = Schemas["SyncIn"];
export type SyncAnswer = Schemas["SyncOut"];
export type SyncResult = Schemas["SyncResultOut"];
export type SyncState = Schemas["SyncStateOut"];
export type SyncKey = Schemas["SyncKeyOut"];
export type Reference = Schemas["ReferenceOut"];
export type DeliveryItem = Schemas["DeliveryItem"];
export type ImportItem = Schemas["ImportItem"];
export type ImportDetail = Schemas["ImportOut"];
export type ImportFaultItem = Schemas["ImportFaultItem"];
export type OldRecordItem = Schemas["OldRecordItem"];
export type OldRecordDetail = Schemas["OldRecordOut"];
export type PowerItem = Schemas["PowerItem"];
export type PowerDecision = Schemas["PowerDecisionOut"];
export type PowerDecisionItem = Schemas["PowerDecisionItem"];
export type PowerListItem = Schemas["PowerListItem"];
export type PowerLine = Schemas["PowerLineItem"];
export type PowerComparison = Schemas["PowerComparisonOut"];
export type OrganisationItem = Schemas["OrganisationItem"];
export type SenderItem = Schemas["SenderOut"];
/** A sender as its register shows it, and its page. */
export type SenderEntry = Schemas["SenderItem"];
export type SenderDetail = Schemas["SenderDetail"];
export type NotificationItem = Schemas["NotificationItem"];

export type WorkItem = Schemas["WorkItem"];
export type ToSign = Schemas["ToSign"];
export type ReportItem = Schemas["ReportItem"];
/** An earlier report that may be the same thing, and why. */
export type Duplicate = Schemas["Duplicate"];
/** What is proposed for a report's judgement or dispatch, and why. */
export type Proposed = Schemas["ProposedOut"];
/** Teams to which a report may be dispatched, and why others are left out. */
export type AbleTeams = Schemas["AbleTeams"];
/** A version of the classifier of reports, and how it did. */
export type ClassifierVersion = Schemas["ClassifierOut"];
export type Classifiers = Schemas["ClassifiersOut"];
/** Figures over a stretch of days, with their definitions and the lists that they open. */
export type Figures = Schemas["StatisticsOut"];
export type Figure = Schemas["StatisticOut"];
export type FigureTable = Schemas["StatisticTable"];
export type FigureLine = Schemas["StatisticLine"];
export type FigureCell = Schemas["StatisticCell"];
export type FigureQuery = NonNullable<operations["xuncheng_domains_insight_api_show_report_figures"]["parameters"]["query"]>;
export type TypedNotice = Partial<Schemas["TypedNotice"]>;
export type TypedReport = Partial<Schemas["TypedReport"]>;
/** An earlier report with the same telephone, masked. */
export type EarlierCall = Schemas["Call"];
/** A place that a caller may mean. */
export type PlaceItem = Omit<Schemas["FoundPlace"], "point"> & { point: Point };
export type ReportDetail = Omit<Schemas["ReportOut"], "point"> & { point: Point | null };
export type CaseItem = Schemas["CaseItem"];
export type DeadlineItem = Schemas["DeadlineItem"];
export type DeadlineDay = Schemas["DeadlineDay"];
export type CaseDetail = Schemas["CaseOut"];
export type GoodsItem = Schemas["GoodsItem"];
export type GoodsDetail = Schemas["GoodsOut"];
export type WarehouseItem = Schemas["WarehouseItem"];
export type WarehouseDetail = Omit<Schemas["WarehouseOut"], "point"> & { point: Point | null };
export type StoragePlace = Schemas["PlaceOut"];
export type StocktakeItem = Schemas["StocktakeItem"];
export type StocktakeDetail = Schemas["StocktakeOut"];
export type BankItem = Schemas["BankOut"];
export type BankFileItem = Schemas["BankFileItem"];
export type BankFileDetail = Schemas["BankFileOut"];
export type BankLineItem = Schemas["BankLineItem"];
export type DifferenceItem = Schemas["DifferenceItem"];
export type DifferenceDetail = Schemas["DifferenceOut"];
export type ReceivableItem = Omit<Schemas["ReceivableItem"], "urgency"> & { urgency: Urgency };
export type MovementItem = Schemas["MovementItem"];
export type SpotItem = Omit<Schemas["SpotItem"], "urgency"> & { urgency: Urgency };
export type BankDay = Schemas["BankDay"];
export type PastBankDay = Schemas["PastDay"];
export type BankDays = Schemas["DayOut"];
export type ChargeItem = Omit<Schemas["ChargeItem"], "urgency"> & { urgency: Urgency };
export type ChargeDetail = Omit<Schemas["ChargeOut"], "urgency"> & { urgency: Urgency };
export type SavedFilter = Schemas["SavedFilterItem"];
export type ExportItem = Schemas["ExportItem"];
export type ExportDetail = Schemas["ExportOut"];
export type BatchItem = Schemas["BatchItem"];
export type BatchDetail = Schemas["BatchOut"];
export type BatchLineItem = Schemas["LineItem"];
export type ReviewItem = Schemas["ReviewItem"];
export type ReviewOpinion = Schemas["OpinionOut"];
export type RemedyItem = Schemas["RemedyItem"];
export type ContractItem = Schemas["ContractItem"];
export type ContractDetail = Schemas["ContractOut"];
export type AdviceItem = Schemas["AdviceItem"];
export type AdviceDetail = Schemas["AdviceOut"];
export type SupervisionItem = Schemas["SupervisionItem"];
export type SupervisionDetail = Schemas["SupervisionOut"];
export type FirmDetail = Schemas["FirmOut"];
export type LegalFigures = Schemas["FiguresOut"];
export type LawyerWork = Schemas["LawyerWork"];
export type Lawyers = Schemas["Lawyers"];
/** A case or a charge by its key and number. */
export type MoneyLink = Schemas["Link"];
export type FactRow = Schemas["FactRow"];
export type FactSection = Schemas["FactSection"];
export type Clock = Schemas["ClockOut"];
export type EvidenceFileItem = Schemas["EvidenceFile"];
export type EvidenceItem = Schemas["EvidenceOut"];
export type EvidenceStation = Schemas["StationOut"];
export type DocumentItem = Schemas["CaseDocument"];
export type PaymentItem = Schemas["PaymentOut"];
export type FileItem = Schemas["FileOut"];
export type PossibleAct = Schemas["PossibleAct"];
export type TimelineEntry = Schemas["TimelineEntry"];

export type StatuteItem = Schemas["StatuteItem"];
export type StatuteDetail = Schemas["StatuteDetail"];
export type StatuteVersion = Schemas["VersionItem"];
export type Article = Schemas["ArticleItem"];
export type LawHit = Schemas["HitItem"];
export type LawSearch = Schemas["LawSearch"];
export type SeizedItem = Schemas["SeizedOut"];
export type MeasureItem = Schemas["MeasureOut"];
export type CaseDiscretion = Schemas["DiscretionOut"];
export type DiscretionFactor = Schemas["Factor"];
export type MatterItem = Schemas["MatterItem"];

export type ActResult = Schemas["Done"];
/** A document that an act would make, and one of its texts that may be worded otherwise. */
export type DraftDocument = Omit<Schemas["DraftOut"], "title" | "texts"> & { title: Bilingual; texts: DraftText[] };
export type DraftText = Omit<Schemas["DraftText"], "label"> & { label: Bilingual };

/** An act as it is sent. Its input has the shape of the act's own schema, which screens read at run time. */
export interface ActBody {
  id: string;
  at?: string;
  device?: string;
  place?: [number, number];
  on?: string;
  input: Record<string, unknown>;
  wording?: Record<string, string>;
}

export interface FieldError {
  field: string;
  message_zh: string;
  message_en: string;
}

/** RFC 9457 problem details with the extension members of this API. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  title_zh?: string;
  title_en?: string;
  field?: string;
  errors?: FieldError[];
  basis?: LegalBasis[];
  missing?: Bilingual[];
}

type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]["parameters"]["query"]>;
export type ReportQuery = QueryOf<"list_reports">;
export type StatuteQuery = QueryOf<"xuncheng_domains_law_api_laws">;
export type CaseQuery = QueryOf<"list_cases">;
export type GoodsQuery = QueryOf<"list_goods">;
export type HearingItem = Schemas["HearingItem"];
export type HearingDay = Schemas["HearingDay"];
/** The publication of a case: what is due, how it would read, what was shown so far. */
export type CasePublication = Omit<Schemas["CasePublication"], "due_urgency" | "withdraw_urgency"> & {
  due_urgency: Urgency;
  withdraw_urgency: Urgency;
};
export type OpenPublication = Schemas["OpenEntry"];
export type PublicationItem = Schemas["PublicationItem"];
export type PublicationQuery = QueryOf<"list_publications">;
export type WaitingQuery = QueryOf<"list_publications_waiting">;
export type HearingQuery = QueryOf<"list_hearings">;
export type DeadlineQuery = QueryOf<"list_deadlines">;
export type ExportQuery = QueryOf<"list_exports">;
export type BatchQuery = QueryOf<"list_batches">;
export type BatchLineQuery = QueryOf<"list_batch_lines">;
export type SubscriptionQuery = QueryOf<"list_webhooks">;
export type ReceivedQuery = QueryOf<"list_exchange_log">;
export type DeliveryQuery = QueryOf<"list_webhook_deliveries">;
export type ReviewQuery = QueryOf<"list_legality_reviews">;
export type RemedyQuery = QueryOf<"list_remedies">;
export type ErrandQuery = QueryOf<"list_contracts">;
export type ImportQuery = QueryOf<"list_imports">;
export type ImportFaultQuery = QueryOf<"list_import_faults">;
export type DutyQuery = QueryOf<"list_duties">;
export type RosterQuery = QueryOf<"list_rosters">;
export type PatrolRouteQuery = QueryOf<"list_patrol_routes">;
export type TerminalQuery = QueryOf<"list_terminals">;
export type FieldActQuery = QueryOf<"list_field_acts">;
export type OldRecordQuery = QueryOf<"list_old_records">;
export type PowerQuery = QueryOf<"list_powers">;
export type PowerDecisionQuery = QueryOf<"list_power_decisions">;
export type PaperQuery = QueryOf<"list_supervisions">;

/** Each act has a route of its own; to screens they are one route with the act's name in it. */
interface ActCall<Result> {
  post: {
    parameters: { path: { name: string }; header?: { "If-Match"?: string } };
    requestBody: { content: { "application/json": ActBody } };
    responses: { 200: { content: { "application/json": Result } } };
  };
}
interface ActRoute {
  "/api/v1/acts/{name}": ActCall<ActResult>;
  "/api/v1/acts/{name}/preview": ActCall<{ documents: DraftDocument[] }>;
}

export type paths = Omit<generated, keyof ActRoute> & ActRoute;
