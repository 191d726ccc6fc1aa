import { commonHeaders, UPLOADS_URL } from "@xuncheng/client";
import { Upload } from "tus-js-client";
import { onScopeDispose, ref, type Ref } from "vue";

export interface UploadState {
  key: number;
  name: string;
  size: number;
  sent: number;
  state: "sending" | "paused" | "failed" | "done";
}

export interface Uploads {
  uploads: Ref<UploadState[]>;
  add: (file: File) => void;
  pause: (key: number) => void;
  resume: (key: number) => void;
  remove: (key: number) => void;
}

const RETRY_WAITS_MS = [0, 1000, 3000, 5000];

function idOf(url: string | null): string {
  return url?.split("?")[0]?.replace(/\/$/, "").split("/").pop() ?? "";
}

/** Sends files by tus 1.0.0. `onDone` gets the upload id and the file's name. */
export function useUploads(onDone: (id: string, name: string) => void): Uploads {
  const uploads = ref<UploadState[]>([]);
  const running = new Map<number, Upload>();
  let lastKey = 0;

  function change(key: number, part: Partial<UploadState>): void {
    uploads.value = uploads.value.map((one) => (one.key === key ? { ...one, ...part } : one));
  }

  function begin(key: number, file: File): Upload {
    const upload: Upload = new Upload(file, {
      endpoint: UPLOADS_URL,
      retryDelays: RETRY_WAITS_MS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, filetype: file.type },
      onBeforeRequest(request) {
        for (const [name, value] of Object.entries(commonHeaders("POST"))) request.setHeader(name, value);
      },
      onProgress: (sent) => change(key, { sent }),
      onError: () => change(key, { state: "failed" }),
      onSuccess() {
        change(key, { state: "done" });
        running.delete(key);
        onDone(idOf(upload.url), file.name);
      },
    });
    return upload;
  }

  async function start(upload: Upload): Promise<void> {
    const [previous] = await upload.findPreviousUploads();
    if (previous) upload.resumeFromPreviousUpload(previous);
    upload.start();
  }

  function add(file: File): void {
    const key = (lastKey += 1);
    uploads.value = [...uploads.value, { key, name: file.name, size: file.size, sent: 0, state: "sending" }];
    const upload = begin(key, file);
    running.set(key, upload);
    void start(upload);
  }

  function pause(key: number): void {
    void running.get(key)?.abort();
    change(key, { state: "paused" });
  }

  function resume(key: number): void {
    change(key, { state: "sending" });
    running.get(key)?.start();
  }

  function remove(key: number): void {
    void running.get(key)?.abort();
    running.delete(key);
    uploads.value = uploads.value.filter((one) => one.key !== key);
  }

  onScopeDispose(() => running.forEach((upload) => void upload.abort()));
  return { uploads, add, pause, resume, remove };
}
