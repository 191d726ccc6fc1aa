import {
  listAccessTokens,
  listAccounts,
  listClients,
  listGrants,
  listOffices,
  listRoles,
  listUnits,
  type AccessTokenItem,
  type AccountItem,
  type ClientItem,
  type GrantItem,
  type OfficeItem,
  type RoleItem,
  type UnitItem,
} from "@xuncheng/client";

import UserTableLink from "../../parts/administration/UserTableLink.vue";
import { all, coded, role, search, street, tab } from "../../parts/register/filters.ts";
import type { Register } from "../../parts/register/register.ts";
import { moment, stage } from "../../parts/shown.ts";
import { CLIENT_STATES, GRANT_STATES, ORGANISATION_KINDS, TEAM_KINDS, TOKEN_STATES, USER_KINDS, USER_STATES } from "../../registers.ts";

/** The registers of administration: who works here, who may do what where, which programs work for whom. */

export const users: Register<AccountItem> = {
  name: "users",
  title: "nav.users",
  begins: { act: "user.add", label: "admin.addUser" },
  beside: UserTableLink,
  list: listAccounts,
  exported: "user-register",
  opens: (row) => ({ name: "user", params: { id: row.id } }),
  columns: [
    { key: "username", label: "admin.username", width: 130, orders: ["username", "-username"], opens: true, show: (row) => row.username },
    { key: "name", label: "admin.name", width: 110, orders: ["name"], show: (row) => row.name },
    { key: "organisation", label: "admin.organisation", width: 150, grow: 1, show: (row) => row.organisation?.name },
    { key: "team", label: "admin.team", width: 150, grow: 1, show: (row) => row.team?.name },
    { key: "roles", label: "admin.roles", width: 200, grow: 1.4, show: (row, { text, listed }) => listed(row.roles.map((one) => text(one.label))) },
    { key: "certificate", label: "admin.certificate", width: 140, show: (row) => row.certificate },
    { key: "kind", label: "admin.kind", width: 100, optional: true, show: (row, { text }) => text(row.kind) },
    { key: "phone", label: "admin.phone", width: 120, optional: true, show: (row) => row.phone },
    { key: "state", label: "admin.state", width: 90, show: (row) => stage(row.state) },
  ],
  filters: [search("admin.searchUsers"), coded("state", "admin.state", USER_STATES), coded("kind", "admin.kind", USER_KINDS), role, street],
  tabs: [all, tab("active", "admin.activeOnly", { state: "active" }), tab("inactive", "admin.inactiveOnly", { state: "inactive" }), tab("service", "admin.services", { kind: "service" })],
  empty: ["admin.emptyUsers", "admin.emptyDetail"],
};

export const grants: Register<GrantItem> = {
  name: "grants",
  title: "nav.grants",
  begins: { act: "grant.give", label: "admin.giveGrant" },
  list: listGrants,
  exported: "grant-register",
  opens: (row) => ({ name: "grant", params: { id: row.id } }),
  columns: [
    { key: "user", label: "admin.user", width: 120, grow: 0.6, opens: true, show: (row) => row.user.name },
    { key: "role", label: "admin.role", width: 150, grow: 1, show: (row, { text }) => text(row.role.label) },
    { key: "area", label: "admin.area", width: 140, grow: 1, show: (row) => row.area.name },
    { key: "since", label: "admin.since", width: 120, orders: ["-since", "since"], show: (row) => row.since },
    { key: "until", label: "admin.until", width: 120, orders: ["until"], show: (row, { t }) => row.until ?? t("admin.openEnded") },
    { key: "state", label: "admin.state", width: 100, show: (row) => stage(row.state) },
    { key: "by", label: "admin.grantedBy", width: 110, optional: true, show: (row) => row.granted_by },
  ],
  filters: [search("admin.searchGrants"), coded("state", "admin.state", GRANT_STATES), role, street],
  tabs: [tab("in_force", "admin.inForce", { state: "in_force" }), all],
  empty: ["admin.emptyGrants", "admin.emptyDetail"],
};

export const roles: Register<RoleItem> = {
  name: "roles",
  title: "nav.roles",
  begins: { act: "role.set", label: "admin.setRole" },
  list: listRoles,
  exported: "role-register",
  opens: (row) => ({ name: "role", params: { id: row.id } }),
  columns: [
    { key: "code", label: "admin.code", width: 160, opens: true, show: (row) => row.code },
    { key: "label", label: "admin.name", width: 180, grow: 1, show: (row, { text }) => text(row.label) },
    { key: "acts", label: "admin.acts", width: 100, align: "end", show: (row) => String(row.acts) },
    { key: "holders", label: "admin.holders", width: 100, align: "end", show: (row) => String(row.holders) },
    { key: "reads", label: "admin.reads", width: 160, show: (row, { t }) => t(row.reads ? "admin.yes" : "admin.no") },
  ],
  filters: [search("admin.searchRoles")],
  tabs: [all],
  empty: ["admin.emptyRoles", "admin.emptyDetail"],
};

export const tokens: Register<AccessTokenItem> = {
  name: "tokens",
  title: "nav.tokens",
  note: "admin.tokenNote",
  begins: { act: "token.issue", label: "admin.issueToken" },
  list: listAccessTokens,
  exported: "token-register",
  opens: (row) => ({ name: "apitoken", params: { id: row.id } }),
  columns: [
    { key: "name", label: "admin.purpose", width: 200, grow: 1, opens: true, show: (row) => row.name },
    { key: "user", label: "admin.user", width: 130, grow: 0.6, show: (row) => row.user.name },
    { key: "state", label: "admin.state", width: 100, show: (row) => stage(row.state) },
    { key: "scope", label: "admin.scope", width: 170, grow: 0.6, show: (row, { text }) => text(row.scope) },
    { key: "expires", label: "admin.expires", width: 150, orders: ["-expires_at", "expires_at"], show: (row) => moment(row.expires_at) },
    { key: "used", label: "admin.lastUsed", width: 150, show: (row, { t }) => moment(row.used_at) ?? t("admin.neverUsed") },
  ],
  filters: [search("admin.searchTokens"), coded("state", "admin.state", TOKEN_STATES)],
  tabs: [tab("good", "admin.goodOnly", { state: "good" }), all],
  empty: ["admin.emptyTokens", "admin.emptyDetail"],
};

/** Systems that sign in with our users. */
export const clients: Register<ClientItem> = {
  name: "clients",
  title: "nav.clients",
  note: "admin.clientNote",
  begins: { act: "client.register", label: "admin.registerClient" },
  list: listClients,
  exported: "client-register",
  opens: (row) => ({ name: "oidcclient", params: { id: row.id } }),
  columns: [
    { key: "name", label: "admin.name", width: 200, grow: 1, opens: true, show: (row) => row.name },
    { key: "client", label: "admin.clientId", width: 320, grow: 1, show: (row) => row.client_id },
    { key: "state", label: "admin.state", width: 100, show: (row) => stage(row.state) },
  ],
  filters: [search("admin.searchClients"), coded("state", "admin.state", CLIENT_STATES)],
  tabs: [all],
  empty: ["admin.emptyClients", "admin.emptyDetail"],
};

export const organisations: Register<OfficeItem> = {
  name: "organisations",
  title: "nav.organisations",
  begins: { act: "organisation.add", label: "admin.addOrganisation" },
  list: listOffices,
  exported: "organisation-register",
  opens: (row) => ({ name: "organisation", params: { id: row.id } }),
  columns: [
    { key: "name", label: "admin.name", width: 200, grow: 1.4, opens: true, show: (row) => row.name },
    { key: "code", label: "admin.code", width: 130, show: (row) => row.code },
    { key: "kind", label: "admin.kind", width: 120, show: (row, { text }) => text(row.kind) },
    { key: "parent", label: "admin.parent", width: 180, grow: 1, show: (row) => row.parent?.name },
    { key: "area", label: "admin.area", width: 140, show: (row) => row.area.name },
  ],
  filters: [search("admin.searchOrganisations"), coded("kind", "admin.kind", ORGANISATION_KINDS)],
  tabs: [all],
  empty: ["admin.emptyOrganisations", "admin.emptyDetail"],
};

export const teams: Register<UnitItem> = {
  name: "teams",
  title: "nav.teams",
  begins: { act: "team.add", label: "admin.addTeam" },
  list: listUnits,
  exported: "team-register",
  opens: (row) => ({ name: "team", params: { id: row.id } }),
  columns: [
    { key: "name", label: "admin.name", width: 200, grow: 1.4, opens: true, show: (row) => row.name },
    { key: "code", label: "admin.code", width: 130, show: (row) => row.code },
    { key: "kind", label: "admin.kind", width: 150, show: (row, { text }) => text(row.kind) },
    { key: "organisation", label: "admin.organisation", width: 180, grow: 1, show: (row) => row.organisation.name },
    { key: "area", label: "admin.area", width: 140, show: (row) => row.area.name },
  ],
  filters: [search("admin.searchOrganisations"), coded("kind", "admin.kind", TEAM_KINDS)],
  tabs: [all],
  empty: ["admin.emptyTeams", "admin.emptyDetail"],
};
