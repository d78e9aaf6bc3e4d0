// The first page of a workbook: what the file is, its archive and period, what is missing, how to refresh it.
//
// All queries run before the export begins; the writer reports rows and truncated cells later. No clock: the time shown
// is that of the newest reply. Gotcha: coverage follows the instances and the period, not chats or types.
import type { PageBlock, WorkbookPage, WrittenTables } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, isWithinInstances } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import {
  archiveFacts,
  commonFacts,
  contents,
  coverageBlocks,
  cutList,
  instanceBlocks,
  type PageOptions,
  type Place
} from "./about-blocks.ts"
import { readArchiveFacts } from "./archive-facts.ts"
import { type ParameterTexts, parameterBlocks } from "./parameters.ts"
import { selectionFacts } from "./selection.ts"
import { countOf, pageValue } from "./values.ts"
import { wordings } from "./wording.ts"

/** The first page of a workbook of tables; queries what it needs. Fails with `DatabaseFailed`. */
export const aboutTables = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  options: PageOptions
) {
  const words = wordings[options.locale].about
  const answers = yield* readArchiveFacts(database, choice, options.timeZone)
  const { archive } = answers
  const areNamed = options.pseudonyms === undefined
  const selection = yield* selectionFacts(database, choice, options.timeZone, words, areNamed)
  const issues = countOf(archive["issues"])
  const blocks = (written: WrittenTables): ReadonlyArray<PageBlock> => [
    { kind: "title", text: words.heading },
    { kind: "text", text: words.what },
    {
      kind: "facts",
      facts: [
        ...archiveFacts(database, options, words),
        [words.asOf, pageValue(archive["newest"]) ?? words.nothing],
        ...selection,
        ...(isWithinInstances(choice) ? [[words.counted, words.ofSelection] as const] : []),
        ...commonFacts(written, options, words),
        [words.issues, issues === 0 ? words.noIssues : words.someIssues(issues)],
        ...(options.thumbnails || options.pseudonyms !== undefined
          ? []
          : [[words.thumbnails, words.noThumbnails] as const]),
        [words.refresh, words.howToRefresh]
      ]
    },
    ...contents(written, words),
    ...instanceBlocks(answers, words),
    ...coverageBlocks(answers, words),
    ...cutList(written, words)
  ]
  return { title: words.title, blocks } satisfies WorkbookPage
})

/** A query and its parameters. */
export interface AnsweredQuery {
  readonly sql: string
  /** The name of a statistic. */
  readonly statistic?: string | undefined
  readonly parameters: ParameterTexts
}

/** The first page of a workbook that contains the answer to one query. */
export const aboutAnswer = (
  database: Place,
  { parameters, sql, statistic }: AnsweredQuery,
  asOf: Date,
  options: Omit<PageOptions, "thumbnails">
): WorkbookPage => {
  const words = wordings[options.locale].about
  const isQueryShown = options.pseudonyms === undefined
  const blocks = (written: WrittenTables): ReadonlyArray<PageBlock> => [
    { kind: "title", text: words.heading },
    { kind: "text", text: words.whatAnswer },
    {
      kind: "facts",
      facts: [
        ...archiveFacts(database, options, words),
        [words.asOf, `${asOf.toISOString().slice(0, 19)}Z`],
        ...(statistic === undefined ? [] : [[words.statistic, statistic] as const]),
        ...commonFacts(written, options, words),
        ...(isQueryShown ? [[words.query, sql] as const] : []),
        [words.refresh, words.howToRefresh]
      ]
    },
    ...(isQueryShown ? parameterBlocks(parameters, words) : []),
    ...contents(written, words),
    ...cutList(written, words)
  ]
  return { title: words.title, blocks }
}
