import { answer, http } from "./http.ts";
import type {
  PageOf,
  PowerComparison,
  PowerDecision,
  PowerDecisionItem,
  PowerDecisionQuery,
  PowerItem,
  PowerLine,
  PowerListItem,
  PowerQuery,
} from "./types.ts";

/** Who holds which matters, by which decision, since when. */
export function listPowers(query: PowerQuery, signal?: AbortSignal): Promise<PageOf<PowerItem>> {
  return answer(http.GET("/api/v1/powers", { params: { query }, signal }));
}

export function listPowerDecisions(query: PowerDecisionQuery, signal?: AbortSignal): Promise<PageOf<PowerDecisionItem>> {
  return answer(http.GET("/api/v1/power-decisions", { params: { query }, signal }));
}

export function readPowerDecision(id: string): Promise<PowerDecision> {
  return answer(http.GET("/api/v1/power-decisions/{key}", { params: { path: { key: id } } }));
}

/** All published lists, the newest first. */
export async function listPowerLists(signal?: AbortSignal): Promise<PowerListItem[]> {
  return (await answer(http.GET("/api/v1/power-lists", { signal }))).items;
}

export function listPowerLines(id: string, query: { q?: string; organisation?: string; cursor?: string }, signal?: AbortSignal): Promise<PageOf<PowerLine>> {
  return answer(http.GET("/api/v1/power-lists/{key}", { params: { path: { key: id }, query }, signal }));
}

/** How a published list differs from an earlier one. */
export function comparePowerLists(before: string, after: string, signal?: AbortSignal): Promise<PowerComparison> {
  return answer(http.GET("/api/v1/power-lists/{key}/comparison", { params: { path: { key: after }, query: { before } }, signal }));
}
