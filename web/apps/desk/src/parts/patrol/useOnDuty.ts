import { readPositions, watchPositions, type OnDuty, type Problem, asProblem } from "@xuncheng/client";
import { computed, onBeforeUnmount, shallowRef } from "vue";

/** Where those on duty are, as it changes, as far as the viewer opened it to himself. */
export function useOnDuty() {
  const people = shallowRef<ReadonlyMap<string, OnDuty>>(new Map());
  const until = shallowRef<string | null>(null);
  const problem = shallowRef<Problem | null>(null);
  let stop: (() => void) | null = null;

  function moved(features: readonly OnDuty[], gone: readonly string[]): void {
    const now = new Map(people.value);
    for (const one of features) now.set(one.id, one);
    for (const id of gone) now.delete(id);
    people.value = now;
  }

  function closed(): void {
    stop = null;
    until.value = null;
    people.value = new Map();
  }

  async function open(): Promise<void> {
    try {
      const { features, watching } = await readPositions();
      people.value = new Map(features.map((one) => [one.id, one]));
      until.value = watching.map((one) => one.until).sort().at(-1) ?? null;
      problem.value = null;
      if (until.value) stop ??= watchPositions({ moved, closed });
    } catch (cause) {
      problem.value = asProblem(cause);
    }
  }

  onBeforeUnmount(() => stop?.());
  void open();
  const sorted = computed(() => [...people.value.values()].sort((a, b) => a.properties.name.localeCompare(b.properties.name, "zh")));
  return { people: sorted, until, problem, open };
}
