import { STREAM_URL } from "./addresses.ts";

export interface ObjectChange {
  type: string;
  id: string;
  version: number;
}

export interface StreamHandlers {
  /** A notification has come; `unread` is how many are unread now. */
  notification: (unread: number) => void;
  object: (change: ObjectChange) => void;
  /** News may have been missed: what is on the screen has to be read anew. */
  reload: () => void;
  /** Nobody is signed in any more: the line is closed and not opened again. */
  signedOut: () => void;
  /** Called with false when the line breaks (the browser tries again by itself) and true when it is back. */
  line: (open: boolean) => void;
}

/** Listens to the server's events until the returned function is called. */
export function listen(handlers: StreamHandlers): () => void {
  const source = new EventSource(STREAM_URL, { withCredentials: true });
  source.addEventListener("open", () => handlers.line(true));
  source.addEventListener("error", () => handlers.line(false));
  source.addEventListener("notification", (event) => {
    handlers.notification((JSON.parse(event.data as string) as { unread: number }).unread);
  });
  source.addEventListener("object", (event) => {
    handlers.object(JSON.parse(event.data as string) as ObjectChange);
  });
  source.addEventListener("reload", () => handlers.reload());
  source.addEventListener("signed-out", () => {
    source.close();
    handlers.signedOut();
  });
  return () => source.close();
}
