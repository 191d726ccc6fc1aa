import { answer, http } from "./http.ts";
import type {
  AdviceDetail,
  AdviceItem,
  ContractDetail,
  ContractItem,
  ErrandQuery,
  FirmDetail,
  Lawyers,
  PageOf,
  PaperQuery,
  RemedyItem,
  RemedyQuery,
  ReviewItem,
  ReviewQuery,
  SupervisionDetail,
  SupervisionItem,
} from "./types.ts";

/** Cases that wait for the legal section, first what is due first. */
export function listReviews(query: ReviewQuery, signal?: AbortSignal): Promise<PageOf<ReviewItem>> {
  return answer(http.GET("/api/v1/legality-reviews", { params: { query }, signal }));
}

export function listRemedies(query: RemedyQuery, signal?: AbortSignal): Promise<PageOf<RemedyItem>> {
  return answer(http.GET("/api/v1/remedies", { params: { query }, signal }));
}

export function listContracts(query: ErrandQuery, signal?: AbortSignal): Promise<PageOf<ContractItem>> {
  return answer(http.GET("/api/v1/contracts", { params: { query }, signal }));
}

export function readContract(id: string): Promise<ContractDetail> {
  return answer(http.GET("/api/v1/contracts/{key}", { params: { path: { key: id } } }));
}

export function listAdvice(query: ErrandQuery, signal?: AbortSignal): Promise<PageOf<AdviceItem>> {
  return answer(http.GET("/api/v1/advice", { params: { query }, signal }));
}

export function readAdvice(id: string): Promise<AdviceDetail> {
  return answer(http.GET("/api/v1/advice/{key}", { params: { path: { key: id } } }));
}

export function listSupervisions(query: PaperQuery, signal?: AbortSignal): Promise<PageOf<SupervisionItem>> {
  return answer(http.GET("/api/v1/supervisions", { params: { query }, signal }));
}

export function readSupervision(id: string): Promise<SupervisionDetail> {
  return answer(http.GET("/api/v1/supervisions/{key}", { params: { path: { key: id } } }));
}

/** Law firms, and what their lawyers did in a year (2026), a quarter (2026-Q4) or a month (2026-11); this year unless asked otherwise. */
export function readLawyers(span = "", signal?: AbortSignal): Promise<Lawyers> {
  return answer(http.GET("/api/v1/lawyers", { params: { query: { span } }, signal }));
}

export function readFirm(id: string): Promise<FirmDetail> {
  return answer(http.GET("/api/v1/law-firms/{key}", { params: { path: { key: id } } }));
}
