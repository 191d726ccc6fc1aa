import type { ListQuery } from "./listQuery.ts";

/** A filter kept by the person as a tab of the list. */
export interface SavedView {
  id: string;
  label: string;
  query: ListQuery;
}

function keyOf(list: string): string {
  return `xc.views.${list}`;
}

function isView(value: unknown): value is SavedView {
  return typeof value === "object" && value !== null && "id" in value && "label" in value && "query" in value;
}

/** The saved tabs of a list; anything unreadable in the store counts as none. */
export function loadViews(list: string, store: Storage = localStorage): SavedView[] {
  try {
    const stored: unknown = JSON.parse(store.getItem(keyOf(list)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

export function storeViews(list: string, views: SavedView[], store: Storage = localStorage): void {
  store.setItem(keyOf(list), JSON.stringify(views));
}
