import { defineConfig } from "vitest/config"

/** The tests that `test` runs a part of, and `--mode reliability` runs whole. */
const exhaustive = [
  "test/{coverage,histories,kinds,statistics,tables}.test.ts",
  "test/model/reference.test.ts",
  "test/report/counts.test.ts",
  "test/statistics/cases.test.ts"
]

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = ["test/{poll-votes,private-chats}.test.ts"]

/** Those that only `--mode reliability` runs. */
const long = [
  ...guards,
  "test/{chosen-rows,dataset,directory,marks,names,people,same-conversation,seconds,simple-workbook}.test.ts",
  "test/{chat-search,damaged-replies,notifications,phone-exports,statistics-of-texts,table-page,table-rows,workbook,zones}.test.ts",
  "test/pseudonyms/{leak,tokens}.test.ts",
  "test/report/{page,selection}.test.ts",
  "test/search/search.test.ts",
  "test/transcript/{page,telling}.test.ts"
]

const isPart = process.env["CHATLEDGER_RELIABILITY"] === "part"

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode !== "reliability"
      ? { include: ["test/**/*.test.ts"], exclude: long }
      : isPart
        ? { include: guards }
        : { include: [...long, ...exhaustive], env: { CHATLEDGER_WHOLE: "1" } }),
    maxWorkers: 2,
    isolate: false,
    testTimeout: 300_000
  }
}))
