import { defineStore } from "pinia";
import { ref } from "vue";

/** What an act told its doer this once, until he closes it: the secret of a new token. */
export const useSecret = defineStore("secret", () => {
  const shown = ref<string | null>(null);

  function tell(secret: string | null | undefined): void {
    if (secret) shown.value = secret;
  }

  function forget(): void {
    shown.value = null;
  }

  return { shown, tell, forget };
});
