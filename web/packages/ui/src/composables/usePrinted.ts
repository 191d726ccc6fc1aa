import { asProblem, isAbort, type PageOf, type Problem } from "@xuncheng/client";
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from "vue";

import type { PageRequest } from "./useEndlessList.ts";

/** How many rows are printed; what has more is exported. */
export const PRINTED_ROWS = 1000;
/** The largest page that the server gives. */
const AT_ONCE = 200;

export interface Printed<Row> {
  rows: ShallowRef<Row[]>;
  /** How many there are in all; null until that is known. */
  total: Ref<number | null>;
  /** True once every row is there that is printed. */
  whole: Ref<boolean>;
  problem: ShallowRef<Problem | null>;
  read: () => Promise<void>;
}

/** The rows of a list for paper, read page after page. After a failure `read` begins anew, so that a paper shows one state of the list. */
export function usePrinted<Row>(fetchPage: (request: PageRequest) => Promise<PageOf<Row>>): Printed<Row> {
  const rows = shallowRef<Row[]>([]);
  const total = ref<number | null>(null);
  const whole = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let current = new AbortController();

  async function readPages({ signal }: AbortController): Promise<void> {
    let cursor: string | null = null;
    do {
      const page: PageOf<Row> = await fetchPage({ cursor, exact: false, limit: AT_ONCE, signal });
      if (cursor === null && !page.count.capped) total.value = page.count.value;
      rows.value = [...rows.value, ...page.items].slice(0, PRINTED_ROWS);
      cursor = page.next;
    } while (cursor !== null && rows.value.length < PRINTED_ROWS);
    if (cursor === null) total.value = rows.value.length;
    else total.value ??= (await fetchPage({ cursor: null, exact: true, limit: 1, signal })).count.value;
  }

  async function read(): Promise<void> {
    current.abort();
    const mine = (current = new AbortController());
    [rows.value, total.value, whole.value, problem.value] = [[], null, false, null];
    try {
      await readPages(mine);
      whole.value = true;
    } catch (cause) {
      if (mine === current && !isAbort(cause)) problem.value = asProblem(cause);
    }
  }

  onScopeDispose(() => current.abort());
  return { rows, total, whole, problem, read };
}
