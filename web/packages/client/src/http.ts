import createClient from "openapi-fetch";

import { networkProblem, problemFrom } from "./problem.ts";
import type { paths } from "./types.ts";

export interface ClientOptions {
  /** Language for the server's sentences: "zh" or "en". */
  language: () => string;
  /** Called when the server says that nobody is signed in. */
  onSignedOut: () => void;
}

let options: ClientOptions = { language: () => "zh", onSignedOut: () => undefined };

export function configureClient(given: ClientOptions): void {
  options = given;
}

/** The value of a cookie, or an empty string. */
export function readCookie(name: string, cookies: string = document.cookie): string {
  const found = cookies.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** The headers every call carries: language, and Django's CSRF token where something may change. */
export function commonHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { "Accept-Language": options.language() };
  if (!SAFE_METHODS.has(method.toUpperCase())) headers["X-CSRFToken"] = readCookie("csrftoken");
  return headers;
}

/** Tells the application that the session is gone. */
export function reportSignedOut(): void {
  options.onSignedOut();
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    throw cause instanceof TypeError ? networkProblem() : cause;
  }
}

export const http = createClient<paths>({
  baseUrl: typeof location === "undefined" ? "http://localhost" : location.origin,
  credentials: "same-origin",
  fetch: reach,
});

http.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(commonHeaders(request.method))) request.headers.set(name, value);
    return request;
  },
  onResponse({ response }) {
    if (response.status === 401) reportSignedOut();
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of a call, or its Problem thrown. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw problemFrom(response.status, error);
  return data;
}
