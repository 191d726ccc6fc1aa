import { asProblem, downloadRows, isAbort, type Problem } from "@xuncheng/client";
import { reactive } from "vue";

export interface DownloadJob {
  id: number;
  name: string;
  rows: number;
  state: "running" | "done" | "failed";
  problem: Problem | null;
  cancel: () => void;
}

const jobs = reactive<DownloadJob[]>([]);
let lastId = 0;

function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function dismiss(id: number): void {
  const index = jobs.findIndex((job) => job.id === id);
  if (index >= 0) jobs.splice(index, 1);
}

async function run(job: DownloadJob, url: string, signal: AbortSignal): Promise<void> {
  try {
    save(job.name, await downloadRows(url, signal, (rows) => (job.rows = rows)));
    job.state = "done";
  } catch (cause) {
    if (isAbort(cause)) return dismiss(job.id);
    job.problem = asProblem(cause);
    job.state = "failed";
  }
}

export interface Downloads {
  jobs: DownloadJob[];
  start: (name: string, url: string) => void;
  dismiss: (id: number) => void;
}

/** Exports on their way. They go on while the person works on another page. */
export function useDownloads(): Downloads {
  function start(name: string, url: string): void {
    const abort = new AbortController();
    const id = (lastId += 1);
    jobs.push({ id, name, rows: 0, state: "running", problem: null, cancel: () => abort.abort() });
    const job = jobs.find((one) => one.id === id);
    if (job) void run(job, url, abort.signal);
  }

  return { jobs, start, dismiss };
}
