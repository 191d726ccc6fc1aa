import { listDuties, listPatrolRoutes, listRosters, type DutyItem, type PatrolRouteItem, type RosterItem } from "@xuncheng/client";

import { all, coded, days, search, street } from "../../parts/register/filters.ts";
import type { Register, TabOf } from "../../parts/register/register.ts";
import { day, link, moment, stage, toned, type Say, type Shown } from "../../parts/shown.ts";
import { DUTY_STATES, labelOf, ROSTER_STATES, ROUTE_STATES } from "../../registers.ts";

/** Who is on duty, who is to be, and on which routes. */

function states(codes: readonly string[], register: typeof DUTY_STATES): TabOf {
  return ({ text }) => codes.map((code) => ({ id: code, label: text(labelOf(register, code)), query: { state: code } }));
}

function route(row: { route: { id: string; name: string } | null }): Shown {
  return row.route && link(row.route.name, { name: "route", params: { id: row.route.id } });
}

/** Whether positions are kept of a duty, and how many there were when it ended. */
function shared(row: DutyItem, { t }: Say): Shown {
  if (!row.shares) return toned("quiet", t("patrol.notShared"));
  return row.positions === null ? t("patrol.shared") : t("patrol.kept", { n: row.positions });
}

export const duties: Register<DutyItem> = {
  name: "duties",
  title: "nav.duties",
  note: "patrol.dutiesNote",
  begins: { act: "duty.begin", label: "patrol.begin" },
  list: listDuties,
  exported: "duties",
  opens: (row) => ({ name: "duty", params: { id: row.id } }),
  columns: [
    { key: "person", label: "patrol.person", width: 110, opens: true, show: (row) => row.person.name },
    { key: "team", label: "patrol.team", width: 170, grow: 2, show: (row) => row.team?.name },
    { key: "state", label: "patrol.state", width: 90, show: (row) => stage(row.state) },
    { key: "begun", label: "patrol.begun", width: 150, orders: ["-begun_at", "begun_at"], show: (row) => moment(row.begun_at) },
    { key: "ended", label: "patrol.ended", width: 150, show: (row) => moment(row.ended_at) },
    { key: "route", label: "patrol.route", width: 160, grow: 2, show: route },
    { key: "rostered", label: "patrol.rostered", width: 90, show: (row, { t }) => (row.rostered ? t("patrol.yes") : toned("quiet", t("patrol.no"))) },
    { key: "positions", label: "patrol.positions", width: 120, show: shared },
    { key: "street", label: "report.street", width: 110, show: (row) => row.street?.name },
  ],
  filters: [search("patrol.search"), coded("state", "patrol.state", DUTY_STATES), street, days("patrol.from", "patrol.to")],
  tabs: [states(["on", "over"], DUTY_STATES), all],
  empty: ["patrol.noDuties", "patrol.noDutiesDetail"],
};

export const rosters: Register<RosterItem> = {
  name: "rosters",
  title: "nav.rosters",
  begins: { act: "roster.set", label: "patrol.setRoster" },
  list: listRosters,
  exported: "rosters",
  opens: (row) => ({ name: "rosterline", params: { id: row.id } }),
  columns: [
    { key: "day", label: "patrol.day", width: 110, opens: true, show: (row) => row.day },
    { key: "person", label: "patrol.person", width: 110, show: (row) => row.person.name },
    { key: "team", label: "patrol.team", width: 170, grow: 2, show: (row) => row.team?.name },
    { key: "since", label: "patrol.since", width: 150, orders: ["-since", "since"], show: (row) => moment(row.since) },
    { key: "until", label: "patrol.until", width: 150, show: (row) => moment(row.until) },
    { key: "route", label: "patrol.route", width: 160, grow: 2, show: route },
    { key: "state", label: "patrol.state", width: 90, show: (row) => stage(row.state) },
    { key: "street", label: "report.street", width: 110, show: (row) => row.street?.name },
    { key: "remarks", label: "patrol.remarks", width: 150, grow: 1, optional: true, show: (row) => row.remarks },
  ],
  filters: [search("patrol.search"), coded("state", "patrol.state", ROSTER_STATES), street, days("patrol.from", "patrol.to")],
  tabs: [all, states(["now", "planned", "over"], ROSTER_STATES)],
  empty: ["patrol.noRosters", "patrol.noRostersDetail"],
};

export const patrolRoutes: Register<PatrolRouteItem> = {
  name: "patrol-routes",
  title: "nav.patrolRoutes",
  begins: { act: "route.draw", label: "patrol.drawRoute" },
  list: listPatrolRoutes,
  exported: "patrol-routes",
  opens: (row) => ({ name: "route", params: { id: row.id } }),
  columns: [
    { key: "name", label: "patrol.name", width: 220, grow: 2, opens: true, show: (row) => row.name },
    { key: "points", label: "patrol.points", width: 100, align: "end", show: (row) => String(row.points) },
    { key: "state", label: "patrol.state", width: 90, show: (row) => stage(row.state) },
    { key: "street", label: "report.street", width: 130, show: (row) => row.street?.name },
    { key: "drawn", label: "patrol.drawn", width: 120, orders: ["-drawn_at", "drawn_at"], show: (row) => day(row.drawn_at) },
  ],
  filters: [search("patrol.searchRoutes"), coded("state", "patrol.state", ROUTE_STATES), street],
  tabs: [all, states(["used", "retired"], ROUTE_STATES)],
  empty: ["patrol.noRoutes", "patrol.noRoutesDetail"],
};
