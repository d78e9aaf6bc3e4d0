import { defineConfig } from "vitest/config"

/** The tests that `--mode reliability` runs whole; `test` runs a part of each. */
const exhaustive =
  process.env["CHATLEDGER_RELIABILITY"] === "part" ? [] : ["test/{names,serve-pages,sync-token}.test.ts"]

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? { include: ["test/reliability/**/*.test.ts", ...exhaustive], env: { CHATLEDGER_WHOLE: "1" } }
      : { include: ["test/**/*.test.ts"] }),
    globalSetup: "test/shared-folder.ts",
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000
  }
}))
