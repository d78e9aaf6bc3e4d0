import { defineConfig } from "vitest/config"

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = [
  "test/{archive-of-before,configuration,dataset,heal,import-phone,media,report-media,sandbox,sync-calls,sync-in-threads,sync-token}.test.ts"
]

/** Those that only `--mode reliability` runs. */
const long = [
  ...guards,
  "test/{bad-replies,bucket,configured,covered,dataset-parts,demo,engine,excel-examples,exit-codes,export-folder}.test.ts",
  "test/{export-pseudonyms,foreign-systems,hostile-sql,init,javascript-examples,keeping}.test.ts",
  "test/{language,locked-sql,names,node-client}.test.ts",
  "test/{nothing-found,places,recipes,round-trip,schedule,serve-browser,serve-pages,shell}.test.ts",
  "test/{receive-queue,sync-clock,sync-exit-codes,transcript,trino,workbook}.test.ts"
]

/** Those that `test` runs a part of, and `--mode reliability` runs whole, in CI too. */
const divided = ["test/{completions,doctor,sync,sync-directory}.test.ts"]

/** Those that `test` runs a part of, and only the whole `--mode reliability` runs whole. */
const exhaustive = ["test/{export,report,search,stats,status}.test.ts"]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? {
          include: [
            "test/reliability/**/*.test.ts",
            ...divided,
            ...(isPart ? guards : [...long, ...exhaustive])
          ],
          env: { CHATLEDGER_LONG: "1", ...(isPart ? {} : { CHATLEDGER_WHOLE: "1" }) }
        }
      : { include: ["test/**/*.test.ts"], exclude: long }),
    globalSetup: "test/shared-folder.ts",
    maxWorkers: 2,
    isolate: false,
    setupFiles: "../../.ci/same-values.ts",
    testTimeout: 300_000,
    hookTimeout: 300_000
  }
}))
