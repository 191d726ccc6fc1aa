import { asProblem, isAbort, type Problem } from "@xuncheng/client";
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";

export interface Lookup<T> {
  found: ShallowRef<T[]>;
  looking: Ref<boolean>;
  problem: ShallowRef<Problem | null>;
}

const RESTS_MS = 300;

/** Looks something up while it is typed: once the typing rests, and only the newest answer counts. */
export function useLookup<A, T>(asked: () => A | null, find: (asked: A, signal: AbortSignal) => Promise<T[]>): Lookup<T> {
  const found = shallowRef<T[]>([]);
  const looking = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let current: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    current?.abort();
    current = null;
    looking.value = false;
  }

  async function look(wanted: A): Promise<void> {
    const mine = (current = new AbortController());
    looking.value = true;
    try {
      const fresh = await find(wanted, mine.signal);
      if (mine !== current) return;
      found.value = fresh;
      problem.value = null;
    } catch (cause) {
      if (mine === current && !isAbort(cause)) problem.value = asProblem(cause);
    } finally {
      if (mine === current) looking.value = false;
    }
  }

  /** What is cleared is forgotten at once: an answer on its way to it is none. */
  function follow(wanted: A | null): void {
    stop();
    if (wanted === null) found.value = [];
    else timer = setTimeout(() => void look(wanted), RESTS_MS);
  }

  watch(
    () => JSON.stringify(asked()),
    (wanted) => follow(JSON.parse(wanted) as A | null),
    { immediate: true },
  );
  onScopeDispose(stop);
  return { found, looking, problem };
}
