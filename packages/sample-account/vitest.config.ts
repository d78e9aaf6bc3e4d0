import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    experimental: { viteModuleRunner: false },
    maxWorkers: 2,
    isolate: false,
    testTimeout: 300_000
  }
})
