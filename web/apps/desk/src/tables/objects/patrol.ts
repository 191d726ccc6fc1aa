import { readDuty, readPatrolRoute, readRoster, type DutyDetail, type PatrolRouteDetail, type RosterDetail } from "@xuncheng/client";
import { formatDateTime } from "@xuncheng/ui";
import { h } from "vue";

import type { ObjectTable } from "../../parts/object/table.ts";
import DutyTrack from "../../parts/patrol/DutyTrack.vue";
import { fine, link, moment, stage, toned, type Say, type Shown } from "../../parts/shown.ts";

/** A duty, a line of the roster, a route: one page each. */

type Cells = readonly string[];

function table(heads: readonly string[], rows: readonly Cells[], { t }: Say): Shown {
  if (!rows.length) return null;
  const head = heads.map((key) => h("th", { scope: "col" }, t(key)));
  return h("table", { class: "xc-table" }, [h("thead", [h("tr", head)]), h("tbody", rows.map((cells) => h("tr", cells.map((cell) => h("td", cell)))))]);
}

function visits(one: DutyDetail, say: Say): Shown {
  const rows = one.visits.map((visit) => [visit.point, formatDateTime(visit.at), say.t("patrol.metres", { n: visit.metres })]);
  return table(["patrol.point", "patrol.visitedAt", "patrol.distance"], rows, say);
}

function pointsLeft(one: DutyDetail, say: Say): Shown {
  const rows = one.points.map((point) => [String(point.place), point.name, say.t(point.visited ? "patrol.visited" : "patrol.notVisited")]);
  return table(["patrol.place", "patrol.point", "patrol.state"], rows, say);
}

function toRoute(one: { route: { id: string; name: string } | null }): Shown {
  return one.route && link(one.route.name, { name: "route", params: { id: one.route.id } });
}

export const duty: ObjectTable<DutyDetail> = {
  kind: "duty",
  read: readDuty,
  stage: (one) => one.state,
  line: (one, { t }) => [stage(one.state), !one.shares && toned("quiet", t("patrol.notShared"))],
  title: (one) => one.person.name,
  fields: [
    { label: "patrol.team", show: (one) => one.team?.name },
    { label: "report.street", show: (one) => one.street?.name },
    { label: "patrol.begun", show: (one) => moment(one.begun_at) },
    { label: "patrol.ended", show: (one) => moment(one.ended_at) },
    { label: "patrol.route", show: toRoute },
    { label: "patrol.rostered", show: (one, { t }) => t(one.rostered ? "patrol.yes" : "patrol.no") },
    { label: "patrol.positions", show: (one, { t }) => (one.positions === null ? null : t("patrol.kept", { n: one.positions })) },
    { label: "patrol.remarks", wide: true, show: (one) => one.remarks },
  ],
  parts: [
    { title: "patrol.track", show: (one, { t }) => (one.track.open ? h(DutyTrack, { id: one.id, key: one.version, until: one.track.until }) : fine(t("patrol.trackShut"))) },
    { title: "patrol.visits", show: visits },
    { title: "patrol.pointsOfRoute", show: pointsLeft },
  ],
};

export const rosterline: ObjectTable<RosterDetail> = {
  kind: "rosterline",
  read: readRoster,
  stage: (one) => one.state,
  line: (one) => [stage(one.state)],
  title: (one) => `${one.person.name} ${one.day}`,
  fields: [
    { label: "patrol.team", show: (one) => one.team?.name },
    { label: "report.street", show: (one) => one.street?.name },
    { label: "patrol.since", show: (one) => moment(one.since) },
    { label: "patrol.until", show: (one) => moment(one.until) },
    { label: "patrol.route", show: toRoute },
    { label: "patrol.remarks", wide: true, show: (one) => one.remarks },
    { label: "patrol.cancelledBecause", wide: true, show: (one) => one.cancelled_because },
  ],
  parts: [
    {
      title: "patrol.dutiesOf",
      show: (one) =>
        one.duties.length > 0 &&
        one.duties.map((done) => h("p", [link(formatDateTime(done.begun_at), { name: "duty", params: { id: done.id } }), done.ended_at && ` – ${formatDateTime(done.ended_at)}`])),
    },
  ],
};

export const route: ObjectTable<PatrolRouteDetail> = {
  kind: "route",
  read: readPatrolRoute,
  stage: (one) => one.state,
  line: (one) => [stage(one.state)],
  title: (one) => one.name,
  fields: [
    { label: "report.street", show: (one) => one.street?.name },
    { label: "patrol.drawn", show: (one) => moment(one.drawn_at) },
    { label: "patrol.boundary", show: (one, { t }) => t(one.boundary ? "patrol.yes" : "patrol.no") },
  ],
  parts: [
    {
      title: "patrol.points",
      show: (one, say) =>
        table(
          ["patrol.place", "patrol.point", "patrol.where", "patrol.within"],
          one.stops.map((stop) => [String(stop.place), stop.name, `${stop.lon.toFixed(6)}, ${stop.lat.toFixed(6)}`, say.t("patrol.metres", { n: stop.within })]),
          say,
        ),
    },
  ],
};
