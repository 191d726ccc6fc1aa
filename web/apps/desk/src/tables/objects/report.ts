import { readReport, type ReportDetail } from "@xuncheng/client";
import { formatDateTime } from "@xuncheng/ui";
import { h } from "vue";

import FileThumbs from "../../parts/FileThumbs.vue";
import type { ObjectTable } from "../../parts/object/table.ts";
import { fromReport } from "../../parts/prefill.ts";
import NearestOfficers from "../../parts/report/NearestOfficers.vue";
import ReportProposals from "../../parts/report/ReportProposals.vue";
import ReportDuplicates from "../../parts/report/ReportDuplicates.vue";
import ReportStages from "../../parts/report/ReportStages.vue";
import ReportTasks from "../../parts/report/ReportTasks.vue";
import { due, fine, link, moment, prose, stage, toned, type Say, type Shown } from "../../parts/shown.ts";

/** The page of a report: where it stands on its road, what goes on beside it, who reported it. */

type Linked = ReportDetail["merged"][number];

function toReport(one: Linked): Shown {
  return h("p", [link(one.number, { name: "report", params: { id: one.id } }), " ", stage(one.status)]);
}

function limit(one: ReportDetail, { text }: Say): Shown {
  return one.paused ? toned("quiet", text(one.paused)) : due(one.due, one.urgency, one.due_label);
}

function order(one: ReportDetail, { t }: Say): Shown {
  const given = one.supervision;
  if (!given) return null;
  return [
    given.until && h("p", [due(given.until, given.urgency, { zh: t("report.orderUntil"), en: t("report.orderUntil") })]),
    prose(given.order),
    given.answer && fine(t("report.orderAnswer")),
    given.answer && prose(given.answer),
  ];
}

/** Who may be given the report, before it is with a team: what is not in a power list is not dispatched. */
function heldBy({ held_by: held }: ReportDetail, { t }: Say): Shown {
  if (!held) return null;
  const { organisations, version } = held;
  if (!organisations.length) return toned("over", t("powers.heldByNobody", { version }));
  return [h("p", organisations.map((one) => one.name).join("、")), fine(t("powers.heldByNote", { version }))];
}

function reporter({ reporter: who }: ReportDetail, { t }: Say): Shown {
  const lines = [who.name, who.phone].filter(Boolean).map((one) => h("p", one));
  if (!lines.length) return null;
  const until = who.until && fine(t("report.open", { until: formatDateTime(who.until) }));
  return [...lines, who.open ? until : fine(t("report.masked"))];
}

/** What its sender said later on; how often he urged stands before it. */
function followUps({ follow_ups: said, urges }: ReportDetail, { text, t }: Say): Shown {
  if (!said.length) return null;
  const lines = said.flatMap((one) => [fine(`${text(one.kind)} ${formatDateTime(one.at)}`), prose(one.text)]);
  return [urges > 0 && h("p", [toned("near", t("report.urged", { n: urges }))]), ...lines];
}

/** The form with which it was sent. The sender's link is shown, never opened by the page. */
function form({ form: sent }: ReportDetail, { text, t }: Say): Shown {
  if (!sent) return null;
  const answers = sent.answers.map((one) => h("p", [fine(text(one.question)), " ", one.answer.map(text).join(t("report.formBetween"))]));
  return [h("p", text(sent.service)), ...answers, sent.media_url && fine(t("report.formMedia", { url: sent.media_url }))];
}

/** Whoever may merge it now is shown into what. */
function mayBeMerged(one: ReportDetail): boolean {
  return one.possible_acts.some((act) => act.name === "report.merge" && act.allowed);
}

const BEFORE_DISPATCH = ["submitted", "verified", "judged"];

/** Whoever judges or dispatches is shown what is proposed, as long as it is still to be done. */
function mayBeJudged(one: ReportDetail): boolean {
  return BEFORE_DISPATCH.includes(one.status.code) && one.possible_acts.some((act) => ["report.judge", "report.dispatch"].includes(act.name));
}

/** Whoever may dispatch it now is shown who is nearest. */
function mayBeDispatched(one: ReportDetail): boolean {
  return one.possible_acts.some((act) => act.name === "report.dispatch" && act.allowed);
}

export const report: ObjectTable<ReportDetail> = {
  kind: "report",
  read: readReport,
  stage: (one) => one.status,
  prefill: fromReport,
  line: (one, say) => [
    toned("quiet", one.number),
    stage(one.status),
    limit(one, say),
    one.supervision?.until && toned("over", say.t("report.supervised")),
    one.asked_until && toned("near", say.t("report.asking")),
  ],
  aside: (one, { t }) => one.case && link(t("report.toCase", { number: one.case.number }), { name: "case", params: { id: one.case.id } }),
  title: (one) => one.summary,
  fields: [
    { label: "report.source", show: (one, { text }) => text(one.source) },
    {
      label: "report.matter", wide: true,
      show: (one, { t }) => (one.matter ? link(one.matter.name, { name: "matter", params: { code: one.matter.code } }) : t("report.notJudged")),
    },
    { label: "report.event", show: (one, { text }) => one.event && `${one.event.code} ${text(one.event.major)} · ${text(one.event.name)}` },
    {
      label: "report.street",
      show: (one, { t }) => one.street && [one.street.name, " ", one.grid && h("span", { class: "xc-fine" }, t("report.grid", { code: one.grid.split(".").at(-2) }))],
    },
    { label: "report.team", show: (one, { t }) => one.team?.name ?? t("report.notDispatched") },
    { label: "report.address", wide: true, show: (one) => one.address },
    { label: "report.submittedAt", show: (one) => moment(one.submitted_at) },
    { label: "report.sentBy", show: (one) => one.sent_by && `${one.sent_by.name} ${one.sent_by.number}` },
    { label: "report.senderDue", show: (one) => one.sent_by && due(one.sent_by.due, one.sent_by.urgency) },
    { label: "report.answeredBy", show: (one, { text }) => text(one.answered) },
    {
      label: "report.counts",
      show: (one, { t }) => (one.returns + one.reworks + one.late > 0 ? t("report.countsOf", { returns: one.returns, reworks: one.reworks, late: one.late }) : null),
    },
  ],
  panel: (one) => h(ReportStages, { stages: one.stages }),
  parts: [
    { title: "report.text", show: (one) => [prose(one.text), h(FileThumbs, { files: one.files })] },
    { title: "report.followUps", show: followUps },
    { title: "report.form", show: form },
    { title: "report.order", show: order },
    {
      title: "report.extension",
      show: (one, { t }) => one.asked_until && [h("p", t("report.extensionAsked", { until: formatDateTime(one.asked_until) })), prose(one.asked_because)],
    },
    { title: "report.tasks", show: (one) => one.tasks.length > 0 && h(ReportTasks, { tasks: one.tasks }) },
    { title: "report.proposals", show: (one) => mayBeJudged(one) && h(ReportProposals, { key: one.version, report: one }) },
    { title: "patrol.nearest", show: (one) => one.point && mayBeDispatched(one) && h(NearestOfficers, { key: one.version, point: one.point }) },
    { title: "report.duplicates", show: (one) => mayBeMerged(one) && h(ReportDuplicates, { key: one.version, report: one }) },
    { title: "report.leads", show: (one) => one.merged_into && toReport(one.merged_into) },
    { title: "report.merged", show: (one) => one.merged.length > 0 && one.merged.map(toReport) },
    { title: "report.answer", show: (one) => one.answer && prose(one.answer) },
    { title: "report.outcome", show: (one) => one.outcome && prose(one.outcome) },
  ],
  rail: [
    { title: "powers.heldBy", show: heldBy },
    { title: "report.reporter", show: reporter },
    {
      title: "report.point",
      show: (one, { t }) => one.point && [h("p", one.point.map((degree) => degree.toFixed(6)).join(", ")), fine(t("report.pointNote"))],
    },
  ],
};
