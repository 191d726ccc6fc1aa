import type { Prefill } from "@xuncheng/ui";
import { inject, provide, type InjectionKey } from "vue";

/** Opens the form of an act on the object of the page, filled in with what is given. */
type OpenAct = (act: string, given: Prefill) => Promise<void>;

const KEY: InjectionKey<OpenAct> = Symbol("open act");

export function provideOpenAct(open: OpenAct): void {
  provide(KEY, open);
}

/** @throws Error outside the page of an object: a mistake in assembly. */
export function useOpenAct(): OpenAct {
  const open = inject(KEY, null);
  if (!open) throw new Error("provideOpenAct has not been called above this part");
  return open;
}
