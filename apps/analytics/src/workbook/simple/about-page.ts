// The first page of the readable workbook: what the file is, its period and contents, what it does not contain and how to
// get it,
// how to refresh it.
import type { PageBlock, PageValue, WorkbookPage, WrittenTables } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { isWithinInstances } from "../../chosen/chosen-rows.ts"
import type { Database } from "../../engine/database.ts"
import {
  archiveFacts,
  commonFacts,
  coverageBlocks,
  cutList,
  instanceBlocks,
  type PageOptions
} from "../about-blocks.ts"
import { readArchiveFacts } from "../archive-facts.ts"
import { selectionFacts } from "../selection.ts"
import { countOf, pageValue } from "../values.ts"
import { type Wording, wordings } from "../wording.ts"
import { MOST_PRINTED } from "./look.ts"
import { unreadCounts } from "./messages.ts"
import type { SheetOptions } from "./sheet.ts"
import { valueWords } from "./value-words.ts"
import { simpleWords } from "./words.ts"

/** A page as the first page lists it. */
export interface ListedPage {
  readonly title: string
  readonly holds: string
}

/** The contents of the workbook, and what was left out. */
interface Contents {
  readonly pages: ReadonlyArray<ListedPage>
  readonly hasMessages: boolean
  /** Sheets that were left out, each with the reason. */
  readonly leftOut: ReadonlyArray<string>
  /** Titles and names of the sheets that were not requested. */
  readonly others: ReadonlyArray<{ readonly title: string; readonly name: string }>
}

const contents = (
  pages: ReadonlyArray<ListedPage>,
  { tables }: WrittenTables,
  words: Wording["about"]
): ReadonlyArray<PageBlock> => [
  { kind: "heading", text: words.contents },
  {
    kind: "table",
    name: "contents",
    columns: [
      { title: words.sheet, type: "sheet" },
      { title: words.holds, type: "text" },
      { title: words.rowCount, type: "number" }
    ],
    rows: [
      ...pages.map(({ holds, title }) => [title, holds, null]),
      ...tables.flatMap(({ comment, rows, sheets }) =>
        sheets.map((sheet, index) => (index === 0 ? [sheet, comment, rows] : [sheet, "…", null]))
      )
    ]
  }
]

/** The first page; queries what it needs. Fails with `DatabaseFailed`. */
export const simpleAbout = Effect.fnUntraced(function* (
  database: Database,
  { choice, locale, timeZone }: SheetOptions,
  options: PageOptions,
  { hasMessages, leftOut, others, pages }: Contents
) {
  const words = wordings[locale].about
  const own = simpleWords[locale]
  const answers = yield* readArchiveFacts(database, choice, timeZone)
  const areNamed = options.pseudonyms === undefined
  const selection = yield* selectionFacts(database, choice, timeZone, words, areNamed)
  const issues = countOf(answers.archive["issues"])
  const [unread = {}] = hasMessages ? yield* database.rows(unreadCounts(choice)) : []
  const [events, broken] = [countOf(unread["others"]), countOf(unread["broken"])]
  const missing = [
    ...leftOut,
    ...(others.length === 0
      ? []
      : [own.otherSheets(others.map(({ name, title }) => `${title} (${name})`).join(", "))]),
    own.full
  ]
  const notMessages = [
    ...(events === 0 ? [] : [own.events(events)]),
    ...(broken === 0 ? [] : [own.broken(broken)])
  ]
  const journals = valueWords(locale, "journal") ?? {}
  const journalNamed = (journal: PageValue) => journals[String(journal)] ?? journal
  const blocks = (written: WrittenTables): ReadonlyArray<PageBlock> => [
    { kind: "title", text: words.heading },
    { kind: "text", text: own.what },
    {
      kind: "facts",
      facts: [
        ...archiveFacts(database, options, words),
        [words.asOf, pageValue(answers.archive["newest"]) ?? words.nothing],
        ...selection,
        ...(isWithinInstances(choice) ? [[words.counted, words.ofSelection] as const] : []),
        ...(notMessages.length === 0 ? [] : [[own.notMessages, notMessages.join("\n")] as const]),
        [own.notHere, missing.join("\n")],
        ...commonFacts(written, options, words),
        [words.issues, issues === 0 ? words.noIssues : words.someIssues(issues)],
        [own.printing, own.printed(MOST_PRINTED)],
        [words.refresh, words.howToRefresh]
      ]
    },
    ...contents(pages, written, words),
    ...instanceBlocks(answers, words),
    ...coverageBlocks(answers, words, journalNamed),
    ...cutList(written, words)
  ]
  return { title: words.title, blocks } satisfies WorkbookPage
})
