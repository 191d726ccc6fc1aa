interface AdminPage {
  key: string;
  /** Message key of its name. */
  label: string;
  under: string;
}

/** The pages of administration, in the order of the menu. */
export const ADMINISTRATION: readonly AdminPage[] = [
  { key: "users", label: "nav.users", under: "/admin/users" },
  { key: "grants", label: "nav.grants", under: "/admin/grants" },
  { key: "roles", label: "nav.roles", under: "/admin/roles" },
  { key: "tokens", label: "nav.tokens", under: "/admin/tokens" },
  { key: "terminals", label: "nav.terminals", under: "/admin/terminals" },
  { key: "clients", label: "nav.clients", under: "/admin/clients" },
  { key: "organisations", label: "nav.organisations", under: "/admin/organisations" },
  { key: "teams", label: "nav.teams", under: "/admin/teams" },
];

/** Whoever may do one of these is shown the pages in the menu. */
export const ADMINISTERS: readonly string[] = ["user.add", "grant.give", "role.set", "token.issue", "organisation.add", "team.add"];
