import { newActId, performAct } from "./acts.ts";
import { filledIn } from "./addresses.ts";
import { answer, http } from "./http.ts";
import type { SavedFilter } from "./types.ts";

/** The filters kept of a list: one's own, and those that one's organisation shares. */
export async function listFilters(listing: string, signal?: AbortSignal): Promise<SavedFilter[]> {
  return (await answer(http.GET("/api/v1/filters", { params: { query: { listing } }, signal }))).items;
}

/** Keeps a filter under a name; one's own of that name is changed. */
export async function saveFilter(listing: string, name: string, query: Record<string, string>, shared: boolean): Promise<void> {
  await performAct({ name: "filter.save", id: newActId(), input: { listing, name, query: Object.fromEntries(filledIn(query)), shared } });
}

export async function dropFilter({ id, version }: SavedFilter): Promise<void> {
  await performAct({ name: "filter.drop", id: newActId(), target: { id, version }, input: {} });
}
