/** What of a list is shown, in words: for a paper, on which nothing can be pressed. */

import type { FilterKind, ListQuery } from "./listQuery.ts";

interface WordedFilter {
  key: string;
  kind: FilterKind;
  label: string;
  choices?: readonly { value: string; label: string }[];
  onlyTab?: boolean;
}

interface WordedTab {
  label: string;
  query: ListQuery;
}

export interface FilterWords<F extends WordedFilter> {
  filters: readonly F[];
  tabs: readonly WordedTab[];
  /** The name of a value that a remote filter was set to. */
  nameOf: (filter: F, value: string) => string;
  colon: string;
}

function valueWords<F extends WordedFilter>({ nameOf }: FilterWords<F>, filter: F, value: string): string {
  if (filter.kind === "remote") return nameOf(filter, value);
  return filter.choices?.find((one) => one.value === value)?.label ?? value;
}

function filterWords<F extends WordedFilter>(words: FilterWords<F>, filter: F, value: string): string {
  if (filter.onlyTab) return words.tabs.find((one) => one.query[filter.key] === value)?.label ?? value;
  if (filter.kind === "toggle") return filter.label;
  return `${filter.label}${words.colon}${valueWords(words, filter, value)}`;
}

/** Each filter that is set, in the order in which the screen shows them. */
export function queryWords<F extends WordedFilter>(query: ListQuery, words: FilterWords<F>): string[] {
  const set = words.filters.filter((one) => query[one.key]);
  return set.map((filter) => filterWords(words, filter, query[filter.key] ?? ""));
}

/** By which column the rows are sorted, and whether downwards; null where the list has its own order. */
export function sortOf<C extends { label: string; orders?: readonly string[] }>(query: ListQuery, columns: readonly C[]): { label: string; down: boolean } | null {
  const sort = query["sort"] ?? "";
  const column = sort ? columns.find((one) => one.orders?.includes(sort)) : undefined;
  return column ? { label: column.label, down: sort.startsWith("-") } : null;
}
