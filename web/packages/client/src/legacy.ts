import { answer, http } from "./http.ts";
import type { ImportDetail, ImportFaultItem, ImportFaultQuery, ImportItem, ImportQuery, OldRecordDetail, OldRecordItem, OldRecordQuery, PageOf } from "./types.ts";

/** Tables of former systems that were brought, what is wrong with their rows, and the historic records that came of them. */
export function listImports(query: ImportQuery, signal?: AbortSignal): Promise<PageOf<ImportItem>> {
  return answer(http.GET("/api/v1/imports", { params: { query }, signal }));
}

export function readImport(id: string): Promise<ImportDetail> {
  return answer(http.GET("/api/v1/imports/{key}", { params: { path: { key: id } } }));
}

export function listImportFaults(query: ImportFaultQuery, signal?: AbortSignal): Promise<PageOf<ImportFaultItem>> {
  return answer(http.GET("/api/v1/import-faults", { params: { query }, signal }));
}

export function listOldRecords(query: OldRecordQuery, signal?: AbortSignal): Promise<PageOf<OldRecordItem>> {
  return answer(http.GET("/api/v1/old-records", { params: { query }, signal }));
}

export function readOldRecord(id: string): Promise<OldRecordDetail> {
  return answer(http.GET("/api/v1/old-records/{key}", { params: { path: { key: id } } }));
}
