import { readonly, ref, type Ref } from "vue";

const MINUTE_MS = 60_000;
const now = ref(new Date());
let ticking = false;

/** The time, renewed every minute, so that "2 days left" does not grow stale on a screen left open overnight. */
export function useNow(): Readonly<Ref<Date>> {
  if (!ticking) {
    ticking = true;
    setInterval(() => (now.value = new Date()), MINUTE_MS);
  }
  return readonly(now) as Readonly<Ref<Date>>;
}
