import { nextTick, ref, watch, type Ref, type WatchSource } from "vue";

import { failureOf, type Failure } from "./api.ts";

export interface Sending {
  busy: Ref<boolean>;
  failure: Ref<Failure | null>;
  wrong: Ref<Record<string, string>>;
  /** Shows what is wrong and goes to the first such field; whether there is anything. */
  stop: (found: Record<string, string>) => boolean;
  send: (work: () => Promise<void>) => Promise<void>;
  /** Forgets what is wrong with a field once its value is changed: the values of each field by its name. */
  forget: (fields: Record<string, WatchSource>) => void;
}

/** One thing that is sent at a time: whether it is under way, what was refused, and in which fields. */
export function useSending(): Sending {
  const busy = ref(false);
  const failure = ref<Failure | null>(null);
  const wrong = ref<Record<string, string>>({});

  function stop(found: Record<string, string>): boolean {
    wrong.value = found;
    const [first] = Object.keys(found);
    if (first) void nextTick(() => document.getElementById(first)?.focus());
    return first !== undefined;
  }

  async function send(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    wrong.value = {};
    try {
      await work();
    } catch (cause) {
      failure.value = failureOf(cause);
      stop(failure.value.fields);
    } finally {
      busy.value = false;
    }
  }

  function forget(fields: Record<string, WatchSource>): void {
    for (const [field, value] of Object.entries(fields)) watch(value, () => mended(field));
  }

  /** The sentence above the button goes with the last field that it was about. */
  function mended(field: string): void {
    if (!(field in wrong.value)) return;
    wrong.value = Object.fromEntries(Object.entries(wrong.value).filter(([name]) => name !== field));
    if (!Object.keys(wrong.value).length) failure.value = null;
  }

  return { busy, failure, wrong, stop, send, forget };
}
