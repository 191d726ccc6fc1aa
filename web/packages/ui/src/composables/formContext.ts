import type { ActDefinition, Bilingual, ActRequest, ActResult, RefKind } from "@xuncheng/client";
import { inject, provide, type InjectionKey } from "vue";

import type { FormValues } from "../logic/formSchema.ts";

/** One thing that a reference field can point at. */
export interface RefOption {
  id: string;
  name: string;
  /** A second line: number, certificate, street. */
  note?: string;
  /** Nothing to be chosen: a sentence about what is offered. */
  told?: Bilingual;
}

/** What a page already knows when a form opens: values, and the names of the things they point at by key. */
export interface Prefill {
  values: FormValues;
  names: Record<string, string>;
  /** A proposal that was taken: which field it filled in, and from where. It is told only while the field is as proposed. */
  taken?: { field: string; from: string };
}

/** An act that makes the thing a reference field looks for, when it is not there yet. */
export interface Newcomer {
  definition: ActDefinition;
  perform: (request: ActRequest) => Promise<ActResult>;
}

/** What forms need from the application around them. */
export interface FormContext {
  /** Who is filling in: drafts are kept per person. */
  owner: () => string;
  /** The act that adds a thing of a kind in place; null when there is none or the person may not do it. */
  addRef: (kind: RefKind) => Promise<Newcomer | null>;
  /** Things of a kind that match a search; `targetId` is the object the act is on, for its own documents and evidence. */
  findRefs: (kind: RefKind, search: string, targetId: string | null) => Promise<RefOption[]>;
}

const KEY: InjectionKey<FormContext> = Symbol("form context");

export function provideFormContext(context: FormContext): void {
  provide(KEY, context);
}

/** @throws Error when no application component provided the context: a mistake in assembly. */
export function useFormContext(): FormContext {
  const context = inject(KEY, null);
  if (!context) throw new Error("provideFormContext has not been called above this form");
  return context;
}
