import { asProblem, isAbort, type Count, type PageOf, type Problem } from "@xuncheng/client";
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from "vue";

export interface PageRequest {
  cursor: string | null;
  exact: boolean;
  /** How many rows; without it, as many as the list shows at once. */
  limit?: number;
  signal: AbortSignal;
}

export interface EndlessList<Row> {
  rows: ShallowRef<Row[]>;
  count: ShallowRef<Count | null>;
  problem: ShallowRef<Problem | null>;
  loading: Ref<boolean>;
  /** True once the last page is there. */
  ended: Ref<boolean>;
  /** Starts over, for another filter or to see what is new. */
  restart: () => Promise<void>;
  /** Fetches the next page unless one is on its way or there is none. */
  more: () => Promise<void>;
  /** Asks for the exact number of rows instead of the capped one. */
  countExactly: () => Promise<void>;
}

/** A keyset-paged list that grows as it is scrolled. */
export function useEndlessList<Row>(fetchPage: (request: PageRequest) => Promise<PageOf<Row>>): EndlessList<Row> {
  const rows = shallowRef<Row[]>([]);
  const count = shallowRef<Count | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const loading = ref(false);
  const ended = ref(false);
  let cursor: string | null = null;
  let current = new AbortController();

  function take(page: PageOf<Row>, first: boolean): void {
    rows.value = first ? page.items : [...rows.value, ...page.items];
    if (first) count.value = page.count;
    cursor = page.next;
    ended.value = page.next === null;
    problem.value = null;
  }

  async function fetchNext(first: boolean): Promise<void> {
    const mine = current;
    loading.value = true;
    try {
      const page = await fetchPage({ cursor: first ? null : cursor, exact: false, signal: mine.signal });
      if (mine === current) take(page, first);
    } catch (cause) {
      if (mine === current && !isAbort(cause)) problem.value = asProblem(cause);
    } finally {
      if (mine === current) loading.value = false;
    }
  }

  async function restart(): Promise<void> {
    current.abort();
    current = new AbortController();
    ended.value = false;
    await fetchNext(true);
  }

  async function more(): Promise<void> {
    if (loading.value || ended.value || problem.value) return;
    await fetchNext(false);
  }

  async function countExactly(): Promise<void> {
    const mine = current;
    try {
      const page = await fetchPage({ cursor: null, exact: true, signal: mine.signal });
      if (mine === current) count.value = page.count;
    } catch (cause) {
      if (mine === current && !isAbort(cause)) problem.value = asProblem(cause);
    }
  }

  onScopeDispose(() => current.abort());
  return { rows, count, problem, loading, ended, restart, more, countExactly };
}
