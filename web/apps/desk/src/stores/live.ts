import { listen, type ObjectChange } from "@xuncheng/client";
import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";

/** What the server tells without being asked: new notifications, changed objects. */
export const useLive = defineStore("live", () => {
  const unread = ref(0);
  /** Counts up with every notification, for whoever shows a list of them. */
  const arrivals = ref(0);
  const lastChange = shallowRef<ObjectChange | null>(null);
  const connected = ref(true);
  let stop: (() => void) | null = null;

  function start(unreadNow: number): void {
    unread.value = unreadNow;
    stop ??= listen({
      notification() {
        unread.value += 1;
        arrivals.value += 1;
      },
      object: (change) => (lastChange.value = change),
      line: (open) => (connected.value = open),
    });
  }

  function end(): void {
    stop?.();
    stop = null;
  }

  return { unread, arrivals, lastChange, connected, start, end };
});
