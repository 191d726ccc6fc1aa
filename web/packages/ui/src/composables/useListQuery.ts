import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

import { parseQuery, toUrl, type FilterSpec, type ListQuery } from "../logic/listQuery.ts";

export interface UrlFilters {
  query: ComputedRef<ListQuery>;
  /** Changes some filters; the address changes with them, without a new entry in the history. */
  change: (part: ListQuery) => void;
  /** Shows exactly this query. */
  replace: (query: ListQuery) => void;
}

/** The filters of a list, read from the address and written to it. */
export function useListQuery(specs: readonly FilterSpec[], sorts: readonly string[]): UrlFilters {
  const route = useRoute();
  const router = useRouter();
  const query = computed(() => parseQuery(specs, sorts, route.query));

  function replace(next: ListQuery): void {
    void router.replace({ query: toUrl(next), hash: route.hash });
  }

  return { query, replace, change: (part) => replace({ ...query.value, ...part }) };
}
