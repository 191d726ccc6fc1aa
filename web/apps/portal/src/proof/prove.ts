import { call, Failure, type Challenge, type Proof } from "../api.ts";

export type Purpose = "report" | "upload" | "follow" | "rate" | "case" | "petition";

/** Asks for a challenge and has it solved beside the page, which stays usable meanwhile. */
export async function prove(purpose: Purpose): Promise<Proof> {
  const asked = await call<Challenge>("GET", `/challenge?purpose=${purpose}`);
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  try {
    const solved = await new Promise<Proof | null>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Proof | null>) => resolve(event.data);
      worker.onerror = () => reject(new Failure(0, { title_zh: "浏览器无法完成安全校验", title_en: "The browser cannot do the security check" }));
      worker.postMessage(asked);
    });
    if (!solved) throw new Failure(0, { title_zh: "安全校验失败，请重试", title_en: "The security check failed: try again" });
    return solved;
  } finally {
    worker.terminate();
  }
}
