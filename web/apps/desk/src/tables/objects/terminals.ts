import { readFieldAct, readTerminal, type FieldActDetail, type TerminalDetail } from "@xuncheng/client";
import { h } from "vue";

import type { ObjectTable } from "../../parts/object/table.ts";
import { fine, link, moment, stage, toned, type Say, type Shown } from "../../parts/shown.ts";

function daysOf(one: TerminalDetail, { t }: Say): Shown {
  if (!one.days.length) return null;
  const head = ["terminal.day", "terminal.calls", "terminal.acts", "terminal.minutes"].map((key) => h("th", { scope: "col" }, t(key)));
  const rows = one.days.map((day) => h("tr", [h("td", day.day), h("td", String(day.calls)), h("td", String(day.acts)), h("td", String(day.minutes))]));
  return h("table", { class: "xc-table" }, [h("thead", [h("tr", head)]), h("tbody", rows)]);
}

/** A device on which the field app runs. */
export const terminal: ObjectTable<TerminalDetail> = {
  kind: "terminal",
  read: readTerminal,
  stage: (one) => one.state,
  prefill: (definition, one) => Promise.resolve({ values: definition.name === "terminal.describe" ? { asset: one.asset, sim: one.sim } : {}, names: {} }),
  line: (one) => [stage(one.state), one.app_version && toned("quiet", one.app_version)],
  title: (one) => one.name,
  fields: [
    { label: "terminal.user", show: (one) => one.user.name },
    { label: "terminal.team", show: (one) => one.team?.name ?? one.organisation?.name },
    { label: "terminal.platform", wide: true, show: (one) => one.platform },
    { label: "terminal.asset", show: (one) => one.asset },
    { label: "terminal.sim", show: (one) => one.sim },
    { label: "terminal.registered", show: (one) => moment(one.registered_at) },
    { label: "terminal.seen", show: (one) => moment(one.seen_at) },
    { label: "terminal.minutes", show: (one) => String(one.minutes) },
    { label: "terminal.calls", show: (one) => String(one.calls) },
    { label: "terminal.acts", show: (one) => String(one.acts) },
    { label: "terminal.refused", show: (one, { t }) => link(t("terminal.showRefused"), { name: "fieldacts", query: { terminal: one.id } }) },
  ],
  remarks: (one, { t }) => [
    one.reason && h("p", t("terminal.because", { reason: one.reason })),
    ["locked", "wiping", "wiped"].includes(one.state.code) && fine(t("terminal.shutNote")),
    one.state.code === "retired" && fine(t("terminal.retiredNote")),
  ],
  parts: [{ title: "terminal.days", show: daysOf }],
};

/** What was entered, as the form calls it, with what is wrong with it. */
function entered(one: FieldActDetail, { text }: Say): Shown {
  if (!one.entered.length) return null;
  const rows = one.entered.map((said) =>
    h("tr", [h("th", { scope: "row" }, text(said.label)), h("td", [said.value, said.error && h("p", { class: "xc-over" }, text(said.error))])]),
  );
  return h("table", { class: "xc-table" }, [h("tbody", rows)]);
}

function basisOf(one: FieldActDetail): string {
  const basis = (one.problem?.["basis"] ?? []) as { label: string }[];
  return basis.map((article) => article.label).join("、");
}

/** An act that was done without a network and was refused: why, and the ways on. */
export const fieldact: ObjectTable<FieldActDetail> = {
  kind: "fieldact",
  read: readFieldAct,
  stage: (one) => one.state,
  line: (one) => [stage(one.state)],
  title: (one, { text }) => text(one.label),
  fields: [
    { label: "terminal.reason", wide: true, show: (one, { text }) => toned("over", text(one.reason)) },
    { label: "terminal.basis", wide: true, show: (one) => basisOf(one) },
    { label: "terminal.officer", show: (one) => one.user.name },
    { label: "terminal.name", show: (one) => one.terminal.name },
    { label: "terminal.doneAt", show: (one) => moment(one.at) },
    { label: "terminal.said", show: (one) => moment(one.said_at) },
    { label: "terminal.received", show: (one) => moment(one.received_at) },
    { label: "terminal.settled", show: (one) => moment(one.settled_at) },
    { label: "terminal.settledNote", show: (one) => one.note },
  ],
  remarks: (one, { t }) => [one.waits_for.length > 0 && fine(t("terminal.waitsNote"))],
  parts: [{ title: "terminal.entered", show: entered }],
};
