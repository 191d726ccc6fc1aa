import { applyPreferences, dropOldDrafts } from "@xuncheng/ui";
import "@xuncheng/ui/styles/tokens.css";
import "@xuncheng/ui/styles/base.css";
import "@xuncheng/ui/styles/element.css";
import { createPinia } from "pinia";
import { createApp } from "vue";

import App from "./App.vue";
import { i18n, startLanguage } from "./i18n.ts";
import { router } from "./router.ts";
import { startClient } from "./startClient.ts";

applyPreferences();
dropOldDrafts(new Date());

const app = createApp(App).use(createPinia()).use(i18n).use(router);
startClient();
await startLanguage();
app.mount("#app");
