import { createRouter, createWebHistory } from "vue-router";

import { i18n } from "./i18n.ts";
import HomePage from "./pages/HomePage.vue";

export const router = createRouter({
  history: createWebHistory("/portal/"),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: "/", name: "home", component: HomePage },
    { path: "/report", name: "report", component: () => import("./pages/ReportPage.vue") },
    { path: "/follow", name: "follow", component: () => import("./pages/FollowPage.vue") },
    { path: "/decisions", name: "decisions", component: () => import("./pages/DecisionsPage.vue") },
    { path: "/decisions/:id", name: "decision", component: () => import("./pages/DecisionPage.vue"), props: true },
    { path: "/case", name: "case", component: () => import("./pages/CasePage.vue") },
    { path: "/powers", name: "powers", component: () => import("./pages/PowersPage.vue") },
    { path: "/goods", name: "goods", component: () => import("./pages/GoodsPage.vue") },
    { path: "/:rest(.*)*", redirect: { name: "home" } },
  ],
});

router.afterEach((to, from) => {
  const name = to.name === "decision" ? "decisions" : String(to.name);
  document.title = `${i18n.global.t(`${name}.title`)} · ${i18n.global.t("app.title")}`;
  // Whoever listens to the screen hears where he has come to.
  if (from.name) requestAnimationFrame(() => document.getElementById("main")?.focus());
});
