/** The filters of a list live in the URL, so that a link shows the same list. */

export type FilterKind = "search" | "choice" | "date" | "toggle" | "remote";

export interface FilterSpec {
  key: string;
  kind: FilterKind;
}

/** Filter values by key; an empty string means "not filtered". */
export type ListQuery = Record<string, string>;

/** What vue-router gives as `route.query`. */
export type UrlQuery = Record<string, string | null | (string | null)[] | undefined>;

const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/;

const ACCEPTS: Record<FilterKind, (value: string) => boolean> = {
  search: () => true,
  choice: () => true,
  remote: () => true,
  date: (value) => PLAIN_DATE.test(value),
  toggle: (value) => value === "true",
};

function single(value: UrlQuery[string]): string {
  const first = Array.isArray(value) ? value[0] : value;
  return (first ?? "").trim();
}

function valueOf(spec: FilterSpec, url: UrlQuery): string {
  const value = single(url[spec.key]);
  return value && ACCEPTS[spec.kind](value) ? value : "";
}

/** The filters a URL names. Unknown keys and malformed values are left out. */
export function parseQuery(specs: readonly FilterSpec[], sorts: readonly string[], url: UrlQuery): ListQuery {
  const query = Object.fromEntries(specs.map((spec) => [spec.key, valueOf(spec, url)]));
  const sort = single(url["sort"]);
  return { ...query, sort: sorts.includes(sort) ? sort : "" };
}

/** The URL of a query: only what is set, in a fixed order, so that equal lists have equal links. */
export function toUrl(query: ListQuery): Record<string, string> {
  const set = Object.entries(query).filter(([, value]) => value !== "");
  return Object.fromEntries(set.sort(([a], [b]) => a.localeCompare(b)));
}

/** Whether two queries show the same list. */
export function sameQuery(a: ListQuery, b: ListQuery): boolean {
  return JSON.stringify(toUrl(a)) === JSON.stringify(toUrl(b));
}

/** How many filters are set, sorting not counted. */
export function countSet(query: ListQuery): number {
  return Object.entries(query).filter(([key, value]) => key !== "sort" && value !== "").length;
}

/** The next sort when a column head is pressed: its first order, then its second, then the list's own. */
export function nextSort(current: string, orders: readonly string[]): string {
  const index = orders.indexOf(current);
  return orders[index + 1] ?? "";
}
