import { asProblem, isAbort, type Problem } from "@xuncheng/client";
import { onScopeDispose, shallowRef, type ShallowRef } from "vue";

export interface Load<T> {
  data: ShallowRef<T | null>;
  problem: ShallowRef<Problem | null>;
  loading: ShallowRef<boolean>;
  /** Loads again; what is shown stays until the new answer is there. */
  reload: () => Promise<void>;
  /** Waits until nothing is being loaded any more. */
  settled: () => Promise<void>;
}

/** Loads something now and on demand; a later load overtakes an earlier one still on its way. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>): Load<T> {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const loading = shallowRef(false);
  let current: AbortController | null = null;
  let underway = Promise.resolve();

  function reload(): Promise<void> {
    return (underway = load());
  }

  async function settled(): Promise<void> {
    while (loading.value) await underway;
  }

  async function load(): Promise<void> {
    current?.abort();
    const mine = (current = new AbortController());
    loading.value = true;
    try {
      const fresh = await read(mine.signal);
      if (mine !== current) return;
      data.value = fresh;
      problem.value = null;
    } catch (cause) {
      if (mine === current && !isAbort(cause)) problem.value = asProblem(cause);
    } finally {
      if (mine === current) loading.value = false;
    }
  }

  onScopeDispose(() => current?.abort());
  void reload();
  return { data, problem, loading, reload, settled };
}
