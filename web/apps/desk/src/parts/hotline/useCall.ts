import { asProblem, newActId, performAct, type Problem } from "@xuncheng/client";
import { dropDraft, loadDraft, storeDraft, type DraftKey } from "@xuncheng/ui";
import { reactive, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";

import { emptyCall, fromDraft, toDraft, toReport, type Call } from "./call.ts";

export interface CallState {
  call: Call;
  busy: Ref<boolean>;
  problem: ShallowRef<Problem | null>;
  /** The report that was handed in last, whose number is read out. */
  last: ShallowRef<{ id: string; number: string } | null>;
  submit: () => Promise<boolean>;
  clear: () => void;
}

/** One call after the other: noted down, kept as a draft, handed in under one act id, and cleared for the next. */
export function useCall(owner: string): CallState {
  const key: DraftKey = { owner, act: "report.submit", targetId: "hotline" };
  const draft = loadDraft(key);
  const call = reactive<Call>({ ...emptyCall(), ...fromDraft(draft?.values ?? {}) });
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const last = shallowRef<{ id: string; number: string } | null>(null);
  let actId = draft?.actId ?? newActId();

  function clear(): void {
    Object.assign(call, emptyCall());
    problem.value = null;
    actId = newActId();
  }

  async function submit(): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      const { object } = await performAct({ name: "report.submit", id: actId, input: toReport(call) });
      last.value = { id: object.id, number: object.number ?? "" };
      clear();
      return true;
    } catch (cause) {
      problem.value = asProblem(cause);
      if (problem.value.code === "act_id_used") actId = newActId();
      return false;
    } finally {
      busy.value = false;
    }
  }

  watch(
    () => toDraft(call),
    (values) => {
      if (!values["text"] && !values["address"]) dropDraft(key);
      else storeDraft(key, { actId, values, names: {}, savedAt: new Date().toISOString() });
    },
    { deep: true, flush: "sync" },
  );

  return { call, busy, problem, last, submit, clear };
}
