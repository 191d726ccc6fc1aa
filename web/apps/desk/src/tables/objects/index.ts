import type { Acted, ObjectTable } from "../../parts/object/table.ts";
import { advice, contract, lawfirm, supervision } from "./legal.ts";
import { charge, difference } from "./money.ts";
import { device, item, report, stocktake, warehouse } from "./things.ts";
import { subscription } from "./webhooks.ts";

/** The objects whose page their table describes, under the names of their routes. */
const PAGES = {
  report, contract, advice, supervision, lawfirm, charge, linedifference: difference, custodyitem: item, warehouse, stocktake, device, subscription,
};

export type ObjectKind = keyof typeof PAGES;
export const OBJECTS: Record<ObjectKind, ObjectTable<Acted>> = PAGES;
