import { readLawyers } from "@xuncheng/client";
import { useLoad } from "@xuncheng/ui";
import type { Filter } from "@xuncheng/ui/list";
import { computed, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";

/** Filters by lawyer, by firm, and by whether a lawyer or the section itself did it; `lawyer` is what the list calls the first. */
export function useLawyerFilters(lawyer: "lawyer" | "counsel"): ComputedRef<Filter[]> {
  const { t } = useI18n();
  const { data } = useLoad((signal) => readLawyers("", signal));
  return computed(() => [
    { key: lawyer, kind: "choice", label: t("legal.lawyer"), choices: data.value?.items.map((one) => ({ value: one.id, label: one.name })) ?? [] },
    { key: "firm", kind: "choice", label: t("legal.firm"), choices: data.value?.firms.map((one) => ({ value: one.id, label: one.name })) ?? [] },
    {
      key: "by",
      kind: "choice",
      label: t("legal.by"),
      choices: [
        { value: "counsel", label: t("legal.byCounsel") },
        { value: "section", label: t("legal.bySection") },
      ],
    },
  ]);
}
