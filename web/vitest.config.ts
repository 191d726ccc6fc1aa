import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  test: {
    environment: "happy-dom",
    include: ["packages/*/tests/**/*.test.ts", "apps/*/tests/**/*.test.ts"],
    css: true,
  },
});
