import { reactive, watch } from "vue";

import type { Filter, FilterChoice } from "../components/list/listTypes.ts";
import type { ListQuery } from "../logic/listQuery.ts";

export interface FilterNames {
  /** What a remote filter offers for what is typed; its names are remembered. */
  find: (filter: Filter, search: string) => Promise<void>;
  /** What was found last, and always the value that is set, under its name. */
  optionsOf: (filter: Filter) => FilterChoice[];
  /** The name of a value, or the value itself where nobody knows one. */
  nameOf: (filter: Filter, value: string) => string;
}

/** The names of values that a link or a saved filter brought along: they are looked up, since nobody chose them here. */
export function useFilterNames(filters: () => readonly Filter[], query: () => ListQuery): FilterNames {
  const found = reactive<Record<string, FilterChoice[]>>({});
  const names = reactive<Record<string, Record<string, string>>>({});

  function remember(filter: Filter, choices: readonly FilterChoice[]): void {
    names[filter.key] = { ...names[filter.key], ...Object.fromEntries(choices.map((one) => [one.value, one.label])) };
  }

  async function search(filter: Filter, words: string): Promise<FilterChoice[]> {
    const choices = (await filter.find?.(words)) ?? [];
    remember(filter, choices);
    return choices;
  }

  async function find(filter: Filter, words: string): Promise<void> {
    found[filter.key] = await search(filter, words);
  }

  /** What is not found by its key may be among what is offered at first; a name that is not learnt is no failure of the list. */
  async function lookUp(filter: Filter, value: string): Promise<void> {
    for (const words of [value, ""]) {
      if (names[filter.key]?.[value] !== undefined) return;
      await search(filter, words).catch(() => []);
    }
  }

  function nameOf(filter: Filter, value: string): string {
    return names[filter.key]?.[value] ?? filter.nameOf?.(value) ?? value;
  }

  function optionsOf(filter: Filter): FilterChoice[] {
    const options = found[filter.key] ?? [];
    const value = query()[filter.key];
    if (!value || options.some((one) => one.value === value)) return options;
    return [{ value, label: nameOf(filter, value) }, ...options];
  }

  function remotes(): [string, string][] {
    const set = filters().filter((one) => one.kind === "remote" && query()[one.key]);
    return set.map((one) => [one.key, query()[one.key] ?? ""]);
  }

  watch(
    () => JSON.stringify(remotes()),
    () => {
      for (const [key, value] of remotes()) {
        const filter = filters().find((one) => one.key === key);
        if (filter) void lookUp(filter, value);
      }
    },
    { immediate: true },
  );

  return { find, optionsOf, nameOf };
}
