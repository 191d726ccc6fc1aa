import { asProblem, type ActDefinition, type ActResult, type ActTarget, type Labelled, type PossibleAct, type Problem } from "@xuncheng/client";
import { changesBetween, useLoad, useWords, type Changes, type Versioned } from "@xuncheng/ui";
import { ElMessage } from "element-plus";
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useRoute, useRouter } from "vue-router";

import { useActs } from "../stores/acts.ts";
import { useLive } from "../stores/live.ts";

interface Acted extends Versioned {
  id: string;
  possible_acts: PossibleAct[];
}

export interface ActedObject<T> {
  data: ShallowRef<T | null>;
  problem: ShallowRef<Problem | null>;
  loading: ShallowRef<boolean>;
  reload: () => Promise<void>;
  /** The act whose form is open. */
  definition: ShallowRef<ActDefinition | null>;
  /** Why the form could not be opened. */
  openProblem: ShallowRef<Problem | null>;
  target: ComputedRef<ActTarget | null>;
  changes: Ref<Changes | null>;
  /** True when somebody else has changed the object since it was read. */
  outdated: ComputedRef<boolean>;
  open: (act: string) => Promise<void>;
  close: () => void;
  onDone: (result: ActResult) => Promise<void>;
  onStale: () => Promise<void>;
}

/** A page about one object on which acts are done: reading it, opening an act's form, and what follows. */
export function useActedObject<T extends Acted>(kind: string, read: () => Promise<T>, stageOf: (object: T) => Labelled): ActedObject<T> {
  const { t } = useI18n();
  const { text } = useWords();
  const acts = useActs();
  const live = useLive();
  const route = useRoute();
  const router = useRouter();
  const { data, problem, loading, reload } = useLoad(read);
  const definition = shallowRef<ActDefinition | null>(null);
  const openProblem = shallowRef<Problem | null>(null);
  const changes = ref<Changes | null>(null);

  const target = computed(() => data.value && { id: data.value.id, version: data.value.version });
  const outdated = computed(() => {
    const change = live.lastChange;
    const mine = change?.type === kind && change.id === data.value?.id;
    return mine && change.version > (data.value?.version ?? 0);
  });

  async function open(act: string): Promise<void> {
    try {
      openProblem.value = null;
      definition.value = (await acts.find(act)) ?? null;
    } catch (cause) {
      openProblem.value = asProblem(cause);
    }
  }

  function close(): void {
    definition.value = null;
    changes.value = null;
    if (route.query["act"]) void router.replace({ query: { ...route.query, act: undefined }, hash: route.hash });
  }

  async function onDone(result: ActResult): Promise<void> {
    const label = text(definition.value?.label);
    const made = result.documents.map((one) => one.title).join("、");
    close();
    ElMessage({
      type: "success",
      message: result.replayed ? t("act.replayed", { label }) : t(made ? "act.doneWith" : "act.done", { label, made }),
    });
    await reload();
  }

  async function onStale(): Promise<void> {
    const before = data.value;
    if (!before) return;
    try {
      const after = await read();
      changes.value = changesBetween(before, after, [stageOf(before), stageOf(after)]);
    } catch (cause) {
      openProblem.value = asProblem(cause);
    }
  }

  /** A link from the work list names the act to open. */
  watch(
    () => data.value && route.query["act"],
    (act) => typeof act === "string" && !definition.value && void open(act),
  );
  watch(data, () => (changes.value = null));

  return { data, problem, loading, reload, definition, openProblem, target, changes, outdated, open, close, onDone, onStale };
}
