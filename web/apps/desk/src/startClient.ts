import { configureClient } from "@xuncheng/client";
import { usePreferences } from "@xuncheng/ui";

import { router } from "./router.ts";
import { useSession } from "./stores/session.ts";

/** Tells the HTTP client which language to ask for and what to do when the session is gone. */
export function startClient(): void {
  const preferences = usePreferences();
  const session = useSession();

  function leave(): void {
    if (!session.me) return;
    session.forget();
    void router.replace({ name: "sign-in", query: { next: router.currentRoute.value.fullPath } });
  }

  configureClient({ language: () => preferences.language, onSignedOut: leave });
}
