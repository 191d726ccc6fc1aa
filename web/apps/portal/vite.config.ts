import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const SERVER = "http://127.0.0.1:8000";

export default defineConfig({
  base: "/portal/",
  plugins: [vue()],
  define: {
    __VUE_I18N_LEGACY_API__: "false",
    __VUE_I18N_FULL_INSTALL__: "true",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: { target: "es2022", outDir: "dist", emptyOutDir: true },
  worker: { format: "es" },
  server: { port: 5174, proxy: { "/api": SERVER } },
});
