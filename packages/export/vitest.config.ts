import { defineConfig } from "vitest/config"

/** The tests that take long, and that only `--mode reliability` runs. */
const long = ["test/dataset.test.ts", "test/xlsx/{boundaries,look,pages}.test.ts"]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? { include: ["test/reliability/**/*.test.ts", ...(isPart ? [] : long)] }
      : { include: ["test/**/*.test.ts"], exclude: long }),
    maxWorkers: 2,
    isolate: false,
    testTimeout: 300_000
  }
}))
