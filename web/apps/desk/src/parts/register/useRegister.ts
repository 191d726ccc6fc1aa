import { listBanks, readLawyers, type BankItem, type Lawyers } from "@xuncheng/client";
import { useLoad } from "@xuncheng/ui";
import type { Column, Filter, Tab } from "@xuncheng/ui/list";
import { computed, getCurrentScope, type ComputedRef, type EffectScope } from "vue";

import { usePlaces } from "../../stores/places.ts";
import { useSession } from "../../stores/session.ts";
import { useSay } from "../shown.ts";
import type { Given, Register } from "./register.ts";

interface Worded {
  columns: ComputedRef<Column[]>;
  filters: ComputedRef<Filter[]>;
  tabs: ComputedRef<Tab[]>;
}

/** Loads when it is first asked for: few lists are narrowed by lawyer or bank. */
function onDemand<T>(scope: EffectScope | undefined, read: () => Promise<T>, before: T): () => T {
  let load: ReturnType<typeof useLoad<T>> | undefined;
  return () => {
    load ??= scope?.run(() => useLoad(read));
    return load?.data.value ?? before;
  };
}

/** A list's columns, filters and tabs in the words of the screen. */
export function useRegister<Row extends { id: string }>(register: Register<Row>): Worded {
  const say = useSay();
  const places = usePlaces();
  const session = useSession();
  const scope = getCurrentScope() as EffectScope | undefined;
  const lawyers = onDemand<Lawyers | null>(scope, () => readLawyers(), null);
  const banks = onDemand<BankItem[]>(scope, listBanks, []);
  const given = computed((): Given => ({
    ...say, lawyers, banks,
    streets: places.streets,
    me: { user: session.me?.id, officer: session.me?.officer?.id },
  }));

  return {
    columns: computed(() => register.columns.map((one) => ({ ...one, label: say.t(one.label) }))),
    filters: computed(() => register.filters.flatMap((filter) => filter(given.value))),
    tabs: computed(() => register.tabs.flatMap((tab) => tab(given.value))),
  };
}

/** The filters that are set, as the query of a call: an empty one is not sent. */
export function filled(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}
