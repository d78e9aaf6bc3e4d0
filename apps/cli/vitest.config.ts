import { defineConfig } from "vitest/config"

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = [
  "test/{archive-of-before,dataset,demo,exit-codes,export-folder,heal,locked-sql,media,sandbox}.test.ts",
  "test/{sync-exit-codes,sync-in-threads,sync-token,transcript}.test.ts"
]

/** Those that only `--mode reliability` runs. */
const long = [
  ...guards,
  "test/{bad-replies,configured,covered,excel-examples,export-pseudonyms,foreign-systems,hostile-sql,init}.test.ts",
  "test/{javascript-examples,keeping,language,names,node-client,nothing-found,places,recipes}.test.ts",
  "test/{round-trip,schedule,serve-browser,serve-pages,shell,sync-clock,workbook}.test.ts"
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
