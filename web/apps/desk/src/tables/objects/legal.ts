import {
  readAdvice,
  readContract,
  readFirm,
  readSupervision,
  type AdviceDetail,
  type ContractDetail,
  type FirmDetail,
  type SupervisionDetail,
} from "@xuncheng/client";
import { h } from "vue";

import FileThumbs from "../../parts/FileThumbs.vue";
import FirmLawyers from "../../parts/legal/FirmLawyers.vue";
import { told, type ObjectTable } from "../../parts/object/table.ts";
import { due, fine, link, moment, money, prose, type Say, type Shown } from "../../parts/shown.ts";
import { resultOf } from "../legal.ts";

/** What the legal section's registers hold, one page each. */

interface Errand {
  lawyer: string;
  firm: string;
  answered_at: string | null;
}

/** The lawyer and his firm, or the section itself. */
function doneBy(one: Errand, { t }: Say): Shown {
  return one.lawyer ? `${one.lawyer} ${one.firm}` : one.answered_at && t("legal.bySection");
}

export const contract: ObjectTable<ContractDetail> = {
  kind: "contract",
  read: readContract,
  stage: (one, { t }) => told(one.passed, t(resultOf(one))),
  title: (one) => one.title,
  fields: [
    { label: "legal.counterparty", wide: true, show: (one) => one.counterparty },
    { label: "legal.amount", show: (one) => money(one.amount) },
    { label: "legal.submittedBy", show: (one) => one.asked_by },
    { label: "legal.submittedAt", show: (one) => moment(one.asked_at) },
    { label: "legal.result", show: (one, { t }) => t(resultOf(one)) },
    { label: "legal.reviewedAt", show: (one) => moment(one.answered_at) },
    { label: "legal.doneBy", wide: true, show: doneBy },
  ],
  parts: [
    { title: "legal.contractText", show: (one, { t }) => (one.files.length ? h(FileThumbs, { files: one.files }) : fine(t("legal.noText"))) },
    { title: "legal.opinion", show: (one) => one.answered_at && prose(one.answer) },
  ],
};

export const advice: ObjectTable<AdviceDetail> = {
  kind: "advice",
  read: readAdvice,
  stage: (one, { t }) => told(one.answered_at, t(one.answered_at ? "legal.answered" : "legal.unanswered")),
  title: (one) => one.title,
  fields: [
    { label: "legal.askedBy", show: (one) => one.asked_by },
    { label: "legal.askedAt", show: (one) => moment(one.asked_at) },
    { label: "legal.state", show: (one, { t }) => t(one.answered_at ? "legal.answered" : "legal.unanswered") },
    { label: "legal.answeredAt", show: (one) => moment(one.answered_at) },
    { label: "legal.doneBy", wide: true, show: doneBy },
  ],
  parts: [
    { title: "legal.question", show: (one) => prose(one.question) },
    { title: "legal.answer", show: (one) => one.answered_at && prose(one.answer) },
  ],
};

export const supervision: ObjectTable<SupervisionDetail> = {
  kind: "supervision",
  read: readSupervision,
  stage: (one, { t }) => told(one.replied_on, t(one.replied_on ? "legal.answered" : "legal.unanswered")),
  title: (one) => one.number,
  fields: [
    { label: "legal.kind", wide: true, show: (one, { text }) => text(one.kind) },
    { label: "legal.sender", wide: true, show: (one) => one.sender },
    { label: "legal.received", show: (one) => one.received_on },
    { label: "legal.replyBy", show: (one) => (one.replied_on ? one.reply_by : [one.reply_by, " ", due(one.reply_by, one.urgency, one.kind)]) },
    { label: "legal.replied", show: (one) => one.replied_on },
    { label: "legal.case", wide: true, show: (one) => one.case && link(one.case.number, { name: "case", params: { id: one.case.id } }) },
  ],
  remarks: (one) => [prose(one.subject)],
  parts: [{ title: "legal.answer", show: (one) => one.replied_on && prose(one.reply) }],
};

export const lawfirm: ObjectTable<FirmDetail> = {
  kind: "lawfirm",
  read: readFirm,
  stage: (one) => told(one.licence, one.name),
  title: (one) => one.name,
  fields: [
    { label: "legal.firmLicence", wide: true, show: (one) => one.licence },
    { label: "legal.since", show: (one) => one.since },
    { label: "legal.until", show: (one) => one.until },
    { label: "legal.state", show: (one, { t }) => t(one.engaged ? "legal.engaged" : "legal.notEngaged") },
  ],
  parts: [
    { title: "legal.engagements", show: (one, { t }) => one.engagements.map((term) => h("p", t("legal.term", { ...term }))) },
    { title: "legal.lawyers", show: (one) => h(FirmLawyers, { lawyers: one.lawyers }) },
  ],
};
