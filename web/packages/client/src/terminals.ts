import { answer, http } from "./http.ts";
import type { FieldActDetail, FieldActItem, FieldActQuery, PageOf, TerminalDetail, TerminalItem, TerminalQuery } from "./types.ts";

/** Devices on which the field app runs. */
export function listTerminals(query: TerminalQuery, signal?: AbortSignal): Promise<PageOf<TerminalItem>> {
  return answer(http.GET("/api/v1/terminals", { params: { query }, signal }));
}

export function readTerminal(id: string): Promise<TerminalDetail> {
  return answer(http.GET("/api/v1/terminals/{key}", { params: { path: { key: id } } }));
}

/** What was done without a network and refused: one's own, and that of the officers whose head one is. */
export function listFieldActs(query: FieldActQuery, signal?: AbortSignal): Promise<PageOf<FieldActItem>> {
  return answer(http.GET("/api/v1/field-acts", { params: { query }, signal }));
}

export function readFieldAct(id: string): Promise<FieldActDetail> {
  return answer(http.GET("/api/v1/field-acts/{key}", { params: { path: { key: id } } }));
}
