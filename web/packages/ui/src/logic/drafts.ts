import type { FormValues } from "./formSchema.ts";

/**
 * A form not yet sent. The act id is part of it, so that sending again after a lost answer, even after a reload,
 * is the same act.
 */
export interface Draft {
  actId: string;
  values: FormValues;
  /** Names of chosen things by their key, so that a restored form shows names and not keys. */
  names: Record<string, string>;
  /** Texts of the documents as the person worded them. */
  wording?: Record<string, string>;
  /** ISO instant of the last change. */
  savedAt: string;
}

const PREFIX = "xc.draft.";
const KEPT_MS = 14 * 86_400_000;

/** Whose draft, of which act, on which object (null when the act starts something new). */
export interface DraftKey {
  owner: string;
  act: string;
  targetId: string | null;
}

function nameOf(key: DraftKey): string {
  return `${PREFIX}${key.owner}.${key.act}.${key.targetId ?? "new"}`;
}

function isDraft(value: unknown): value is Draft {
  return typeof value === "object" && value !== null && "actId" in value && "values" in value && "names" in value;
}

function readDraft(name: string, store: Storage): Draft | null {
  try {
    const stored: unknown = JSON.parse(store.getItem(name) ?? "null");
    return isDraft(stored) ? stored : null;
  } catch {
    return null;
  }
}

export function loadDraft(key: DraftKey, store: Storage = localStorage): Draft | null {
  return readDraft(nameOf(key), store);
}

export function storeDraft(key: DraftKey, draft: Draft, store: Storage = localStorage): void {
  store.setItem(nameOf(key), JSON.stringify(draft));
}

export function dropDraft(key: DraftKey, store: Storage = localStorage): void {
  store.removeItem(nameOf(key));
}

/** Forgets drafts untouched for two weeks, and unreadable ones, so that a shared machine does not collect them. */
export function dropOldDrafts(now: Date, store: Storage = localStorage): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const draft = readDraft(name, store);
    if (!draft || now.getTime() - Date.parse(draft.savedAt) > KEPT_MS) store.removeItem(name);
  }
}
