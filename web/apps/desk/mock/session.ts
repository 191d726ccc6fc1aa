import type { Reply } from "./plugin.ts";

let signedIn = false;
let pending = false;
let totp = false;
let failures = 0;

export function isSignedIn(): boolean {
  return signedIn;
}

function ok(data: unknown, status = 200): Reply {
  return { status, body: { status, data, meta: { is_authenticated: signedIn } } };
}

function bad(code: string): Reply {
  return { status: 400, body: { status: 400, errors: [{ code, message: code }] } };
}

function login(body: Record<string, unknown>): Reply {
  if (failures >= 4) return bad("too_many_login_attempts");
  if (body["password"] !== "demo") {
    failures += 1;
    return bad("username_password_mismatch");
  }
  if (body["username"] === "totp") {
    pending = true;
    return { status: 401, body: { status: 401, data: { flows: [{ id: "mfa_authenticate", is_pending: true, types: ["totp"] }] } } };
  }
  signedIn = true;
  return ok({ user: {} });
}

function second(body: Record<string, unknown>): Reply {
  if (!pending || body["code"] !== "123456") return bad("incorrect_code");
  signedIn = true;
  return ok({ user: {} });
}

const CODES = ["3f9a-11c2", "88bd-02e7", "a1c9-7f30", "5be2-90aa", "c77d-4e15", "0d3f-b8a6"];
const SECRET = { secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", totp_url: "otpauth://totp/%E5%B7%A1%E5%9F%8E:wangjianguo?secret=JBSWY3DPEHPK3PXP&issuer=%E5%B7%A1%E5%9F%8E" };

function sessions(): Reply {
  const now = Date.now() / 1000;
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36";
  return ok([
    { id: 1, ip: "10.12.4.31", user_agent: chrome, created_at: now - 9000, last_seen_at: now - 20, is_current: true },
    { id: 2, ip: "10.12.7.9", user_agent: "Mozilla/5.0 (Linux; Android 14) HarmonyOS Chrome/120 Mobile", created_at: now - 90000, last_seen_at: now - 4000, is_current: false },
  ]);
}

function authenticators(): Reply {
  const both = [
    { type: "totp", created_at: 1, last_used_at: null },
    { type: "recovery_codes", created_at: 1, last_used_at: null, total_code_count: 10, unused_code_count: 8 },
  ];
  return ok(totp ? both : []);
}

const ROUTES: Record<string, (body: Record<string, unknown>) => Reply> = {
  "POST /auth/login": login,
  "POST /auth/2fa/authenticate": second,
  "DELETE /auth/session": () => {
    signedIn = false;
    return ok({}, 401);
  },
  "GET /auth/sessions": sessions,
  "DELETE /auth/sessions": sessions,
  "GET /account/authenticators": authenticators,
  "GET /account/authenticators/totp": () => ({ status: 404, body: { status: 404, meta: SECRET } }),
  "POST /account/authenticators/totp": (body) => {
    totp = body["code"] === "123456";
    return totp ? ok({ type: "totp" }) : bad("incorrect_code");
  },
  "DELETE /account/authenticators/totp": () => {
    totp = false;
    return ok({});
  },
  "GET /account/authenticators/recovery-codes": () => ok({ type: "recovery_codes", unused_codes: CODES }),
  "POST /account/authenticators/recovery-codes": () => ok({ type: "recovery_codes", unused_codes: CODES }),
  "POST /account/password/change": (body) => (body["current_password"] === "demo" ? ok({}) : bad("enter_current_password")),
};

export function allauth(method: string, path: string, body: Record<string, unknown>): Reply {
  const handler = ROUTES[`${method} ${path.replace("/_allauth/browser/v1", "")}`];
  return handler ? handler(body) : { status: 404, body: { status: 404 } };
}
