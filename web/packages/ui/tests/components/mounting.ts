import { mount, type VueWrapper } from "@vue/test-utils";
import { defineComponent, h, type Component } from "vue";
import { createI18n } from "vue-i18n";
import { createMemoryHistory, createRouter } from "vue-router";

import { provideFormContext } from "../../src/index.ts";
import en from "../../src/locales/en.ts";
import zh from "../../src/locales/zh.ts";

const Page = { render: () => null };

/** Mounts a component with what the application gives it: words, routes, and who is filling in. */
export function mountInApp(component: Component, props: Record<string, unknown>, locale: "zh" | "en" = "zh"): VueWrapper {
  const i18n = createI18n({ legacy: false, locale, messages: { zh, en } });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:path(.*)*", component: Page }] });
  const host = defineComponent({
    setup() {
      provideFormContext({ owner: () => "wang", findRefs: () => Promise.resolve([]), addRef: () => Promise.resolve(null) });
      return () => h(component, props);
    },
  });
  return mount(host, { attachTo: document.body, global: { plugins: [i18n, router] } });
}
