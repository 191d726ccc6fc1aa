import vue from "@vitejs/plugin-vue";
import elementPlus from "unplugin-element-plus/vite";
import { defineConfig } from "vite";

const SERVER = "http://127.0.0.1:8000";
const PROXIED = ["/api", "/_allauth"];

export default defineConfig({
  plugins: [vue(), elementPlus({})],
  define: {
    __VUE_I18N_LEGACY_API__: "false",
    __VUE_I18N_FULL_INSTALL__: "true",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: { target: "es2022", outDir: "dist", emptyOutDir: true },
  server: {
    port: 5173,
    proxy: Object.fromEntries(PROXIED.map((path) => [path, SERVER])),
  },
});
