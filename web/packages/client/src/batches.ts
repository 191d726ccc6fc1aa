import { newActId, performAct, type ActRequest } from "./acts.ts";
import { answer, http } from "./http.ts";
import { Problem } from "./problem.ts";
import type { ActResult, BatchDetail, BatchItem, BatchLineItem, BatchLineQuery, BatchQuery, PageOf } from "./types.ts";

export function listBatches(query: BatchQuery, signal?: AbortSignal): Promise<PageOf<BatchItem>> {
  return answer(http.GET("/api/v1/batches", { params: { query }, signal }));
}

export function readBatch(id: string, signal?: AbortSignal): Promise<BatchDetail> {
  return answer(http.GET("/api/v1/batches/{key}", { params: { path: { key: id } }, signal }));
}

export function listBatchLines(query: BatchLineQuery, signal?: AbortSignal): Promise<PageOf<BatchLineItem>> {
  return answer(http.GET("/api/v1/batch-lines", { params: { query }, signal }));
}

const COMMON = "common.";

/** A refusal of the batch as the form of its act shows it: what was entered for all is named as the form names it. */
export function asOfForm(cause: unknown): unknown {
  if (!(cause instanceof Problem)) return cause;
  const errors = cause.fieldErrors.map((one) => ({ ...one, field: one.field.startsWith(COMMON) ? one.field.slice(COMMON.length) : one.field }));
  return new Problem({ ...cause.body, errors });
}

/** An object of a batch, in the version that whoever asks has before him. */
export interface Seen {
  id: string;
  version: number;
}

/**
 * Asks for one act on many objects; the server's queue does them one by one, and refuses what changed since it was seen.
 *
 * @param lineIds the act id of each object's line, kept by the caller: sent again, a line is the same act once.
 * @throws Problem when the whole batch is refused; what becomes of each line its page tells.
 */
export async function askBatch(request: ActRequest, objects: readonly Seen[], lineIds: Map<string, string>): Promise<ActResult> {
  const lines = objects.map(({ id: on, version }) => {
    const id = lineIds.get(on) ?? newActId();
    lineIds.set(on, id);
    return { id, on, version };
  });
  try {
    return await performAct({ name: "batch.ask", id: request.id, input: { act: request.name, common: request.input, lines } });
  } catch (cause) {
    throw asOfForm(cause);
  }
}
