import { defineConfig } from "vitest/config"

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = [
  "test/{archive-of-before,configured,covered,dataset,demo,exit-codes,export-folder,heal,locked-sql,media,node-client}.test.ts",
  "test/{nothing-found,places,sandbox,sync-clock,sync-exit-codes,sync-in-threads,sync-token,transcript}.test.ts"
]

/** Those that only `--mode reliability` runs. */
const long = [
  ...guards,
  "test/{bad-replies,excel-examples,export-pseudonyms,foreign-systems,hostile-sql,javascript-examples}.test.ts",
  "test/{keeping,language,names,recipes,round-trip,schedule,shell,workbook}.test.ts",
  "test/{serve-browser,serve-pages}.test.ts"
]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? {
          include: ["test/reliability/**/*.test.ts", ...(isPart ? guards : long)],
          env: isPart ? {} : { CHATLEDGER_WHOLE: "1" }
        }
      : { include: ["test/**/*.test.ts"], exclude: long }),
    globalSetup: "test/shared-folder.ts",
    maxWorkers: 2,
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 300_000
  }
}))
