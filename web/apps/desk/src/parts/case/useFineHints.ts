import { readDiscretion, readMatter, type ActDefinition, type CaseDetail, type CaseDiscretion, type MatterItem } from "@xuncheng/client";
import { formatAmount, negated, sumOf, toFields, type FormValues } from "@xuncheng/ui";
import { shallowReactive, shallowRef, watch, type ShallowRef } from "vue";
import { useI18n } from "vue-i18n";

/** The version of a matter in force on a day (YYYY-MM-DD), or the newest when none says so. */
export function versionOn(versions: readonly MatterItem[], day: string): MatterItem | null {
  const inForce = versions.find((one) => (one.from ?? "") <= day && (one.until === null || day <= one.until));
  return inForce ?? versions[0] ?? null;
}

export type RangeWord = "within" | "above" | "below";

/** How an amount stands to a fine range in CNY; null when either is missing. */
export function standing(amount: unknown, matter: Pick<MatterItem, "fine_min" | "fine_max">): RangeWord | null {
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

/** What is still missing to the instalments, or below zero what is too much: what is owed, less what is let go and what is entered. */
export function missing(values: FormValues, owed: string): { sum: string; rest: string } {
  const rows = (values[INSTALMENTS] as { amount?: string }[] | undefined) ?? [];
  const sum = sumOf(rows.map((row) => row.amount ?? ""));
  return { sum, rest: sumOf([owed, negated(sum), negated(String(values.waiver ?? ""))]) };
}

const INSTALMENTS = "instalments";
const FINE_FIELDS = new Set(["amount", "fine", "fine_amount"]);
const FACTORS = "factors";
const FINE_ACTS = new Set(["decision.make", "notice.give", "panel.discuss"]);

/** What a case says live beside sums: the fine range of its matter, what circumstances lead to, how instalments add up. */
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

  function addedUp(values: FormValues): Record<string, string> {
    const owed = file.value?.dues.owed ?? "0";
    const { sum, rest } = missing(values, owed);
    const key = rest === "0.00" ? "case.instalmentsFit" : rest.startsWith("-") ? "case.instalmentsOver" : "case.instalmentsShort";
    const named = { sum: formatAmount(sum), owed: formatAmount(owed), rest: formatAmount(rest.replace("-", "")) };
    return { [INSTALMENTS]: t(key, named) };
  }

  /** How an amount stands to the band that the circumstances lead to; nothing where no benchmark binds the case. */
  function inBand(values: FormValues, amount: unknown): string {
    const band = file.value && weigh(file.value.id, (values[FACTORS] as string[] | undefined) ?? [])?.result?.band;
    if (!band) return "";
    const word = standing(amount, { fine_min: band.low, fine_max: band.high });
    const named = { name: band.name, low: formatAmount(band.low), high: formatAmount(band.high) };
    return t(word === null || word === "within" ? "case.bandWithin" : "case.bandBeyond", named);
  }

  function hints(values: FormValues): Record<string, string> {
    const [act, range] = [definition.value, matter.value];
    if (!act) return {};
    const all = toFields(act.schema);
    if (all.some((field) => field.name === INSTALMENTS)) return addedUp(values);
    const weighs = all.some((field) => field.name === FACTORS);
    const weighing = weighs ? account(values) : {};
    if (!range?.fine_max || !FINE_ACTS.has(act.name)) return weighing;
    const say = (amount: unknown) => [sentence(range, amount), weighs ? inBand(values, amount) : ""].filter(Boolean).join("；");
    const fields = all.filter((field) => FINE_FIELDS.has(field.name));
    return { ...weighing, ...Object.fromEntries(fields.map((field) => [field.name, say(values[field.name])])) };
  }

  return { hints };
}
