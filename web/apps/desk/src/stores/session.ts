import { asProblem, readMe, signOut, type Me, type Problem } from "@xuncheng/client";
import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";

/** Who is signed in. */
export const useSession = defineStore("session", () => {
  const me = ref<Me | null>(null);
  /** Why it could not be learnt who is signed in, other than that nobody is. */
  const problem = shallowRef<Problem | null>(null);
  const mayDo = computed(() => new Set(me.value?.acts ?? []));
  /** Whether some role opens the business of an area; a citizen sees only what he reported himself. */
  const reads = computed(() => me.value?.roles.some((role) => role.reads) ?? false);

  async function load(): Promise<void> {
    try {
      me.value = await readMe();
      problem.value = null;
    } catch (cause) {
      const found = asProblem(cause);
      problem.value = found.status === 401 ? null : found;
    }
  }

  function forget(): void {
    me.value = null;
  }

  async function leave(): Promise<void> {
    await signOut();
    forget();
  }

  return { me, problem, mayDo, reads, load, forget, leave };
});
