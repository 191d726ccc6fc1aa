import { afterEach, describe, expect, it, vi } from "vitest";

import { activateTotp, proposeTotp, signIn, signOut } from "../src/session.ts";

function answering(status: number, body: object) {
  const headers = { "Content-Type": "application/json" };
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ status, ...body }), { status, headers })));
}

afterEach(() => vi.unstubAllGlobals());

describe("signIn", () => {
  it("is done when the server says so", async () => {
    answering(200, { data: { user: {} } });
    expect(await signIn("wang", "secret")).toBe("done");
  });

  it("asks for the one-time code when that step is pending", async () => {
    answering(401, { data: { flows: [{ id: "login" }, { id: "mfa_authenticate", is_pending: true, types: ["totp"] }] } });
    expect(await signIn("wang", "secret")).toBe("second_factor");
  });

  it.each([
    ["username_password_mismatch", 400],
    ["too_many_login_attempts", 400],
  ])("passes on the refusal %s", async (code, status) => {
    answering(status, { errors: [{ code, message: "…", param: "password" }] });
    await expect(signIn("wang", "wrong")).rejects.toMatchObject({ code, field: "password" });
  });

  it("fetches the CSRF cookie first when the page has none yet", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", (url: string, { method }: RequestInit) => {
      asked.push(`${method} ${url}`);
      return Promise.resolve(Response.json({ status: 200, data: { user: {} } }));
    });
    await signIn("wang", "secret");
    expect(asked).toEqual(["GET /_allauth/browser/v1/config", "POST /_allauth/browser/v1/auth/login"]);
  });

  it("takes 429 for being locked out", async () => {
    answering(429, {});
    await expect(signIn("wang", "wrong")).rejects.toMatchObject({ code: "rate_limited" });
  });
});

describe("account", () => {
  it("takes the 401 after signing out for success", async () => {
    answering(401, { meta: { is_authenticated: false } });
    await expect(signOut()).resolves.toBeUndefined();
  });

  it("asks to confirm the password when the server wants that first", async () => {
    answering(401, { data: { flows: [{ id: "reauthenticate" }] }, meta: { is_authenticated: true } });
    await expect(activateTotp("123456")).rejects.toMatchObject({ code: "reauthenticate" });
  });

  it("finds the secret to enrol with in the not-found answer", async () => {
    answering(404, { meta: { secret: "ABC", totp_url: "otpauth://totp/x" } });
    expect(await proposeTotp()).toEqual({ secret: "ABC", totp_url: "otpauth://totp/x" });
  });
});
