import { readDiscretion, readMatter, type ActDefinition, type CaseDetail, type CaseDiscretion, type MatterItem } from "@xuncheng/client";
import { formatAmount, toFields, type FormValues } from "@xuncheng/ui";
import { shallowReactive, shallowRef, watch, type ShallowRef } from "vue";
import { useI18n } from "vue-i18n";

/** The version of a matter in force on a day (YYYY-MM-DD), or the newest when none says so. */
export function versionOn(versions: readonly MatterItem[], day: string): MatterItem | null {
  const inForce = versions.find((one) => (one.from ?? "") <= day && (one.until === null || day <= one.until));
  return inForce ?? versions[0] ?? null;
}

export type RangeWord = "within" | "above" | "below";

/** How an amount stands to a fine range in CNY; null when either is missing. */
export function standing(amount: unknown, matter: MatterItem): RangeWord | null {
  const value = Number(amount);
  if (amount === "" || amount === null || Number.isNaN(value)) return null;
  if (matter.fine_max !== null && value > Number(matter.fine_max)) return "above";
  if (matter.fine_min !== null && value < Number(matter.fine_min)) return "below";
  return "within";
}

const STANDING_KEYS: Record<RangeWord, string> = {
  within: "case.fineWithin",
  above: "case.fineAbove",
  below: "case.fineBelow",
};

const FINE_FIELDS = new Set(["amount", "fine", "fine_amount"]);
const FACTORS = "factors";
const FINE_ACTS = new Set(["decision.make", "notice.give", "panel.discuss"]);

/** The fine range of the case's matter, said live beside the amount of an act that sets a fine. */
export function useFineHints(file: ShallowRef<CaseDetail | null>, definition: ShallowRef<ActDefinition | null>) {
  const { t } = useI18n();
  const matter = shallowRef<MatterItem | null>(null);

  watch(definition, async (act) => {
    if (!act || !FINE_ACTS.has(act.name) || !file.value) return;
    matter.value = versionOn(await readMatter(file.value.matter.code), file.value.happened_on);
  });

  function sentence(range: MatterItem, amount: unknown): string {
    const word = standing(amount, range);
    const named = { min: formatAmount(range.fine_min ?? "0"), max: formatAmount(range.fine_max ?? "0") };
    return t(word ? STANDING_KEYS[word] : "case.fineRange", named);
  }

  /** What the circumstances lead to, by themselves: asked once of the server, which reckons as it will judge. */
  const weighed = shallowReactive(new Map<string, CaseDiscretion | null>());

  function weigh(caseId: string, factors: readonly string[]): CaseDiscretion | null {
    const key = [caseId, ...[...factors].sort()].join();
    if (!weighed.has(key)) {
      weighed.set(key, null);
      readDiscretion(caseId, factors).then(
        (found) => weighed.set(key, found),
        () => weighed.delete(key),
      );
    }
    return weighed.get(key) ?? null;
  }

  function account(values: FormValues): Record<string, string> {
    const found = file.value && weigh(file.value.id, (values[FACTORS] as string[] | undefined) ?? []);
    if (!found?.result) return {};
    const named = { title: found.title, account: found.result.account };
    return { [FACTORS]: t(found.unconfirmed ? "case.weighedUnconfirmed" : "case.weighed", named) };
  }

  function hints(values: FormValues): Record<string, string> {
    const [act, range] = [definition.value, matter.value];
    if (!act) return {};
    const all = toFields(act.schema);
    const weighing = all.some((field) => field.name === FACTORS) ? account(values) : {};
    if (!range?.fine_max || !FINE_ACTS.has(act.name)) return weighing;
    const fields = all.filter((field) => FINE_FIELDS.has(field.name));
    return { ...weighing, ...Object.fromEntries(fields.map((field) => [field.name, sentence(range, values[field.name])])) };
  }

  return { hints };
}
