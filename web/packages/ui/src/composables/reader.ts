import { inject, provide, type InjectionKey } from "vue";

/** Who reads, as a paper names them: the name, and the organisation and team. */
export interface Reader {
  name: string;
  office: string;
}

type AskReader = () => Reader | null;
const KEY: InjectionKey<AskReader> = Symbol("reader");

export function provideReader(ask: AskReader): void {
  provide(KEY, ask);
}

/** Who reads; null where the application does not say. */
export function useReader(): AskReader {
  return inject(KEY, () => null);
}
