import { newActId, performAct } from "./acts.ts";
import { filledIn, type Exported, type FileFormat } from "./addresses.ts";
import { answer, http } from "./http.ts";
import type { ExportDetail, ExportItem, ExportQuery, PageOf } from "./types.ts";

export function listExports(query: ExportQuery, signal?: AbortSignal): Promise<PageOf<ExportItem>> {
  return answer(http.GET("/api/v1/exports", { params: { query }, signal }));
}

export function readExport(id: string, signal?: AbortSignal): Promise<ExportDetail> {
  return answer(http.GET("/api/v1/exports/{key}", { params: { path: { key: id } }, signal }));
}

/**
 * Asks for a list as a file that the server makes.
 *
 * @returns the key of the export, by which it is followed and fetched.
 * @throws Problem when refused.
 */
export async function askExport({ list, query }: Exported, format: FileFormat, title: string, language: string): Promise<string> {
  const input = { listing: list, filter: Object.fromEntries(filledIn(query)), format, title, language };
  return (await performAct({ name: "export.ask", id: newActId(), input })).result;
}

/** Calls off a file that is not made yet. */
export async function cancelExport(id: string, version: number): Promise<void> {
  await performAct({ name: "export.cancel", id: newActId(), target: { id, version }, input: {} });
}
