import type { components } from "@xuncheng/client";

import { preferences } from "./preferences.ts";

type Schemas = components["schemas"];

export type Portal = Schemas["PortalOut"];
export type ReportDone = Schemas["ReportDone"];
export type Progress = Schemas["ProgressOut"];
export type Challenge = Schemas["ChallengeOut"];
export type Proof = Schemas["Proof"];
export type Decision = Schemas["OpenItem"];
export type DecisionPage = Schemas["OpenPage"];
export type DecisionEntry = Schemas["OpenEntry"];
export type PartyCase = Schemas["PartyCaseOut"];
export type OpenPowers = Schemas["OpenPowers"];
export type Goods = Schemas["WhereOut"];

export interface ProblemBody {
  title?: string;
  title_zh?: string;
  title_en?: string;
  code?: string;
  errors?: { field: string; message_zh: string; message_en: string }[];
}

/** A refusal, with its sentence in the reader's language and what is wrong with each field. */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;

  constructor(status: number, body: ProblemBody) {
    const english = preferences.language === "en";
    super((english ? body.title_en : body.title_zh) ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? (status ? `http.${status}` : "network");
    const wrong = body.errors ?? [];
    this.fields = Object.fromEntries(
      wrong.map((one) => [one.field.split(".").pop() ?? "", english ? one.message_en : one.message_zh]),
    );
  }
}

const UNREACHED: ProblemBody = { title_zh: "网络不通，请稍后重试", title_en: "The network does not answer: try again", code: "network" };

/** Calls the API as nobody: no cookie goes along, whoever is signed in elsewhere in this browser. */
export async function call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/public${path}`, {
      method,
      credentials: "omit",
      headers: { "Accept-Language": preferences.language, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch {
    throw new Failure(0, UNREACHED);
  }
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new Failure(response.status, answer as ProblemBody);
  return answer as T;
}

export function failureOf(cause: unknown): Failure {
  return cause instanceof Failure ? cause : new Failure(0, { title: String(cause) });
}

let told: Promise<Portal> | null = null;

/** What the portal says of itself, asked once. */
export function portal(): Promise<Portal> {
  told ??= call<Portal>("GET", "/portal").catch((cause: unknown) => {
    told = null;
    throw cause;
  });
  return told;
}
