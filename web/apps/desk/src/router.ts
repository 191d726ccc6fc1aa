import { watch } from "vue";
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";

import { i18n } from "./i18n.ts";
import { useSession } from "./stores/session.ts";
import type { CalendarName } from "./tables/calendars.ts";
import type { RegisterName } from "./tables/lists/index.ts";
import type { ObjectKind } from "./tables/objects/index.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** Message key of the page's title. */
    title: string;
    /** Shown without the shell and without signing in. */
    bare?: boolean;
  }
}

/** Pages that are described by a table, under the name that the table has there. */
function list(path: string, name: RegisterName, title: string): RouteRecordRaw {
  return { path, name, component: () => import("./pages/RegisterPage.vue"), props: { name }, meta: { title } };
}

function calendar(path: string, name: CalendarName, title: string): RouteRecordRaw {
  return { path, name, component: () => import("./pages/CalendarPage.vue"), props: { name }, meta: { title } };
}

function object(path: string, kind: ObjectKind, title: string): RouteRecordRaw {
  return { path, name: kind, component: () => import("./pages/ObjectPage.vue"), props: ({ params }) => ({ kind, id: params["id"] }), meta: { title } };
}

const routes: RouteRecordRaw[] = [
  { path: "/sign-in", name: "sign-in", component: () => import("./pages/SignInPage.vue"), meta: { title: "signIn.title", bare: true } },
  { path: "/", name: "work", component: () => import("./pages/WorkPage.vue"), meta: { title: "nav.work" } },
  list("/reports", "reports", "nav.reports"),
  { path: "/reports/new", name: "report-new", component: () => import("./pages/ReportNewPage.vue"), meta: { title: "report.newTitle" } },
  { path: "/classifier", name: "classifier", component: () => import("./pages/ClassifierPage.vue"), meta: { title: "classifier.title" } },
  { path: "/statistics", name: "statistics", component: () => import("./pages/StatisticsPage.vue"), meta: { title: "statistics.title" } },
  { path: "/hotline", name: "hotline", component: () => import("./pages/HotlinePage.vue"), meta: { title: "hotline.title" } },
  object("/reports/:id", "report", "nav.reports"),
  list("/cases", "cases", "nav.cases"),
  { path: "/cases/:id", name: "case", component: () => import("./pages/CasePage.vue"), props: true, meta: { title: "nav.cases" } },
  calendar("/deadlines", "deadlines", "nav.deadlines"),
  calendar("/hearings", "hearings", "nav.hearings"),
  list("/publications", "publications", "nav.publications"),
  { path: "/patrol", name: "patrol", component: () => import("./pages/PatrolPage.vue"), meta: { title: "nav.patrol" } },
  list("/duties", "duties", "nav.duties"),
  object("/duties/:id", "duty", "nav.duties"),
  list("/rosters", "rosters", "nav.rosters"),
  object("/rosters/:id", "rosterline", "nav.rosters"),
  list("/patrol-routes", "patrolroutes", "nav.patrolRoutes"),
  object("/patrol-routes/:id", "route", "nav.patrolRoutes"),
  list("/devices", "devices", "nav.devices"),
  object("/devices/:id", "device", "nav.devices"),
  list("/goods", "goods", "nav.goods"),
  { path: "/goods/label/:label", name: "goods-label", component: () => import("./pages/GoodsLabelPage.vue"), props: true, meta: { title: "nav.goods" } },
  object("/goods/:id", "custodyitem", "nav.goods"),
  { path: "/warehouses", name: "warehouses", component: () => import("./pages/WarehousesPage.vue"), meta: { title: "nav.warehouses" } },
  object("/warehouses/:id", "warehouse", "nav.warehouses"),
  object("/stocktakes/:id", "stocktake", "goods.stocktake"),
  list("/receivables", "receivables", "nav.money"),
  list("/batches", "batches", "nav.batches"),
  { path: "/batches/:id", name: "batch", component: () => import("./pages/BatchPage.vue"), props: true, meta: { title: "nav.batches" } },
  list("/exports", "exports", "nav.exports"),
  { path: "/exports/:id", name: "export", component: () => import("./pages/ExportPage.vue"), props: true, meta: { title: "nav.exports" } },
  list("/movements", "movements", "nav.movements"),
  list("/differences", "differences", "nav.differences"),
  object("/differences/:id", "linedifference", "nav.differences"),
  list("/bank-files", "bankfiles", "nav.bankFiles"),
  { path: "/bank-files/:id", name: "bankfile", component: () => import("./pages/BankFilePage.vue"), props: true, meta: { title: "nav.bankFiles" } },
  { path: "/bank-days", name: "bankdays", component: () => import("./pages/BankDaysPage.vue"), meta: { title: "nav.bankDays" } },
  list("/charges", "charges", "nav.charges"),
  object("/charges/:id", "charge", "nav.charges"),
  list("/legality-reviews", "reviews", "nav.reviews"),
  list("/remedies", "remedies", "nav.remedies"),
  list("/contracts", "contracts", "nav.contracts"),
  object("/contracts/:id", "contract", "nav.contracts"),
  list("/advice", "advices", "nav.advice"),
  object("/advice/:id", "advice", "nav.advice"),
  list("/supervisions", "supervisions", "nav.supervisions"),
  object("/supervisions/:id", "supervision", "nav.supervisions"),
  { path: "/lawyers", name: "lawyers", component: () => import("./pages/LawyersPage.vue"), meta: { title: "nav.lawyers" } },
  object("/law-firms/:id", "lawfirm", "nav.lawyers"),
  list("/exchange", "exchange", "nav.exchange"),
  list("/senders", "senders", "nav.senders"),
  object("/senders/:id", "sender", "nav.senders"),
  list("/imports", "imports", "nav.imports"),
  object("/imports/:id", "tableimport", "nav.imports"),
  list("/old-records", "oldrecords", "nav.oldRecords"),
  object("/old-records/:id", "oldrecord", "nav.oldRecords"),
  list("/admin/terminals", "terminals", "nav.terminals"),
  object("/admin/terminals/:id", "terminal", "nav.terminals"),
  list("/field-acts", "fieldacts", "nav.fieldActs"),
  object("/field-acts/:id", "fieldact", "nav.fieldActs"),
  list("/webhooks", "webhooks", "nav.webhooks"),
  object("/webhooks/:id", "subscription", "nav.webhooks"),
  { path: "/laws", name: "laws", component: () => import("./pages/LawsPage.vue"), meta: { title: "nav.laws" } },
  { path: "/laws/:id", name: "law", component: () => import("./pages/LawPage.vue"), props: true, meta: { title: "nav.laws" } },
  list("/matters", "matters", "nav.matters"),
  { path: "/matters/:code", name: "matter", component: () => import("./pages/MatterPage.vue"), props: true, meta: { title: "nav.matters" } },
  list("/powers", "powers", "nav.powers"),
  { path: "/power-lists", name: "powerlists", component: () => import("./pages/PowerListsPage.vue"), meta: { title: "powers.lists" } },
  list("/power-decisions", "powerdecisions", "powers.decisions"),
  object("/power-decisions/:id", "handdown", "powers.decisions"),
  list("/admin/users", "users", "nav.users"),
  { path: "/admin/users/table", name: "user-table", component: () => import("./pages/UserTablePage.vue"), meta: { title: "admin.bringTable" } },
  object("/admin/users/:id", "user", "nav.users"),
  list("/admin/grants", "grants", "nav.grants"),
  object("/admin/grants/:id", "grant", "nav.grants"),
  list("/admin/roles", "roles", "nav.roles"),
  object("/admin/roles/:id", "role", "nav.roles"),
  list("/admin/tokens", "tokens", "nav.tokens"),
  object("/admin/tokens/:id", "apitoken", "nav.tokens"),
  list("/admin/clients", "clients", "nav.clients"),
  object("/admin/clients/:id", "oidcclient", "nav.clients"),
  list("/admin/organisations", "organisations", "nav.organisations"),
  object("/admin/organisations/:id", "organisation", "nav.organisations"),
  list("/admin/teams", "teams", "nav.teams"),
  object("/admin/teams/:id", "team", "nav.teams"),
  { path: "/account", name: "account", component: () => import("./pages/AccountPage.vue"), meta: { title: "nav.account" } },
  { path: "/forbidden", name: "forbidden", component: () => import("./pages/ForbiddenPage.vue"), meta: { title: "errors.forbiddenTitle" } },
  { path: "/:path(.*)*", name: "not-found", component: () => import("./pages/NotFoundPage.vue"), meta: { title: "errors.notFoundTitle" } },
];

export const router = createRouter({
  history: createWebHistory("/"),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
});

router.beforeEach(async (to) => {
  const session = useSession();
  if (to.meta.bare) return true;
  if (!session.me) await session.load();
  return session.me ? true : { name: "sign-in", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
});

function nameTab(key: string): void {
  document.title = `${i18n.global.t(key)} · ${i18n.global.t("brand.name")}`;
}

router.afterEach((to) => nameTab(to.meta.title));
watch(i18n.global.locale, () => nameTab(router.currentRoute.value.meta.title ?? "brand.line"));
