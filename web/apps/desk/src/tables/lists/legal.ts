import {
  listAdvice,
  listContracts,
  listRemedies,
  listReviews,
  listSupervisions,
  type AdviceItem,
  type ContractItem,
  type RemedyItem,
  type ReviewItem,
  type ReviewOpinion,
  type SupervisionItem,
} from "@xuncheng/client";
import { formatDate } from "@xuncheng/ui";

import { all, byTab, choice, coded, days, handler, lawyers, search, street, tab, toggle, urgency } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { amount, cellLink, day, due, titled, toned, type Say, type Shown } from "../../parts/shown.ts";
import { REMEDY_KINDS, REMEDY_OUTCOMES, REMEDY_STATES, REVIEW_TASKS, REVIEW_TRIGGERS, SUPERVISION_KINDS } from "../../registers.ts";
import { resultOf } from "../legal.ts";

/** The lists of the legal section. */

interface Errand {
  lawyer: string;
  firm: string;
  answered_at: string | null;
}

/** The lawyer who answered, or the section itself. */
function doneBy(one: Errand, { t }: Say): Shown {
  return one.lawyer ? titled(one.lawyer, one.firm) : one.answered_at && t("legal.bySection");
}

export const advices: Register<AdviceItem> = {
  name: "advice",
  title: "nav.advice",
  begins: { act: "advice.ask", label: "legal.ask" },
  list: listAdvice,
  exported: "advice",
  opens: (row) => ({ name: "advice", params: { id: row.id } }),
  columns: [
    { key: "title", label: "legal.subject", width: 180, grow: 1, opens: true, show: (row) => row.title },
    { key: "question", label: "legal.question", width: 200, grow: 1.6, show: (row) => row.question },
    { key: "askedBy", label: "legal.askedBy", width: 84, show: (row) => row.asked_by },
    { key: "asked", label: "legal.askedAt", width: 116, orders: ["-asked", "asked"], show: (row) => day(row.asked_at) },
    { key: "state", label: "legal.state", width: 84, show: (row, { t }) => t(row.answered_at ? "legal.answered" : "legal.unanswered") },
    { key: "answered", label: "legal.answeredAt", width: 110, show: (row) => day(row.answered_at) },
    { key: "lawyer", label: "legal.doneBy", width: 110, grow: 0.5, show: doneBy },
  ],
  filters: [
    search("legal.searchAdvice"),
    choice("state", "legal.state", { open: "legal.unanswered", answered: "legal.answered" }),
    lawyers("lawyer"),
    days("legal.answeredFrom", "legal.answeredTo"),
  ],
  tabs: [tab("open", "legal.unanswered", { state: "open" }), all],
  empty: ["legal.emptyAdvice", "legal.emptyAdviceDetail"],
};

export const contracts: Register<ContractItem> = {
  name: "contracts",
  title: "nav.contracts",
  begins: { act: "contract.submit", label: "legal.submit" },
  list: listContracts,
  exported: "contracts",
  opens: (row) => ({ name: "contract", params: { id: row.id } }),
  columns: [
    { key: "title", label: "legal.contract", width: 180, grow: 1.2, opens: true, show: (row) => row.title },
    { key: "counterparty", label: "legal.counterparty", width: 140, grow: 0.8, show: (row) => row.counterparty },
    { key: "amount", label: "legal.amount", width: 120, align: "end", show: (row) => amount(row.amount) },
    { key: "askedBy", label: "legal.submittedBy", width: 96, show: (row) => row.asked_by },
    { key: "asked", label: "legal.submittedAt", width: 116, orders: ["-asked", "asked"], show: (row) => day(row.asked_at) },
    { key: "state", label: "legal.state", width: 112, show: (row, { t }) => (row.passed === false ? toned("over", t("legal.notPassed")) : t(resultOf(row))) },
    { key: "answered", label: "legal.reviewedAt", width: 110, show: (row) => day(row.answered_at) },
    { key: "lawyer", label: "legal.doneBy", width: 110, grow: 0.5, show: doneBy },
  ],
  filters: [
    search("legal.searchContracts"),
    choice("state", "legal.state", { open: "legal.toReview", answered: "legal.reviewed" }),
    choice("passed", "legal.result", { true: "legal.passed", false: "legal.notPassed" }),
    lawyers("lawyer"),
    days("legal.reviewedFrom", "legal.reviewedTo"),
  ],
  tabs: [tab("open", "legal.toReview", { state: "open" }), tab("failed", "legal.notPassed", { passed: "false" }), all],
  empty: ["legal.emptyContracts", "legal.emptyContractsDetail"],
};

export const supervisions: Register<SupervisionItem> = {
  name: "supervisions",
  title: "nav.supervisions",
  begins: { act: "supervision.receive", label: "legal.receive" },
  list: listSupervisions,
  exported: "supervisions",
  opens: (row) => ({ name: "supervision", params: { id: row.id } }),
  columns: [
    { key: "left", label: "legal.left", width: 124, show: (row) => (row.replied_on ? null : due(row.reply_by, row.urgency, row.kind)) },
    { key: "number", label: "legal.paperNumber", width: 150, grow: 0.4, opens: true, show: (row) => row.number },
    { key: "kind", label: "legal.kind", width: 150, grow: 0.6, show: (row, { text }) => text(row.kind) },
    { key: "sender", label: "legal.sender", width: 100, grow: 0.6, show: (row) => row.sender },
    { key: "subject", label: "legal.subject", width: 130, grow: 1.4, show: (row) => row.subject },
    { key: "case", label: "legal.case", width: 206, optional: true, show: (row) => row.case && cellLink(row.case.number, { name: "case", params: { id: row.case.id } }) },
    { key: "received", label: "legal.received", width: 104, orders: ["-received"], show: (row) => row.received_on },
    { key: "replyBy", label: "legal.replyBy", width: 104, orders: ["reply_by", "-reply_by"], show: (row) => row.reply_by },
    { key: "replied", label: "legal.replied", width: 104, show: (row) => row.replied_on },
  ],
  filters: [
    search("legal.searchPapers"),
    coded("kind", "legal.kind", SUPERVISION_KINDS),
    choice("pending", "legal.state", { true: "legal.unanswered", false: "legal.answered" }),
    urgency,
    street,
  ],
  tabs: [tab("pending", "legal.unanswered", { pending: "true" }), tab("overdue", "filter.overdue", { urgency: "overdue" }), all],
  empty: ["legal.emptyPapers", "legal.emptyPapersDetail"],
};

function said(opinion: ReviewOpinion, { t }: Say): string {
  return `${opinion.passed ? t("legal.passed") : t("legal.notPassed")} ${opinion.reviewer} ${formatDate(opinion.at)}`;
}

/** The last opinion; on pointing all that was said before, the newest first. */
function opinions(row: ReviewItem, say: Say): Shown {
  const last = row.opinions.at(-1);
  if (!last) return null;
  const told = [...row.opinions].reverse().map((one) => [said(one, say), one.opinion, ...one.faults].join("\n"));
  return row.again ? toned("near", said(last, say), told.join("\n\n")) : titled(said(last, say), told.join("\n\n"));
}

export const reviews: Register<ReviewItem> = {
  name: "legality-reviews",
  title: "nav.reviews",
  note: "legal.reviewsNote",
  list: listReviews,
  exported: "legality-reviews",
  /** The case, with the form of the act open; whoever investigated it only reads it. */
  opens: (row) => ({ name: "case", params: { id: row.id }, query: row.barred ? {} : { act: row.task.code } }),
  columns: [
    { key: "due", label: "legal.left", width: 124, orders: ["due", "-due"], show: (row) => due(row.due, row.urgency, row.due_label) },
    {
      key: "task", label: "legal.task", width: 150,
      show: (row, { t, text }) => (row.barred ? [text(row.task), " ", toned("quiet", t("legal.barred"), t("legal.barredWhy"))] : text(row.task)),
    },
    { key: "number", label: "case.number", width: 206, opens: true, show: (row) => row.case.number },
    { key: "title", label: "case.title", width: 150, grow: 1.3, show: (row) => row.case.title },
    { key: "triggers", label: "legal.triggers", width: 130, grow: 0.4, show: (row, { text, listed }) => listed(row.triggers.map(text)) },
    {
      key: "sent", label: "legal.sent", width: 140, grow: 0.4,
      show: (row, { text }) => titled(`${row.sent_by} ${text(row.sent_with)}`, `${row.sent_by} ${text(row.sent_with)} ${row.sent_at ? formatDate(row.sent_at) : ""}`),
    },
    { key: "sentAt", label: "legal.sentAt", width: 104, optional: true, show: (row) => day(row.sent_at) },
    { key: "opinions", label: "legal.opinions", width: 200, grow: 0.6, show: opinions },
    { key: "handler", label: "case.handler", width: 80, optional: true, show: (row) => row.handler.name },
    { key: "street", label: "case.street", width: 98, optional: true, show: (row) => row.street?.name },
  ],
  filters: [
    search("case.search"),
    coded("task", "legal.task", REVIEW_TASKS),
    coded("trigger", "legal.triggers", REVIEW_TRIGGERS),
    urgency,
    street,
    handler,
    toggle("again", "legal.again"),
  ],
  tabs: [
    all,
    tab("review", "nav.reviews", { task: "legality.review" }),
    tab("again", "legal.again", { again: "true" }),
    tab("remedy", "legal.toAnswer", { task: "remedy.reply" }),
    tab("overdue", "filter.overdue", { urgency: "overdue" }),
  ],
  empty: ["legal.emptyReviews", "legal.emptyReviewsDetail"],
};

export const remedies: Register<RemedyItem> = {
  name: "remedies",
  title: "nav.remedies",
  note: "legal.remediesNote",
  list: listRemedies,
  exported: "remedies",
  opens: (row) => ({ name: "case", params: { id: row.case.id } }),
  columns: [
    { key: "due", label: "legal.left", width: 124, orders: ["due"], show: (row) => due(row.due, row.urgency, row.due_label) },
    { key: "clock", label: "deadline.clock", width: 110, optional: true, show: (row, { text }) => text(row.due_label) },
    { key: "kind", label: "legal.kind", width: 104, show: (row, { text }) => text(row.kind) },
    { key: "state", label: "legal.state", width: 84, show: (row, { text }) => text(row.state) },
    { key: "number", label: "case.number", width: 206, opens: true, show: (row) => row.case.number },
    { key: "title", label: "case.title", width: 100, grow: 1, show: (row) => titled(row.case.title, `${row.case.title} ${row.decision}`) },
    { key: "applicant", label: "legal.applicant", width: 96, grow: 0.5, show: (row) => row.applicant },
    { key: "body", label: "legal.body", width: 120, grow: 0.6, show: (row) => titled(row.body, `${row.body} ${row.body_number}`) },
    {
      key: "received", label: "legal.received", width: 108, orders: ["-received", "received"],
      show: (row, { t }) => (row.late ? [row.received_on, " ", toned("near", t("legal.late"), t("legal.lateWhy"))] : row.received_on),
    },
    { key: "stopped", label: "legal.stopped", width: 90, show: (row, { t }) => row.stopped && toned("over", t("legal.isStopped")) },
    { key: "outcome", label: "legal.outcome", width: 96, grow: 1, show: (row, { text }) => titled(text(row.outcome), `${text(row.outcome)} ${row.outcome_number}`) },
    { key: "decided", label: "legal.decided", width: 100, optional: true, show: (row) => row.decided_on },
    { key: "counsel", label: "legal.counsel", width: 76, show: (row) => row.counsel },
    { key: "refund", label: "legal.refund", width: 90, optional: true, align: "end", show: (row) => (Number(row.refund) ? amount(row.refund) : null) },
    { key: "street", label: "case.street", width: 98, optional: true, show: (row) => row.street?.name },
  ],
  filters: [
    search("legal.searchRemedies"),
    coded("kind", "legal.kind", REMEDY_KINDS),
    coded("state", "legal.state", REMEDY_STATES),
    coded("outcome", "legal.outcome", REMEDY_OUTCOMES),
    urgency,
    street,
    lawyers("counsel"),
    days("legal.receivedFrom", "legal.receivedTo"),
    toggle("stopped", "legal.stopped"),
    byTab("pending"),
  ],
  tabs: [
    tab("pending", "legal.pending", { pending: "true" }),
    ({ text }) => REMEDY_KINDS.slice(0, 2).map((one) => ({ id: one.code, label: text(one), query: { kind: one.code } })),
    tab("stopped", "legal.stopped", { stopped: "true" }),
    all,
  ],
  empty: ["legal.emptyRemedies", "legal.emptyRemediesDetail"],
};
