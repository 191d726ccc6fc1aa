import { commonHeaders, readCookie } from "./http.ts";
import { networkProblem, problemFrom } from "./problem.ts";

/** Sign-in and account calls: django-allauth headless, browser client. */
const ROOT = "/_allauth/browser/v1";

interface Flow {
  id: string;
  is_pending?: boolean;
  types?: string[];
}

interface AllauthError {
  code: string;
  message: string;
  param?: string;
}

interface AllauthBody {
  status: number;
  data?: unknown;
  meta?: Record<string, unknown>;
  errors?: AllauthError[];
}

export interface SignInSession {
  id: number;
  ip: string;
  user_agent: string;
  /** Seconds since 1970. */
  created_at: number;
  /** Seconds since 1970; missing when activity is not tracked. */
  last_seen_at?: number;
  is_current: boolean;
}

export interface Authenticator {
  type: "totp" | "recovery_codes" | "webauthn";
  created_at: number;
  last_used_at: number | null;
  total_code_count?: number;
  unused_code_count?: number;
  unused_codes?: string[];
}

export interface TotpSecret {
  secret: string;
  totp_url: string;
}

/** Why a sign-in or account call did not succeed: allauth's codes, plus `rate_limited` and `reauthenticate`. */
export class SessionRefusal extends Error {
  readonly code: string;
  readonly field: string | null;
  readonly sentence: string;

  constructor(code: string, field: string | null = null, sentence = "") {
    super(code);
    this.name = "SessionRefusal";
    this.code = code;
    this.field = field;
    this.sentence = sentence;
  }
}

export type SignInStep = "done" | "second_factor";

async function call(method: string, path: string, body?: unknown): Promise<AllauthBody> {
  const headers = { ...commonHeaders(method), "Content-Type": "application/json", Accept: "application/json" };
  let response: Response;
  try {
    response = await fetch(`${ROOT}${path}`, {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw networkProblem();
  }
  return read(response);
}

async function read(response: Response): Promise<AllauthBody> {
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 429) throw new SessionRefusal("rate_limited");
  if (!type.includes("json")) throw problemFrom(response.status, null);
  return (await response.json()) as AllauthBody;
}

function flowsOf(body: AllauthBody): Flow[] {
  const data = body.data as { flows?: Flow[] } | undefined;
  return data?.flows ?? [];
}

function isPending(body: AllauthBody, flow: string): boolean {
  return flowsOf(body).some((one) => one.id === flow && one.is_pending);
}

/** Throws the refusal a body carries; a 401 while signed in asks to confirm the password first. */
function demandOk(body: AllauthBody): AllauthBody {
  const first = body.errors?.[0];
  if (first) throw new SessionRefusal(first.code, first.param ?? null, first.message);
  if (body.status === 401 && body.meta?.["is_authenticated"]) throw new SessionRefusal("reauthenticate");
  if (body.status >= 400) throw problemFrom(body.status, null);
  return body;
}

/** Whoever is quicker than the page's first answer would be refused for want of the CSRF cookie: it is fetched first. */
async function withCookie(): Promise<void> {
  if (readCookie("csrftoken") === "") await call("GET", "/config");
}

/** A provider of somebody else by which one may sign in, such as the district's. */
export interface SignInProvider {
  id: string;
  name: string;
}

/** The providers that this installation names; also sets the CSRF cookie. */
export async function listProviders(): Promise<SignInProvider[]> {
  const body = await call("GET", "/config");
  const data = body.data as { socialaccount?: { providers?: SignInProvider[] } } | undefined;
  return data?.socialaccount?.providers ?? [];
}

/** Whether somebody whom a provider has signed in still has to give his one-time code. */
export async function awaitsCode(): Promise<boolean> {
  return isPending(await call("GET", "/auth/session"), "mfa_authenticate");
}

/** Signs in with a password; says whether a one-time code is asked for next. */
export async function signIn(username: string, password: string): Promise<SignInStep> {
  await withCookie();
  const body = await call("POST", "/auth/login", { username, password });
  if (body.status === 401 && isPending(body, "mfa_authenticate")) return "second_factor";
  demandOk(body);
  return "done";
}

/** The second step: a one-time code from the authenticator app, or a recovery code. */
export async function confirmCode(code: string): Promise<void> {
  demandOk(await call("POST", "/auth/2fa/authenticate", { code }));
}

/** Ends this session. Allauth answers 401 to say that nobody is signed in any more. */
export async function signOut(): Promise<void> {
  const body = await call("DELETE", "/auth/session");
  if (body.status !== 401) demandOk(body);
}

export async function confirmPassword(password: string): Promise<void> {
  demandOk(await call("POST", "/auth/reauthenticate", { password }));
}

export async function changePassword(current: string, next: string): Promise<void> {
  const body = await call("POST", "/account/password/change", { current_password: current, new_password: next });
  if (body.status !== 401) demandOk(body);
}

export async function listAuthenticators(): Promise<Authenticator[]> {
  return demandOk(await call("GET", "/account/authenticators")).data as Authenticator[];
}

/** A fresh secret for enrolment, or null when the second factor is already on. */
export async function proposeTotp(): Promise<TotpSecret | null> {
  const body = await call("GET", "/account/authenticators/totp");
  if (body.status === 404) return body.meta as unknown as TotpSecret;
  demandOk(body);
  return null;
}

export async function activateTotp(code: string): Promise<void> {
  demandOk(await call("POST", "/account/authenticators/totp", { code }));
}

export async function deactivateTotp(): Promise<void> {
  demandOk(await call("DELETE", "/account/authenticators/totp"));
}

export async function readRecoveryCodes(): Promise<Authenticator | null> {
  const body = await call("GET", "/account/authenticators/recovery-codes");
  return body.status === 404 ? null : (demandOk(body).data as Authenticator);
}

export async function renewRecoveryCodes(): Promise<Authenticator> {
  return demandOk(await call("POST", "/account/authenticators/recovery-codes")).data as Authenticator;
}

export async function listSessions(): Promise<SignInSession[]> {
  return demandOk(await call("GET", "/auth/sessions")).data as SignInSession[];
}

/** Ends the sessions given by id; ending the current one signs out. */
export async function endSessions(ids: number[]): Promise<void> {
  const body = await call("DELETE", "/auth/sessions", { sessions: ids });
  if (body.status !== 401) demandOk(body);
}
