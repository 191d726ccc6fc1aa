import type { Bilingual, FieldError, LegalBasis, ProblemBody } from "./types.ts";

/** Codes of problems the client itself finds, beside those the server names. */
export const NETWORK = "client.network";
export const UNREADABLE = "client.unreadable";

/**
 * A refusal or failure of a call, as RFC 9457 problem details.
 *
 * `status` is the HTTP status, or 0 when no answer arrived at all: then nobody knows whether the server did the work.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.title);
    this.name = "Problem";
    this.status = body.status;
    this.code = body.code;
    this.body = body;
  }

  get title(): Bilingual {
    return { zh: this.body.title_zh ?? this.body.title, en: this.body.title_en ?? this.body.title };
  }

  get basis(): LegalBasis[] {
    return this.body.basis ?? [];
  }

  get missing(): Bilingual[] {
    return this.body.missing ?? [];
  }

  /** Errors that belong to one input field; a lone `field` member counts as one. */
  get fieldErrors(): FieldError[] {
    if (this.body.errors?.length) return this.body.errors;
    if (!this.body.field) return [];
    return [{ field: this.body.field, message_zh: this.title.zh, message_en: this.title.en }];
  }

  /** True when the answer never arrived, so that sending the same act again is right. */
  get unanswered(): boolean {
    return this.code === NETWORK;
  }

  /** True when the object was changed by somebody else since it was read. */
  get stale(): boolean {
    return this.status === 412;
  }
}

export function networkProblem(): Problem {
  return new Problem({ type: "about:blank", title: "Network unreachable", status: 0, code: NETWORK });
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === "object" && body !== null && "title" in body;
}

/** What a failed response means; a body that is no problem document becomes a plain problem of that status. */
export function problemFrom(status: number, body: unknown): Problem {
  if (isProblemBody(body)) return new Problem({ ...body, status, code: body.code ?? `http.${status}` });
  return new Problem({ type: "about:blank", title: `HTTP ${status}`, status, code: status ? `http.${status}` : UNREADABLE });
}

/** Any thrown value as a Problem; an aborted call is passed on as it is. */
export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  if (cause instanceof TypeError) return networkProblem();
  throw cause;
}

export function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}
