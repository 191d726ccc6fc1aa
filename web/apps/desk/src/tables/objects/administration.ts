import {
  readAccessToken,
  readAccount,
  readClient,
  readGrant,
  readOffice,
  readRole,
  readUnit,
  type AccessTokenDetail,
  type AccountDetail,
  type ActDefinition,
  type ClientDetail,
  type GrantDetail,
  type HeldGrant,
  type NamedRef,
  type OfficeDetail,
  type RoleDetail,
  type UnitDetail,
} from "@xuncheng/client";
import { toFields, type Prefill } from "@xuncheng/ui";
import { h } from "vue";

import { told, type ObjectTable } from "../../parts/object/table.ts";
import { fine, link, moment, stage, toned, type Say, type Shown } from "../../parts/shown.ts";

/** Users, grants, roles, tokens, organisations and teams, one page each. */

/** The values as far as the act asks for them, with the names of what they point at. */
function known(definition: ActDefinition, values: Record<string, unknown>, refs: readonly (NamedRef | null)[]): Promise<Prefill> {
  const names = new Set(toFields(definition.schema).map((field) => field.name));
  const asked = Object.entries(values).filter(([name, value]) => names.has(name) && value !== null);
  const named = refs.flatMap((one) => (one ? [[one.id, one.name]] : []));
  return Promise.resolve({ values: Object.fromEntries(asked), names: Object.fromEntries(named) });
}

function lines(shown: readonly Shown[]): Shown {
  return shown.length > 0 && shown.map((one) => h("p", [one]));
}

function period(grant: Pick<HeldGrant, "since" | "until">, { t }: Say): string {
  return `${grant.since} – ${grant.until ?? t("admin.openEnded")}`;
}

function people(members: readonly NamedRef[]): Shown {
  return lines(members.map((one) => link(one.name, { name: "user", params: { id: one.id } })));
}

function certificate({ officer }: AccountDetail, { t }: Say): Shown {
  if (!officer) return null;
  const said = `${officer.number}${t("ui.colon")}${officer.since} – ${officer.until}`;
  return officer.valid ? said : toned("over", `${said} ${t("admin.notValid")}`);
}

export const user: ObjectTable<AccountDetail> = {
  kind: "user",
  read: readAccount,
  stage: (one) => one.state,
  prefill: (definition, one) => {
    // What he is called is filled in where it is changed alone: a token has a name as well
    const said = definition.name === "user.change" ? { name: one.name, email: one.email, external_id: one.external_id } : {};
    return known(definition, { ...said, user: one.id, organisation: one.organisation?.id ?? null, team: one.team?.id ?? null }, [one, one.organisation, one.team]);
  },
  line: (one) => [toned("quiet", one.username), stage(one.state)],
  title: (one) => one.name,
  fields: [
    { label: "admin.organisation", show: (one) => one.organisation && link(one.organisation.name, { name: "organisation", params: { id: one.organisation.id } }) },
    { label: "admin.team", show: (one) => one.team && link(one.team.name, { name: "team", params: { id: one.team.id } }) },
    { label: "admin.kind", show: (one, { text }) => text(one.kind) },
    { label: "admin.phone", show: (one) => one.phone },
    { label: "admin.email", show: (one) => one.email },
    { label: "admin.externalId", show: (one) => one.external_id },
    { label: "admin.certificate", wide: true, show: certificate },
  ],
  parts: [
    {
      title: "nav.grants",
      show: (one, say) =>
        lines(
          one.grants.map((grant) => [
            link(`${say.text(grant.role.label)} · ${grant.area.name}`, { name: "grant", params: { id: grant.id } }), " ", stage(grant.state), " ",
            h("span", { class: "xc-fine" }, period(grant, say)),
          ]),
        ),
    },
    {
      title: "nav.tokens",
      show: (one) =>
        lines(
          one.tokens.map((token) => [link(token.name, { name: "apitoken", params: { id: token.id } }), " ", stage(token.state), " ", moment(token.expires_at)]),
        ),
    },
  ],
};

export const grant: ObjectTable<GrantDetail> = {
  kind: "grant",
  read: readGrant,
  stage: (one) => one.state,
  line: (one) => [stage(one.state)],
  title: (one, { text }) => `${one.user.name} · ${text(one.role.label)} · ${one.area.name}`,
  fields: [
    { label: "admin.user", show: (one) => link(one.user.name, { name: "user", params: { id: one.user.id } }) },
    { label: "admin.role", show: (one, { text }) => text(one.role.label) },
    { label: "admin.area", show: (one) => one.area.name },
    { label: "admin.since", show: (one) => one.since },
    { label: "admin.until", show: (one, { t }) => one.until ?? t("admin.openEnded") },
    { label: "admin.grantedBy", show: (one) => one.granted_by },
  ],
};

export const role: ObjectTable<RoleDetail> = {
  kind: "role",
  read: readRole,
  stage: (one) => told(one.code, one.label.zh),
  prefill: (definition, one) =>
    known(
      definition,
      { code: one.code, label_zh: one.label.zh, label_en: one.label.en, acts: one.list_of_acts.map((act) => act.name), reads: one.reads },
      one.list_of_acts.map((act) => ({ id: act.name, name: act.label.zh })),
    ),
  line: (one) => [toned("quiet", one.code)],
  title: (one, { text }) => text(one.label),
  fields: [
    { label: "admin.reads", show: (one, { t }) => t(one.reads ? "admin.yes" : "admin.no") },
    { label: "admin.holders", show: (one) => String(one.holders) },
  ],
  parts: [
    { title: "admin.acts", show: (one, { text, listed }) => h("p", listed(one.list_of_acts.map((act) => text(act.label)))) },
    {
      title: "admin.heldBy",
      show: (one) => lines(one.held_by.map((held) => [link(held.user.name, { name: "user", params: { id: held.user.id } }), " ", held.area.name])),
    },
  ],
};

export const apitoken: ObjectTable<AccessTokenDetail> = {
  kind: "apitoken",
  read: readAccessToken,
  stage: (one) => one.state,
  line: (one) => [stage(one.state)],
  title: (one) => one.name,
  fields: [
    { label: "admin.user", show: (one) => link(one.user.name, { name: "user", params: { id: one.user.id } }) },
    { label: "admin.expires", show: (one) => moment(one.expires_at) },
    { label: "admin.lastUsed", show: (one, { t }) => moment(one.used_at) ?? t("admin.neverUsed") },
    { label: "admin.scope", show: (one, { text }) => text(one.scope) },
    { label: "admin.limit", show: (one, { t }) => one.limit || t("admin.noLimit") },
    { label: "admin.oldUntil", show: (one) => moment(one.old_until) },
    { label: "admin.revoked", show: (one) => moment(one.revoked_at) },
  ],
  remarks: (_, { t }) => [fine(t("admin.tokenNote"))],
  parts: [{ title: "admin.acts", show: (one, { text, listed }) => one.acts.length > 0 && h("p", listed(one.acts.map((act) => text(act.label)))) }],
};

export const oidcclient: ObjectTable<ClientDetail> = {
  kind: "oidcclient",
  read: readClient,
  stage: (one) => one.state,
  prefill: (definition, one) => known(definition, { redirect_uris: one.redirect_uris.join("\n"), logout_uris: one.logout_uris.join("\n"), backchannel_uri: one.backchannel_uri }, []),
  line: (one) => [stage(one.state)],
  title: (one) => one.name,
  fields: [
    { label: "admin.clientId", wide: true, show: (one) => one.client_id },
    { label: "admin.confidential", show: (one, { t }) => t(one.confidential ? "admin.yes" : "admin.no") },
    { label: "admin.firstParty", show: (one, { t }) => t(one.first_party ? "admin.yes" : "admin.no") },
  ],
  remarks: (_, { t }) => [fine(t("admin.clientNote"))],
  parts: [
    { title: "admin.redirectUris", show: (one) => lines(one.redirect_uris) },
    { title: "admin.logoutUris", show: (one) => lines(one.logout_uris) },
    { title: "admin.backchannelUri", show: (one) => lines(one.backchannel_uri ? [one.backchannel_uri] : []) },
  ],
};

export const organisation: ObjectTable<OfficeDetail> = {
  kind: "organisation",
  read: readOffice,
  stage: (one) => one.kind,
  prefill: (definition, one) => known(definition, { organisation: one.id, parent: one.id }, [one]),
  line: (one) => [toned("quiet", one.code), stage(one.kind)],
  title: (one) => one.name,
  fields: [
    { label: "admin.short", show: (one) => one.short },
    { label: "admin.parent", show: (one) => one.parent && link(one.parent.name, { name: "organisation", params: { id: one.parent.id } }) },
    { label: "admin.area", show: (one) => one.area.name },
  ],
  parts: [
    { title: "nav.teams", show: (one) => lines(one.teams.map((team) => link(team.name, { name: "team", params: { id: team.id } }))) },
    { title: "nav.users", show: (one) => people(one.members) },
  ],
};

export const team: ObjectTable<UnitDetail> = {
  kind: "team",
  read: readUnit,
  stage: (one) => one.kind,
  prefill: (definition, one) => known(definition, { team: one.id }, [one]),
  line: (one) => [toned("quiet", one.code), stage(one.kind)],
  title: (one) => one.name,
  fields: [
    { label: "admin.organisation", show: (one) => link(one.organisation.name, { name: "organisation", params: { id: one.organisation.id } }) },
    { label: "admin.area", show: (one) => one.area.name },
  ],
  parts: [{ title: "nav.users", show: (one) => people(one.members) }],
};
