import type { Acted, ObjectTable } from "../../parts/object/table.ts";
import { apitoken, grant, oidcclient, organisation, role, team, user } from "./administration.ts";
import { sender } from "./exchange.ts";
import { oldrecord, tableimport } from "./legacy.ts";
import { advice, contract, lawfirm, supervision } from "./legal.ts";
import { charge, difference } from "./money.ts";
import { duty, rosterline, route } from "./patrol.ts";
import { handdown } from "./powers.ts";
import { fieldact, terminal } from "./terminals.ts";
import { subscription } from "./webhooks.ts";
import { report } from "./report.ts";
import { device, item, stocktake, warehouse } from "./things.ts";

/** The objects whose page their table describes, under the names of their routes. */
const PAGES = {
  report, contract, advice, supervision, lawfirm, charge, linedifference: difference, custodyitem: item, warehouse, stocktake, device, subscription, sender, handdown, tableimport, oldrecord, terminal, fieldact, duty, rosterline, route,
  user, grant, role, apitoken, oidcclient, organisation, team,
};

export type ObjectKind = keyof typeof PAGES;
export const OBJECTS: Record<ObjectKind, ObjectTable<Acted>> = PAGES;
