import { defineConfig } from "vitest/config"

/** The tests that `test` runs a part of, and `--mode reliability` runs whole, in CI too. */
const divided = ["test/{coverage,kinds}.test.ts"]

/** Those that `test` runs a part of, and only the whole `--mode reliability` runs whole. */
const exhaustive = [
  "test/{histories,statistics,tables}.test.ts",
  "test/model/reference.test.ts",
  "test/statistics/cases.test.ts"
]

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = [
  "test/{notifications,phone-exports,poll-votes,private-chats,roster-messengers}.test.ts",
  "test/report/counts.test.ts"
]

/** Those that only `--mode reliability` runs. */
const long = [
  ...guards,
  "test/{chosen-rows,dataset,dataset-parts,directory,marks,names,people,same-conversation,seconds,simple-workbook}.test.ts",
  "test/{chat-search,damaged-replies,statistics-of-texts,table-page,table-rows,workbook,zones}.test.ts",
  "test/pseudonyms/{leak,tokens}.test.ts",
  "test/report/{page,selection}.test.ts",
  "test/search/search.test.ts",
  "test/transcript/{page,telling}.test.ts"
]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? {
          include: [...divided, ...(isPart ? guards : [...long, ...exhaustive])],
          env: { CHATLEDGER_LONG: "1", ...(isPart ? {} : { CHATLEDGER_WHOLE: "1" }) }
        }
      : { include: ["test/**/*.test.ts"], exclude: long }),
    maxWorkers: 2,
    isolate: false,
    setupFiles: "../../.ci/same-values.ts",
    testTimeout: 300_000
  }
}))
