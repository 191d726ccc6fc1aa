import { answer, http } from "./http.ts";
import type {
  BankDays,
  BankFileDetail,
  BankFileItem,
  BankItem,
  BankLineItem,
  ChargeDetail,
  ChargeItem,
  DifferenceDetail,
  DifferenceItem,
  MovementItem,
  PageOf,
  ReceivableItem,
  SpotItem,
} from "./types.ts";

interface Paged {
  cursor?: string;
  limit?: number;
  exact?: boolean;
}

type Narrowed = Paged & Record<string, unknown>;

export function listReceivables(query: Narrowed, signal?: AbortSignal): Promise<PageOf<ReceivableItem>> {
  return answer(http.GET("/api/v1/receivables", { params: { query }, signal })) as Promise<PageOf<ReceivableItem>>;
}

export function listMovements(query: Narrowed, signal?: AbortSignal): Promise<PageOf<MovementItem>> {
  return answer(http.GET("/api/v1/movements", { params: { query }, signal }));
}

export function listDifferences(query: Narrowed, signal?: AbortSignal): Promise<PageOf<DifferenceItem>> {
  return answer(http.GET("/api/v1/differences", { params: { query }, signal }));
}

export function readDifference(id: string): Promise<DifferenceDetail> {
  return answer(http.GET("/api/v1/differences/{key}", { params: { path: { key: id } } }));
}

export async function listBanks(): Promise<BankItem[]> {
  return (await answer(http.GET("/api/v1/banks"))).items;
}

export function listBankFiles(query: Narrowed, signal?: AbortSignal): Promise<PageOf<BankFileItem>> {
  return answer(http.GET("/api/v1/bank-files", { params: { query }, signal }));
}

export function readBankFile(id: string): Promise<BankFileDetail> {
  return answer(http.GET("/api/v1/bank-files/{key}", { params: { path: { key: id } } }));
}

export function listBankLines(id: string, query: Paged, signal?: AbortSignal): Promise<PageOf<BankLineItem>> {
  return answer(http.GET("/api/v1/bank-files/{key}/lines", { params: { path: { key: id }, query }, signal }));
}

/** A day bank by bank, and what was entered by hand and no file tells of. */
export function readBankDays(day: string): Promise<BankDays> {
  return answer(http.GET("/api/v1/bank-days", { params: { query: { day } } }));
}

/** Money taken on the spot that is not in the bank yet. */
export async function listSpotMoney(): Promise<SpotItem[]> {
  return (await answer(http.GET("/api/v1/spot-money"))).items as SpotItem[];
}

export function listCharges(query: Narrowed, signal?: AbortSignal): Promise<PageOf<ChargeItem>> {
  return answer(http.GET("/api/v1/charges", { params: { query }, signal })) as Promise<PageOf<ChargeItem>>;
}

export function readCharge(id: string): Promise<ChargeDetail> {
  return answer(http.GET("/api/v1/charges/{key}", { params: { path: { key: id } } })) as Promise<ChargeDetail>;
}
