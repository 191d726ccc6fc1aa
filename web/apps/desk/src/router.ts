import { watch } from "vue";
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";

import { i18n } from "./i18n.ts";
import { useSession } from "./stores/session.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** Message key of the page's title. */
    title: string;
    /** Shown without the shell and without signing in. */
    bare?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  { path: "/sign-in", name: "sign-in", component: () => import("./pages/SignInPage.vue"), meta: { title: "signIn.title", bare: true } },
  { path: "/", name: "work", component: () => import("./pages/WorkPage.vue"), meta: { title: "nav.work" } },
  { path: "/reports", name: "reports", component: () => import("./pages/ReportsPage.vue"), meta: { title: "nav.reports" } },
  { path: "/reports/new", name: "report-new", component: () => import("./pages/ReportNewPage.vue"), meta: { title: "report.newTitle" } },
  { path: "/reports/:id", name: "report", component: () => import("./pages/ReportPage.vue"), props: true, meta: { title: "nav.reports" } },
  { path: "/cases", name: "cases", component: () => import("./pages/CasesPage.vue"), meta: { title: "nav.cases" } },
  { path: "/cases/:id", name: "case", component: () => import("./pages/CasePage.vue"), props: true, meta: { title: "nav.cases" } },
  { path: "/deadlines", name: "deadlines", component: () => import("./pages/DeadlinesPage.vue"), meta: { title: "nav.deadlines" } },
  { path: "/hearings", name: "hearings", component: () => import("./pages/HearingsPage.vue"), meta: { title: "nav.hearings" } },
  { path: "/publications", name: "publications", component: () => import("./pages/PublicationsPage.vue"), meta: { title: "nav.publications" } },
  { path: "/devices", name: "devices", component: () => import("./pages/DevicesPage.vue"), meta: { title: "nav.devices" } },
  { path: "/devices/:id", name: "device", component: () => import("./pages/DevicePage.vue"), props: true, meta: { title: "nav.devices" } },
  { path: "/goods", name: "goods", component: () => import("./pages/GoodsPage.vue"), meta: { title: "nav.goods" } },
  { path: "/goods/label/:label", name: "goods-label", component: () => import("./pages/GoodsLabelPage.vue"), props: true, meta: { title: "nav.goods" } },
  { path: "/goods/:id", name: "custodyitem", component: () => import("./pages/GoodPage.vue"), props: true, meta: { title: "nav.goods" } },
  { path: "/warehouses", name: "warehouses", component: () => import("./pages/WarehousesPage.vue"), meta: { title: "nav.warehouses" } },
  { path: "/warehouses/:id", name: "warehouse", component: () => import("./pages/WarehousePage.vue"), props: true, meta: { title: "nav.warehouses" } },
  { path: "/stocktakes/:id", name: "stocktake", component: () => import("./pages/StocktakePage.vue"), props: true, meta: { title: "goods.stocktake" } },
  { path: "/receivables", name: "receivables", component: () => import("./pages/ReceivablesPage.vue"), meta: { title: "nav.money" } },
  { path: "/movements", name: "movements", component: () => import("./pages/MovementsPage.vue"), meta: { title: "nav.movements" } },
  { path: "/differences", name: "differences", component: () => import("./pages/DifferencesPage.vue"), meta: { title: "nav.differences" } },
  {
    path: "/differences/:id",
    name: "linedifference",
    component: () => import("./pages/DifferencePage.vue"),
    props: true,
    meta: { title: "nav.differences" },
  },
  { path: "/bank-files", name: "bankfiles", component: () => import("./pages/BankFilesPage.vue"), meta: { title: "nav.bankFiles" } },
  { path: "/bank-files/:id", name: "bankfile", component: () => import("./pages/BankFilePage.vue"), props: true, meta: { title: "nav.bankFiles" } },
  { path: "/bank-days", name: "bankdays", component: () => import("./pages/BankDaysPage.vue"), meta: { title: "nav.bankDays" } },
  { path: "/charges", name: "charges", component: () => import("./pages/ChargesPage.vue"), meta: { title: "nav.charges" } },
  { path: "/charges/:id", name: "charge", component: () => import("./pages/ChargePage.vue"), props: true, meta: { title: "nav.charges" } },
  { path: "/legality-reviews", name: "reviews", component: () => import("./pages/LegalityReviewsPage.vue"), meta: { title: "nav.reviews" } },
  { path: "/remedies", name: "remedies", component: () => import("./pages/RemediesPage.vue"), meta: { title: "nav.remedies" } },
  { path: "/contracts", name: "contracts", component: () => import("./pages/ContractsPage.vue"), meta: { title: "nav.contracts" } },
  { path: "/contracts/:id", name: "contract", component: () => import("./pages/ContractPage.vue"), props: true, meta: { title: "nav.contracts" } },
  { path: "/advice", name: "advices", component: () => import("./pages/AdvicesPage.vue"), meta: { title: "nav.advice" } },
  { path: "/advice/:id", name: "advice", component: () => import("./pages/AdvicePage.vue"), props: true, meta: { title: "nav.advice" } },
  { path: "/supervisions", name: "supervisions", component: () => import("./pages/SupervisionsPage.vue"), meta: { title: "nav.supervisions" } },
  { path: "/supervisions/:id", name: "supervision", component: () => import("./pages/SupervisionPage.vue"), props: true, meta: { title: "nav.supervisions" } },
  { path: "/lawyers", name: "lawyers", component: () => import("./pages/LawyersPage.vue"), meta: { title: "nav.lawyers" } },
  { path: "/law-firms/:id", name: "lawfirm", component: () => import("./pages/LawFirmPage.vue"), props: true, meta: { title: "nav.lawyers" } },
  { path: "/laws", name: "laws", component: () => import("./pages/LawsPage.vue"), meta: { title: "nav.laws" } },
  { path: "/laws/:id", name: "law", component: () => import("./pages/LawPage.vue"), props: true, meta: { title: "nav.laws" } },
  { path: "/matters", name: "matters", component: () => import("./pages/MattersPage.vue"), meta: { title: "nav.matters" } },
  { path: "/matters/:code", name: "matter", component: () => import("./pages/MatterPage.vue"), props: true, meta: { title: "nav.matters" } },
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
