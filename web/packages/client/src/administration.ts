import { answer, http } from "./http.ts";
import type {
  AccessTokenDetail,
  AccessTokenItem,
  AccountDetail,
  AccountItem,
  ActName,
  AreaItem,
  ClientDetail,
  ClientItem,
  GrantDetail,
  GrantItem,
  OfficeDetail,
  OfficeItem,
  PageOf,
  RoleDetail,
  RoleItem,
  UnitDetail,
  UnitItem,
  UserTable,
} from "./types.ts";

/** The registers of administration: whoever administers no area finds them empty. */

interface Narrowed extends Record<string, unknown> {
  cursor?: string;
  limit?: number;
  exact?: boolean;
}

export function listAccounts(query: Narrowed, signal?: AbortSignal): Promise<PageOf<AccountItem>> {
  return answer(http.GET("/api/v1/user-register", { params: { query }, signal }));
}

export function readAccount(id: string): Promise<AccountDetail> {
  return answer(http.GET("/api/v1/user-register/{key}", { params: { path: { key: id } } }));
}

/** A file in Base64, as the API takes it. */
function encoded(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}

/** What would become of each row of a table of users (CSV), or, when it is no trial, what became of it. */
export async function bringUserTable(file: Blob, dryRun: boolean): Promise<UserTable> {
  return answer(http.POST("/api/v1/user-register/table", { body: { table: await encoded(file), dry_run: dryRun } }));
}

export function listGrants(query: Narrowed, signal?: AbortSignal): Promise<PageOf<GrantItem>> {
  return answer(http.GET("/api/v1/grant-register", { params: { query }, signal }));
}

export function readGrant(id: string): Promise<GrantDetail> {
  return answer(http.GET("/api/v1/grant-register/{key}", { params: { path: { key: id } } }));
}

export function listAccessTokens(query: Narrowed, signal?: AbortSignal): Promise<PageOf<AccessTokenItem>> {
  return answer(http.GET("/api/v1/token-register", { params: { query }, signal }));
}

export function readAccessToken(id: string): Promise<AccessTokenDetail> {
  return answer(http.GET("/api/v1/token-register/{key}", { params: { path: { key: id } } }));
}

export function listRoles(query: Narrowed, signal?: AbortSignal): Promise<PageOf<RoleItem>> {
  return answer(http.GET("/api/v1/role-register", { params: { query }, signal }));
}

export function readRole(id: string): Promise<RoleDetail> {
  return answer(http.GET("/api/v1/role-register/{key}", { params: { path: { key: id } } }));
}

export function listOffices(query: Narrowed, signal?: AbortSignal): Promise<PageOf<OfficeItem>> {
  return answer(http.GET("/api/v1/organisation-register", { params: { query }, signal }));
}

export function readOffice(id: string): Promise<OfficeDetail> {
  return answer(http.GET("/api/v1/organisation-register/{key}", { params: { path: { key: id } } }));
}

export function listUnits(query: Narrowed, signal?: AbortSignal): Promise<PageOf<UnitItem>> {
  return answer(http.GET("/api/v1/team-register", { params: { query }, signal }));
}

export function readUnit(id: string): Promise<UnitDetail> {
  return answer(http.GET("/api/v1/team-register/{key}", { params: { path: { key: id } } }));
}

/** Every act that a role may hold. */
export async function listActNames(): Promise<ActName[]> {
  return (await answer(http.GET("/api/v1/act-names"))).items;
}

/** Areas of one kind, with their keys. */
export async function listAreas(kind: "district" | "street"): Promise<AreaItem[]> {
  return (await answer(http.GET("/api/v1/places/areas", { params: { query: { kind } } }))).items;
}

export function listClients(query: Narrowed, signal?: AbortSignal): Promise<PageOf<ClientItem>> {
  return answer(http.GET("/api/v1/client-register", { params: { query }, signal }));
}

export function readClient(id: string): Promise<ClientDetail> {
  return answer(http.GET("/api/v1/client-register/{key}", { params: { path: { key: id } } }));
}
