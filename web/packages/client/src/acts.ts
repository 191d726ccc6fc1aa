import { v7 as uuidv7 } from "uuid";

import { answer, http } from "./http.ts";
import { Problem } from "./problem.ts";
import type { ActBody, ActResult, DraftDocument } from "./types.ts";

/** The object an act is on, with the version the screen showed when the person decided. */
export interface ActTarget {
  id: string;
  version: number;
}

export interface ActRequest {
  name: string;
  /** UUIDv7 made once per intention: the same id twice is the same act once. */
  id: string;
  target?: ActTarget;
  input: Record<string, unknown>;
  /** Texts of its documents as they are to be printed, by the field that the preview names. */
  wording?: Record<string, string>;
}

export function newActId(): string {
  return uuidv7();
}

/** Milliseconds to wait before each further attempt when no answer arrived. */
export const RETRY_WAITS: readonly number[] = [400, 1500];

const UNREACHED_STATUSES = new Set([0, 502, 503, 504]);

function worthRetrying(cause: unknown): boolean {
  return cause instanceof Problem && UNREACHED_STATUSES.has(cause.status);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function framed(request: ActRequest) {
  const body: ActBody = { id: request.id, input: request.input };
  if (request.wording && Object.keys(request.wording).length > 0) body.wording = request.wording;
  const header: { "If-Match"?: string } = {};
  if (request.target) {
    body.on = request.target.id;
    header["If-Match"] = `"${request.target.version}"`;
  }
  return { params: { path: { name: request.name }, header }, body };
}

function send(request: ActRequest): Promise<ActResult> {
  return answer(http.POST("/api/v1/acts/{name}", framed(request)));
}

/**
 * The documents that an act would make, laid out; nothing is written.
 *
 * @throws Problem as the act itself would be refused.
 */
export async function previewAct(request: ActRequest): Promise<DraftDocument[]> {
  return (await answer(http.POST("/api/v1/acts/{name}/preview", framed(request)))).documents;
}

/**
 * Does one act. When no answer arrives it is sent again under the same id, which the server takes as the same act.
 *
 * @throws Problem when refused, stale (412) or still unanswered after the last attempt.
 */
export async function performAct(request: ActRequest, waits: readonly number[] = RETRY_WAITS): Promise<ActResult> {
  for (const pause of waits) {
    try {
      return await send(request);
    } catch (cause) {
      if (!worthRetrying(cause)) throw cause;
      await wait(pause);
    }
  }
  return send(request);
}
