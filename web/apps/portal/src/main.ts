import "@xuncheng/ui/styles/tokens.css";
import "@xuncheng/ui/styles/base.css";
import "./styles/portal.css";
import { createApp } from "vue";

import App from "./App.vue";
import { i18n } from "./i18n.ts";
import { startPreferences } from "./preferences.ts";
import { router } from "./router.ts";

await startPreferences();
createApp(App).use(i18n).use(router).mount("#app");
