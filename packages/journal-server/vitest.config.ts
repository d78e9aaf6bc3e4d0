import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    experimental: { viteModuleRunner: false },
    maxWorkers: 2,
    isolate: false,
    setupFiles: "../../.ci/same-values.ts",
    testTimeout: 300_000
  }
})
