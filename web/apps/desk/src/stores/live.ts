import { listen, type ObjectChange } from "@xuncheng/client";
import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";

/** What the server tells without being asked: new notifications, changed objects. */
export const useLive = defineStore("live", () => {
  const unread = ref(0);
  /** Counts up with every notification, for whoever shows a list of them. */
  const arrivals = ref(0);
  const lastChange = shallowRef<ObjectChange | null>(null);
  /** Counts up when news may have been missed, for whoever shows what may have changed. */
  const missed = ref(0);
  const connected = ref(true);
  let stop: (() => void) | null = null;

  function start(unreadNow: number): void {
    unread.value = unreadNow;
    stop ??= listen({
      notification(unreadThen) {
        unread.value = unreadThen;
        arrivals.value += 1;
      },
      object: (change) => (lastChange.value = change),
      reload: () => (missed.value += 1),
      signedOut: end,
      line: (open) => (connected.value = open),
    });
  }

  function end(): void {
    stop?.();
    stop = null;
  }

  return { unread, arrivals, lastChange, missed, connected, start, end };
});
