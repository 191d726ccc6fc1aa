import { readActs, type ActDefinition } from "@xuncheng/client";
import { defineStore } from "pinia";

/** The catalogue of acts with the schemas of their inputs; fetched once, when first needed. */
export const useActs = defineStore("acts", () => {
  let catalogue: Promise<Map<string, ActDefinition>> | null = null;

  async function fetchCatalogue(): Promise<Map<string, ActDefinition>> {
    try {
      return new Map((await readActs()).map((act) => [act.name, act]));
    } catch (cause) {
      catalogue = null;
      throw cause;
    }
  }

  /** The definition of an act, or undefined when this installation has none of that name. */
  async function find(name: string): Promise<ActDefinition | undefined> {
    catalogue ??= fetchCatalogue();
    return (await catalogue).get(name);
  }

  /** All acts that the person may do somewhere. */
  async function all(): Promise<ActDefinition[]> {
    catalogue ??= fetchCatalogue();
    return [...(await catalogue).values()];
  }

  return { find, all };
});
