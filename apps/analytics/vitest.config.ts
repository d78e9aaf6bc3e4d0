import { defineConfig } from "vitest/config"

/** The tests that `--mode reliability` runs whole; `test` runs a part of each. */
const exhaustive = [
  "test/{damaged-replies,histories,marks,people,seconds,statistics,table-page,tables}.test.ts",
  "test/pseudonyms/leak.test.ts",
  "test/report/counts.test.ts"
]

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? { include: exhaustive, env: { CHATLEDGER_WHOLE: "1" } }
      : { include: ["test/**/*.test.ts"] }),
    maxWorkers: 2,
    testTimeout: 300_000
  }
}))
