import { listStreets, readLocality, type CodedRef, type Locality } from "@xuncheng/client";
import { defineStore } from "pinia";
import { ref } from "vue";

/** What the whole installation shares: the locality and its streets. */
export const usePlaces = defineStore("places", () => {
  const locality = ref<Locality | null>(null);
  const streets = ref<CodedRef[]>([]);

  async function load(): Promise<void> {
    if (locality.value) return;
    [locality.value, streets.value] = await Promise.all([readLocality(), listStreets()]);
  }

  return { locality, streets, load };
});
