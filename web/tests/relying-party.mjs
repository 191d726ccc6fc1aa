/**
 * A small system of the bureau in which one signs in by Xuncheng, as a system of another house would: openid-client, one page.
 *
 * ISSUER, CLIENT_ID, CLIENT_SECRET and PORT come from the environment. It keeps a session of its own, so that one can
 * see what becomes of it when the user is gone at Xuncheng: /refresh and /who ask there, / alone does not.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import process from "node:process";

import * as oidc from "openid-client";

const { ISSUER, CLIENT_ID, CLIENT_SECRET, PORT } = process.env;
const HERE = `http://127.0.0.1:${PORT}`;
const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, {
  execute: [oidc.allowInsecureRequests], // http on this machine alone
});

/** What is kept of each browser, by its cookie. */
const kept = new Map();

const PAGES = {
  "/": async (_request, own) => {
    if (own.claims) return { text: `业务系统：${own.claims.name}（${own.claims.preferred_username}）已登录` };
    own.verifier = oidc.randomPKCECodeVerifier();
    own.state = oidc.randomState();
    own.nonce = oidc.randomNonce();
    const to = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${HERE}/callback`,
      scope: "openid profile xuncheng",
      code_challenge: await oidc.calculatePKCECodeChallenge(own.verifier),
      code_challenge_method: "S256",
      state: own.state,
      nonce: own.nonce,
    });
    return { to: to.href };
  },

  "/callback": async (request, own) => {
    own.tokens = await oidc.authorizationCodeGrant(config, new URL(request.url, HERE), {
      pkceCodeVerifier: own.verifier,
      expectedState: own.state,
      expectedNonce: own.nonce,
      idTokenExpected: true,
    });
    const { sub } = own.tokens.claims();
    own.claims = await oidc.fetchUserInfo(config, own.tokens.access_token, sub);
    return { to: "/" };
  },

  "/who": async (_request, own) => {
    const said = await oidc.fetchUserInfo(config, own.tokens.access_token, own.claims.sub);
    return { text: JSON.stringify(said) };
  },

  "/refresh": async (_request, own) => {
    const fresh = await oidc.refreshTokenGrant(config, own.tokens.refresh_token);
    own.tokens = { ...own.tokens, ...fresh };
    return { text: "已续期" };
  },

  "/leave": (_request, own) => {
    const to = oidc.buildEndSessionUrl(config, {
      id_token_hint: own.tokens.id_token,
      post_logout_redirect_uri: `${HERE}/bye`,
      state: "bye",
    });
    own.claims = undefined;
    return { to: to.href };
  },

  "/bye": () => ({ text: "已退出业务系统" }),
};

function ownOf(request, response) {
  const cookie = /relying=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? randomUUID();
  response.setHeader("Set-Cookie", `relying=${cookie}; HttpOnly; SameSite=Lax; Path=/`);
  if (!kept.has(cookie)) kept.set(cookie, {});
  return kept.get(cookie);
}

async function answer(request, response) {
  const page = PAGES[new URL(request.url, HERE).pathname];
  if (!page) return response.writeHead(404).end();
  try {
    const { to, text } = await page(request, ownOf(request, response));
    if (to) return response.writeHead(302, { Location: to }).end();
    return response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(`<main>${text}</main>`);
  } catch (cause) {
    const said = cause.error ?? cause.code ?? "error";
    return response.writeHead(403, { "Content-Type": "text/html; charset=utf-8" }).end(`<main>拒绝：${said}</main>`);
  }
}

createServer(answer).listen(Number(PORT), "127.0.0.1", () => process.stdout.write("ready\n"));
