import { commonHeaders } from "./http.ts";
import { networkProblem, problemFrom } from "./problem.ts";

const LINE_FEED = 10;

/** How many line feeds a chunk of bytes holds. */
export function countLines(chunk: Uint8Array): number {
  let lines = 0;
  for (const byte of chunk) if (byte === LINE_FEED) lines += 1;
  return lines;
}

async function open(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, credentials: "same-origin", headers: commonHeaders("GET") });
  } catch (cause) {
    throw cause instanceof TypeError ? networkProblem() : cause;
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  return type.includes("json") ? response.json() : null;
}

/**
 * Reads an export as it arrives.
 *
 * @param onRows called with the number of data rows received so far (the heading is not counted); of a spreadsheet, which is packed, never.
 * @throws Problem when refused or cut off; an AbortError when `signal` fires.
 */
export async function downloadRows(url: string, signal: AbortSignal, onRows: (rows: number) => void): Promise<Blob> {
  const response = await open(url, signal);
  if (!response.ok || !response.body) throw problemFrom(response.status, await bodyOf(response));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const text = response.headers.get("content-type")?.startsWith("text/") ?? true;
  let lines = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    if (!text) continue;
    lines += countLines(part.value);
    onRows(Math.max(0, lines - 1));
  }
  return new Blob(chunks, { type: response.headers.get("content-type") ?? "text/csv" });
}
