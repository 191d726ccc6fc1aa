import type { ActDefinition, PossibleAct } from "@xuncheng/client";

export type BulkKind = "report" | "case";

/** The acts of the catalogue that may be asked for on many objects of a kind, where nothing is to be entered for each of them. */
export function batchable(catalogue: readonly ActDefinition[], kind: BulkKind): ActDefinition[] {
  return catalogue.filter((act) => act.on === kind && act.batch && !act.batch.each.length);
}

/** An act as the buttons of what may be done take it; whether it is lawful on each object the server judges line by line. */
export function asPossible({ name, label, basis }: ActDefinition): PossibleAct {
  return { name, label, basis, allowed: true, refusal: null };
}
