import { defineConfig } from "vitest/config"

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = ["test/dataset.test.ts", "test/xlsx/{look,pages}.test.ts"]

/** Those that only `--mode reliability` runs. */
const long = [...guards, "test/xlsx/boundaries.test.ts"]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? { include: ["test/reliability/**/*.test.ts", ...(isPart ? guards : long)] }
      : { include: ["test/**/*.test.ts"], exclude: long }),
    experimental: { viteModuleRunner: false },
    maxWorkers: 2,
    isolate: false,
    setupFiles: "../../.ci/same-values.ts",
    testTimeout: 300_000
  }
}))
