import {
  asProblem,
  newActId,
  type ActDefinition,
  type ActRequest,
  type ActResult,
  type ActTarget,
  type DraftDocument,
  type Problem,
} from "@xuncheng/client";
import { computed, nextTick, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";

import { dropDraft, loadDraft, storeDraft, type Draft, type DraftKey } from "../logic/drafts.ts";
import { checkValues, fieldNameOf, toInput, type FieldFault } from "../logic/formInput.ts";
import { initialValues, toFields, type Field, type FormValues } from "../logic/formSchema.ts";
import { useFormContext, type Prefill } from "./formContext.ts";

export interface ActFormState {
  fields: ComputedRef<Field[]>;
  values: FormValues;
  /** Names of chosen references and files by key. */
  names: Record<string, string>;
  faults: Ref<Record<string, FieldFault>>;
  problem: ShallowRef<Problem | null>;
  busy: Ref<boolean>;
  /** When the draft was last kept, or null. */
  savedAt: Ref<string | null>;
  /** Texts of the act's documents as they are to be printed. */
  wording: Record<string, string>;
  /** Words some of them, or with null leaves them as they are. */
  word: (fields: string[], words: string | null) => void;
  submit: () => Promise<ActResult | null>;
  /** The documents as they would be; null where something is lacking or refused. */
  preview: () => Promise<DraftDocument[] | null>;
  discard: () => Promise<void>;
}

export interface ActFormOptions {
  definition: () => ActDefinition;
  target: () => ActTarget | null;
  /** Key of what an act that starts something new comes from, such as the report of a case; its draft belongs there. */
  about: () => string | null;
  known: () => Prefill;
  /** Does the act; another way than sending one request is for acts on many objects at once. */
  perform: (request: ActRequest) => Promise<ActResult>;
  preview: (request: ActRequest) => Promise<DraftDocument[]>;
}

function draftKey(owner: string, options: ActFormOptions): DraftKey {
  return { owner, act: options.definition().name, targetId: options.target()?.id ?? options.about() };
}

function freshDraft(): Draft {
  return { actId: newActId(), values: {}, names: {}, savedAt: "" };
}

/** The state of one act being prepared: values, draft, faults, and the sending under one act id. */
export function useActForm(options: ActFormOptions): ActFormState {
  const context = useFormContext();
  const fields = computed(() => toFields(options.definition().schema));
  const key = draftKey(context.owner(), options);
  const draft = loadDraft(key) ?? freshDraft();
  const blank = initialValues(fields.value, options.known().values);
  const values = reactive<FormValues>({ ...blank, ...draft.values });
  const names = reactive<Record<string, string>>({ ...options.known().names, ...draft.names });
  const wording = reactive<Record<string, string>>({ ...draft.wording });
  const faults = ref<Record<string, FieldFault>>({});
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  const savedAt = ref<string | null>(draft.savedAt || null);
  let actId = draft.actId;

  /** What was entered, without secrets: a draft lies open in the browser. */
  function keepable(): FormValues {
    const secret = new Set(fields.value.filter((field) => field.secret).map((field) => field.name));
    return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name)));
  }

  function keepDraft(): void {
    const now = new Date().toISOString();
    storeDraft(key, { actId, values: keepable(), names: { ...names }, wording: { ...wording }, savedAt: now });
    savedAt.value = now;
  }

  function forget(): void {
    dropDraft(key);
    savedAt.value = null;
    actId = newActId();
  }

  function word(given: string[], words: string | null): void {
    for (const name of given) {
      if (words === null) Reflect.deleteProperty(wording, name);
      else wording[name] = words;
    }
  }

  async function discard(): Promise<void> {
    Object.assign(values, blank);
    word(Object.keys(wording), null);
    faults.value = {};
    problem.value = null;
    await nextTick();
    forget();
  }

  /** From where the act's proposal was taken, unless something else was entered since. */
  function takenFrom(): Record<string, string> {
    const { taken, values: proposed } = options.known();
    return taken && values[taken.field] === proposed[taken.field] ? { taken_from: taken.from } : {};
  }

  function request(): ActRequest {
    const input = { ...toInput(fields.value, values), ...takenFrom() };
    return { name: key.act, id: actId, target: options.target() ?? undefined, input, wording: { ...wording } };
  }

  async function send(): Promise<ActResult | null> {
    try {
      const result = await options.perform(request());
      problem.value = null;
      forget();
      return result;
    } catch (cause) {
      problem.value = asProblem(cause);
      // What had this id was done, though its answer was lost; what is entered now would be another act.
      if (problem.value.code === "act_id_used") actId = newActId();
      return null;
    }
  }

  async function submit(): Promise<ActResult | null> {
    if (busy.value) return null;
    faults.value = checkValues(fields.value, values);
    if (Object.keys(faults.value).length > 0) return null;
    busy.value = true;
    keepDraft();
    try {
      return await send();
    } finally {
      busy.value = false;
    }
  }

  async function preview(): Promise<DraftDocument[] | null> {
    if (busy.value) return null;
    faults.value = checkValues(fields.value, values);
    if (Object.keys(faults.value).length > 0) return null;
    busy.value = true;
    try {
      const drafts = await options.preview(request());
      problem.value = null;
      return drafts;
    } catch (cause) {
      problem.value = asProblem(cause);
      return null;
    } finally {
      busy.value = false;
    }
  }

  watch([values, names, wording], () => !busy.value && keepDraft(), { deep: true });
  watch(values, () => {
    if (Object.keys(faults.value).length > 0) faults.value = checkValues(fields.value, values);
  });

  return { fields, values, names, faults, problem, busy, savedAt, wording, word, submit, preview, discard };
}

/** The server's sentences by the field they belong to, and those that belong to no field of this form. */
export function sortFieldErrors(problem: Problem | null, fields: readonly Field[]) {
  const known = new Set(fields.map((field) => field.name));
  const errors = (problem?.fieldErrors ?? []).map((error) => ({
    field: fieldNameOf(error.field),
    said: { zh: error.message_zh, en: error.message_en },
  }));
  return {
    beside: Object.fromEntries(errors.filter((one) => known.has(one.field)).map((one) => [one.field, one.said])),
    loose: errors.filter((one) => !known.has(one.field)).map((one) => one.said),
  };
}
