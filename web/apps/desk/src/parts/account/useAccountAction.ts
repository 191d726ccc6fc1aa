import { asProblem, isAbort, SessionRefusal, type Problem } from "@xuncheng/client";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";

import { refusalKey } from "../../refusals.ts";

export interface AccountAction {
  busy: Ref<boolean>;
  /** Message key of why it was refused, or an empty string. */
  refusal: Ref<string>;
  problem: ShallowRef<Problem | null>;
  /** True while the server asks for the password again before it goes on. */
  asksPassword: Ref<boolean>;
  /** Does the work; true when it succeeded. */
  run: (work: () => Promise<void>) => Promise<boolean>;
  /** Does again what was stopped by the question for the password. */
  goOn: () => Promise<boolean>;
}

/** One change to the account with its refusals, and the question for the password that may come between. */
export function useAccountAction(): AccountAction {
  const busy = ref(false);
  const refusal = ref("");
  const problem = shallowRef<Problem | null>(null);
  const asksPassword = ref(false);
  let stopped: (() => Promise<void>) | null = null;

  function refuse(cause: unknown, work: () => Promise<void>): void {
    if (isAbort(cause)) return;
    if (!(cause instanceof SessionRefusal)) {
      problem.value = asProblem(cause);
      return;
    }
    if (cause.code !== "reauthenticate") {
      refusal.value = refusalKey(cause.code);
      return;
    }
    stopped = work;
    asksPassword.value = true;
  }

  async function run(work: () => Promise<void>): Promise<boolean> {
    busy.value = true;
    refusal.value = "";
    problem.value = null;
    try {
      await work();
      return true;
    } catch (cause) {
      refuse(cause, work);
      return false;
    } finally {
      busy.value = false;
    }
  }

  async function goOn(): Promise<boolean> {
    asksPassword.value = false;
    const work = stopped;
    stopped = null;
    return work ? run(work) : true;
  }

  return { busy, refusal, problem, asksPassword, run, goOn };
}
