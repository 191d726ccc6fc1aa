import { STREAM_URL } from "./addresses.ts";

export interface ObjectChange {
  type: string;
  id: string;
  version: number;
}

export interface StreamHandlers {
  notification: (id: string) => void;
  object: (change: ObjectChange) => void;
  /** Called with false when the line breaks (the browser tries again by itself) and true when it is back. */
  line: (open: boolean) => void;
}

/** Listens to the server's events until the returned function is called. */
export function listen(handlers: StreamHandlers): () => void {
  const source = new EventSource(STREAM_URL, { withCredentials: true });
  source.addEventListener("open", () => handlers.line(true));
  source.addEventListener("error", () => handlers.line(false));
  source.addEventListener("notification", (event) => {
    handlers.notification((JSON.parse(event.data as string) as { id: string }).id);
  });
  source.addEventListener("object", (event) => {
    handlers.object(JSON.parse(event.data as string) as ObjectChange);
  });
  return () => source.close();
}
