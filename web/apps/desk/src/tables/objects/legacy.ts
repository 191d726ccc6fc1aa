import { readImport, readOldRecord, type ImportDetail, type OldRecordDetail } from "@xuncheng/client";
import { h } from "vue";

import ImportFaults from "../../parts/legacy/ImportFaults.vue";
import ImportProgress from "../../parts/legacy/ImportProgress.vue";
import type { ObjectTable } from "../../parts/object/table.ts";
import { fine, moment, money, stage, type Say, type Shown } from "../../parts/shown.ts";

/** A table that was brought: how far it is, what is wrong with its rows. */
export const tableimport: ObjectTable<ImportDetail> = {
  kind: "tableimport",
  read: readImport,
  stage: (one) => one.state,
  line: (one, { text }) => [stage(one.state), text(one.target)],
  title: (one) => one.file_name,
  fields: [
    { label: "legacy.mapping", show: (one, { t }) => t("legacy.mappingOf", { name: one.mapping_name, version: one.mapping_version }) },
    { label: "legacy.whole", show: (one, { t }) => t(one.whole ? "legacy.whole" : "legacy.wholeNo") },
    { label: "legacy.askedBy", show: (one) => one.asked_by.name },
    { label: "legacy.begun", show: (one) => moment(one.begun_at) },
    { label: "legacy.ended", show: (one) => moment(one.ended_at) },
    { label: "legacy.fingerprint", wide: true, show: (one) => one.sha256 },
  ],
  panel: (one, reread) => h(ImportProgress, { source: one, reread }),
  parts: [
    { title: "legacy.report", show: (one) => h(ImportFaults, { key: one.version, id: one.id }) },
    { title: "legacy.mapping", show: (one) => h("pre", { class: "xc-prose", tabindex: 0 }, one.mapping) },
  ],
};

type OldRecord = OldRecordDetail & { possible_acts: [] };

function originOf(one: OldRecord, { t }: Say): Shown {
  const from = one.origin;
  return (
    from && [
      h("p", t("legacy.fromRow", { file: from.file_name, row: from.row })),
      h("p", t("legacy.mappingOf", { name: from.mapping_name, version: from.mapping_version })),
      fine(`${t("legacy.fingerprint")} ${from.sha256}`),
      h("p", [moment(from.taken_at)]),
    ]
  );
}

/** A historic record: what its row said, and which row of which file that was. */
export const oldrecord: ObjectTable<OldRecord> = {
  kind: "oldrecord",
  read: async (id) => ({ ...(await readOldRecord(id)), possible_acts: [] }),
  stage: (one) => one.kind,
  line: (one, { t }) => [stage(one.kind), one.number && h("span", one.number), h("span", { class: "xc-quiet" }, t("legacy.record"))],
  title: (one) => one.title,
  fields: [
    { label: "legacy.day", show: (one) => one.day },
    { label: "legacy.endedOn", show: (one) => one.ended_on },
    { label: "legacy.party", show: (one) => one.party_name },
    { label: "legacy.identity", show: (one) => one.party_identity },
    { label: "legacy.street", show: (one) => one.street?.name },
    { label: "legacy.place", wide: true, show: (one) => one.place },
    { label: "legacy.amount", show: (one) => one.amount && money(one.amount) },
    { label: "legacy.outcome", wide: true, show: (one) => one.outcome },
  ],
  remarks: (one, { text }) => one.more.map((said) => h("p", `${text(said.label)}：${said.value}`)),
  parts: [{ title: "legacy.from", show: originOf }],
};
