import { clients, grants, organisations, roles, teams, tokens, users } from "./administration.ts";
import { batches } from "./batches.ts";
import { cases, publications, reports } from "./cases.ts";
import { exports } from "./exports.ts";
import { imports, oldRecords } from "./legacy.ts";
import { advices, contracts, remedies, reviews, supervisions } from "./legal.ts";
import { bankFiles, charges, differences, movements, receivables } from "./money.ts";
import { duties, patrolRoutes, rosters } from "./patrol.ts";
import { powerDecisions, powers } from "./powers.ts";
import { devices, goods, matters } from "./things.ts";
import { exchange, senders } from "./exchange.ts";
import { fieldActs, terminals } from "./terminals.ts";
import { webhooks } from "./webhooks.ts";

import type { Register } from "../../parts/register/register.ts";

/** The lists whose page is nothing but the list, under the names of their routes. */
const PAGES = {
  reports, cases, batches, exports, publications, reviews, remedies, contracts, advices, supervisions,
  receivables, movements, differences, bankfiles: bankFiles, charges, goods, devices, matters, exchange, senders, imports, oldrecords: oldRecords, powers, powerdecisions: powerDecisions, webhooks, terminals, fieldacts: fieldActs, duties, rosters, patrolroutes: patrolRoutes,
  users, grants, roles, tokens, clients, organisations, teams,
};

export type RegisterName = keyof typeof PAGES;
export const REGISTERS: Record<RegisterName, Register<{ id: string }>> = PAGES;
