import { asProblem, type ActDefinition, type ActResult, type ActTarget, type Labelled, type PossibleAct, type Problem } from "@xuncheng/client";
import { changesBetween, dropDraft, useLoad, useWords, type Changes, type Prefill, type Versioned } from "@xuncheng/ui";
import { ElMessage } from "element-plus";
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useRoute, useRouter } from "vue-router";

import { useActs } from "../stores/acts.ts";
import { useLive } from "../stores/live.ts";
import { useSession } from "../stores/session.ts";

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
  /** What the act is on; null when it starts something new. */
  target: ComputedRef<ActTarget | null>;
  /** What the page knows for the open form. */
  known: ShallowRef<Prefill | null>;
  changes: Ref<Changes | null>;
  /** True when somebody else has changed the object since it was read. */
  outdated: ComputedRef<boolean>;
  /** Opens the form of an act; what is `given` goes before what the page knows, and before a draft. */
  open: (act: string, given?: Prefill) => Promise<void>;
  close: () => void;
  onDone: (result: ActResult) => Promise<void>;
  onStale: () => Promise<void>;
}

interface Options<T> {
  kind: string;
  read: () => Promise<T>;
  stageOf: (object: T) => Labelled;
  /** What the object already says about the fields of an act. */
  prefill: (definition: ActDefinition, object: T) => Promise<Prefill>;
}

/** A page about one object on which acts are done: reading it, opening an act's form, and what follows. */
export function useActedObject<T extends Acted>({ kind, read, stageOf, prefill }: Options<T>): ActedObject<T> {
  const { t } = useI18n();
  const { text, listed } = useWords();
  const acts = useActs();
  const live = useLive();
  const session = useSession();
  const route = useRoute();
  const router = useRouter();
  const { data, problem, loading, reload, settled } = useLoad(read);
  const definition = shallowRef<ActDefinition | null>(null);
  const openProblem = shallowRef<Problem | null>(null);
  const known = shallowRef<Prefill | null>(null);
  const changes = ref<Changes | null>(null);

  const target = computed(() => {
    if (!data.value || definition.value?.on === null) return null;
    return { id: data.value.id, version: data.value.version };
  });
  const outdated = computed(() => {
    const change = live.lastChange;
    const mine = change?.type === kind && change.id === data.value?.id;
    return mine && change.version > (data.value?.version ?? 0);
  });

  function forgetDraft(act: string): void {
    definition.value = null;
    dropDraft({ owner: session.me?.id ?? "", act, targetId: data.value?.id ?? null });
  }

  /** After an act the object is still being read when a quick hand opens the next: that has to know what is new. */
  async function open(act: string, given?: Prefill): Promise<void> {
    try {
      if (given) forgetDraft(act);
      openProblem.value = null;
      const found = await acts.find(act);
      await settled();
      if (!found || !data.value) return;
      const about = await prefill(found, data.value);
      known.value = { values: { ...about.values, ...given?.values }, names: { ...about.names, ...given?.names }, taken: given?.taken };
      definition.value = found;
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
    const made = listed(result.documents.map((one) => one.title));
    const startsNew = definition.value?.on === null;
    close();
    ElMessage({
      type: "success",
      message: result.replayed ? t("act.replayed", { label }) : t(made ? "act.doneWith" : "act.done", { label, made }),
    });
    await (startsNew ? router.push({ name: result.object.type, params: { id: result.object.id } }) : reload());
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
  watch(() => live.missed, () => !definition.value && void reload());

  return { data, problem, loading, reload, definition, openProblem, target, known, changes, outdated, open, close, onDone, onStale };
}
