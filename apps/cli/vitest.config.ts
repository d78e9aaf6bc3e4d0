import { defineConfig } from "vitest/config"

/** The tests that take long, and that only `--mode reliability` runs; it runs some of them whole, unless a part is asked for. */
const long = [
  "test/{archive-of-before,excel-examples,export-pseudonyms,foreign-systems,hostile-sql,javascript-examples}.test.ts",
  "test/{names,recipes,round-trip,sandbox,serve-browser,serve-pages,shell,sync-token}.test.ts"
]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? {
          include: ["test/reliability/**/*.test.ts", ...long],
          env: isPart ? {} : { CHATLEDGER_WHOLE: "1" }
        }
      : { include: ["test/**/*.test.ts"], exclude: long }),
    globalSetup: "test/shared-folder.ts",
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000
  }
}))
