import { onUnmounted, ref, type Ref } from "vue";

import { Failure, type ProblemBody } from "./api.ts";
import { prove } from "./proof/prove.ts";

export interface Uploading {
  local: number;
  name: string;
  /** A small picture of what was chosen, out of the browser's own memory. */
  preview: string;
  percent: number;
  /** The key by which the report names the file; empty while it is on its way. */
  key: string;
}

const ENDPOINT = "/api/v1/public/uploads";
const CHUNK = 1024 * 1024;

function problemOf(cause: unknown): Failure {
  const answer = (cause as { originalResponse?: { getStatus(): number; getBody(): string } | null }).originalResponse;
  if (!answer) return new Failure(0, { title_zh: "上传中断，请重试", title_en: "The upload broke off: try again" });
  try {
    const body = JSON.parse(answer.getBody()) as ProblemBody;
    const [first] = body.errors ?? [];
    return new Failure(answer.getStatus(), first ? { title_zh: first.message_zh, title_en: first.message_en } : body);
  } catch {
    return new Failure(answer.getStatus(), {});
  }
}

/** Photos on their way by tus: what breaks off goes on where it stopped. The protocol's code is fetched with the first photo. */
export function useUploads(): { uploads: Ref<Uploading[]>; add: (file: File) => Promise<void>; remove: (local: number) => void } {
  const uploads = ref<Uploading[]>([]);
  let count = 0;

  function remove(local: number): void {
    const gone = uploads.value.find((upload) => upload.local === local);
    if (gone?.preview) URL.revokeObjectURL(gone.preview);
    uploads.value = uploads.value.filter((upload) => upload.local !== local);
  }

  async function add(file: File): Promise<void> {
    const local = ++count;
    const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
    uploads.value.push({ local, name: file.name, preview, percent: 0, key: "" });
    const shown = (): Uploading | undefined => uploads.value.find((upload) => upload.local === local);
    try {
      const [{ Upload }, proof] = await Promise.all([import("tus-js-client"), prove("upload")]);
      await new Promise<void>((resolve, reject) => {
        const upload = new Upload(file, {
          endpoint: ENDPOINT,
          chunkSize: CHUNK,
          retryDelays: [500, 2000, 5000],
          storeFingerprintForResuming: false,
          metadata: { filename: file.name, filetype: file.type },
          headers: { "Xuncheng-Proof": JSON.stringify(proof) },
          onProgress: (sent, total) => {
            const one = shown();
            if (one) one.percent = Math.round((100 * sent) / total);
          },
          onError: (cause) => reject(problemOf(cause)),
          onSuccess: () => {
            const one = shown();
            if (one) one.key = upload.url?.split("/").pop() ?? "";
            resolve();
          },
        });
        upload.start();
      });
    } catch (cause) {
      remove(local);
      throw cause;
    }
  }

  onUnmounted(() => uploads.value.forEach((upload) => remove(upload.local)));
  return { uploads, add, remove };
}
