import vue from "@vitejs/plugin-vue";
import elementPlus from "unplugin-element-plus/vite";
import { defineConfig, type PluginOption } from "vite";

const SERVER = "http://127.0.0.1:8000";
const PROXIED = ["/api", "/_allauth"];

/** `vite --mode mock` answers by itself, for looking at pages without a server; never part of a build. */
async function mockPlugin(mode: string): Promise<PluginOption> {
  if (mode !== "mock") return null;
  const { mockServer } = await import("./mock/plugin.ts");
  return mockServer();
}

export default defineConfig(async ({ mode }) => ({
  plugins: [vue(), elementPlus({}), await mockPlugin(mode)],
  define: {
    __VUE_I18N_LEGACY_API__: "false",
    __VUE_I18N_FULL_INSTALL__: "true",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: { target: "es2022", outDir: "dist", emptyOutDir: true },
  server: {
    port: 5173,
    proxy: mode === "mock" ? undefined : Object.fromEntries(PROXIED.map((path) => [path, SERVER])),
  },
}));
