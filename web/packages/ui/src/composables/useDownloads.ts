import {
  askExport,
  asProblem,
  cancelExport,
  downloadRows,
  exportFileUrl,
  exportUrl,
  isAbort,
  problemFrom,
  readExport,
  type ExportDetail,
  type Exported,
  type FileFormat,
  type Problem,
} from "@xuncheng/client";
import { reactive } from "vue";

import { usePreferences } from "./usePreferences.ts";

export interface DownloadJob {
  id: number;
  name: string;
  rows: number;
  /** How many rows the file will have, where that is known: the server makes it as a task of its own. */
  expected: number | null;
  state: "waiting" | "running" | "done" | "failed";
  problem: Problem | null;
  cancel: () => void;
}

/** How often it is asked how far a file is that the server makes. */
const AGAIN_AFTER = 1000;
const jobs = reactive<DownloadJob[]>([]);
let lastId = 0;

function save(name: string, address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  save(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function dismiss(id: number): void {
  const index = jobs.findIndex((job) => job.id === id);
  if (index >= 0) jobs.splice(index, 1);
}

function wait(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, AGAIN_AFTER);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("called off", "AbortError"));
    });
  });
}

async function stream(job: DownloadJob, asked: Exported, format: FileFormat, signal: AbortSignal): Promise<void> {
  const url = exportUrl(asked.list, asked.query, format);
  saveBlob(job.name, await downloadRows(url, signal, (rows) => (job.rows = rows)));
}

function endOf(made: ExportDetail): Problem {
  const { zh, en } = made.refusal ?? made.state;
  return problemFrom(500, { title: zh, title_zh: zh, title_en: en, code: `export.${made.state.code}` });
}

/** Has the server make the file, follows how far it is, and fetches it. */
async function order(job: DownloadJob, asked: Exported, format: FileFormat, signal: AbortSignal): Promise<void> {
  const key = await askExport(asked, format, job.name.slice(0, -format.length - 1), usePreferences().language);
  let made = await readExport(key);
  try {
    for (; made.state.code === "waiting" || made.state.code === "making"; made = await readExport(key, signal)) {
      job.state = made.expected === null ? "waiting" : "running";
      job.expected = made.expected;
      job.rows = made.rows;
      await wait(signal);
    }
  } catch (cause) {
    if (isAbort(cause)) await cancelExport(key, made.version);
    throw cause;
  }
  if (made.state.code !== "done") throw endOf(made);
  job.rows = made.rows;
  save(job.name, exportFileUrl(key));
}

async function run(job: DownloadJob, work: Promise<void>): Promise<void> {
  try {
    await work;
    job.state = "done";
  } catch (cause) {
    if (isAbort(cause)) return dismiss(job.id);
    job.problem = asProblem(cause);
    job.state = "failed";
  }
}

export interface Downloads {
  jobs: DownloadJob[];
  /** Exports a list: written while it is sent, or, where there are `many` rows, made by the server beforehand. */
  start: (name: string, asked: Exported, format: FileFormat, many?: boolean) => void;
  dismiss: (id: number) => void;
}

/** Exports on their way. They go on while the person works on another page. */
export function useDownloads(): Downloads {
  function start(name: string, asked: Exported, format: FileFormat, many = false): void {
    const abort = new AbortController();
    const id = (lastId += 1);
    const state = many ? "waiting" : "running";
    jobs.push({ id, name: `${name}.${format}`, rows: 0, expected: null, state, problem: null, cancel: () => abort.abort() });
    const job = jobs.find((one) => one.id === id);
    if (job) void run(job, (many ? order : stream)(job, asked, format, abort.signal));
  }

  return { jobs, start, dismiss };
}
