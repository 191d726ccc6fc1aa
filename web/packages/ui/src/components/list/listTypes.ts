import type { PageOf } from "@xuncheng/client";

import type { PageRequest } from "../../composables/useEndlessList.ts";
import type { FilterSpec, ListQuery } from "../../logic/listQuery.ts";

export interface Column {
  key: string;
  label: string;
  /** Width in px; columns with `grow` share what is left over in that proportion. */
  width: number;
  grow?: number;
  /** The sort values this column offers, in the order pressing its head goes through them. */
  orders?: readonly string[];
  align?: "start" | "end";
  /** Columns that are hidden until chosen. */
  optional?: boolean;
  /** Under which filters the column has something to show; without it, under all. */
  shownFor?: (query: ListQuery) => boolean;
}

export interface FilterChoice {
  value: string;
  label: string;
}

export interface Filter extends FilterSpec {
  label: string;
  choices?: readonly FilterChoice[];
  /** Set only by a tab; it has no control of its own. */
  onlyTab?: boolean;
  /** For "remote" filters: what matches a search. */
  find?: (search: string) => Promise<FilterChoice[]>;
  /** For "remote" filters: the name of a value that came with the address. */
  nameOf?: (value: string) => string;
}

export interface Tab {
  id: string;
  label: string;
  query: ListQuery;
}

export type FetchPage<Row> = (query: ListQuery, request: PageRequest) => Promise<PageOf<Row>>;
