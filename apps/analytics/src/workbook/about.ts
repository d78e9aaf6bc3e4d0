// The page that comes first: what the file is, of which archive, which period, what is missing, how to refresh it.
//
// Everything is asked before the export begins; rows and cuts are what the writer then tells. No clock: the moment
// shown is that of the newest reply. Gotcha: coverage follows the instances and the period, not chats or types.
import { basename, dirname } from "node:path"
import type { PageBlock, PageFacts, WorkbookPage, WrittenTables } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, isWithinInstances } from "../chosen-rows.ts"
import type { Database } from "../database.ts"
import type { TextPolicy } from "../pseudonyms/rules.ts"
import { type Asked, askAbout } from "./asked.ts"
import { type ParameterTexts, parameterBlocks } from "./parameters.ts"
import { selectionFacts } from "./selection.ts"
import { countOf, pageValue } from "./values.ts"
import { type Locale, type Wording, wordings } from "./wording.ts"

/** What the pages tell that no table holds. */
export interface PageOptions {
  /** IANA name. */
  readonly timeZone: string
  readonly locale: Locale
  /** Name and version. */
  readonly program: string
  readonly thumbnails: boolean
  /** The tables are pseudonymised: nothing else may tell what they do not. */
  readonly pseudonyms?: { readonly keyId: string; readonly texts: TextPolicy }
}

/** The file of a database. */
type Place = Pick<Database, "path">
type About = Wording["about"]

/** The name of the archive's folder, in which the cache has a folder of its own. */
const archiveName = ({ path }: Place) => basename(dirname(dirname(path)))

/** The archive's name; of a pseudonymised export that it is one, instead. */
const archiveFacts = (
  database: Place,
  { pseudonyms }: Pick<PageOptions, "pseudonyms">,
  words: About
): PageFacts["facts"] =>
  pseudonyms === undefined
    ? [[words.archive, archiveName(database)]]
    : [[words.pseudonyms, words.pseudonymised(pseudonyms.keyId, words.textPolicies[pseudonyms.texts])]]

/** What every file tells of itself: its rows, what did not fit, what made it, how to make it anew. */
const commonFacts = (
  { cuts, tables }: WrittenTables,
  { program, timeZone }: Pick<PageOptions, "program" | "timeZone">,
  words: About
): PageFacts["facts"] => {
  const cells = cuts.reduce((sum, cut) => sum + (cut.kind === "cells" ? cut.cells : 0), 0)
  const split = cuts.filter(({ kind }) => kind === "rows").length
  return [
    [words.zone, timeZone],
    [words.rows, tables.reduce((sum, { rows }) => sum + rows, 0)],
    [words.cells, cells === 0 ? words.noCells : words.cellsCut(cells)],
    [words.split, split === 0 ? words.noSplit : words.rowsSplit(split)],
    [words.program, program]
  ]
}

const contents = ({ tables }: WrittenTables, words: About): ReadonlyArray<PageBlock> => [
  { kind: "heading", text: words.contents },
  {
    kind: "table",
    name: "contents",
    columns: [
      { title: words.sheet, type: "sheet" },
      { title: words.holds, type: "text" },
      { title: words.rowCount, type: "number" },
      { title: words.columns, type: "number" },
      { title: words.cells, type: "number" }
    ],
    rows: tables.flatMap(({ cellsCut, columns, comment, rows, sheets }) =>
      sheets.map((sheet, index) =>
        index === 0 ? [sheet, comment, rows, columns, cellsCut] : [sheet, "…", null, columns, null]
      )
    )
  }
]

const cutList = ({ cuts }: WrittenTables, words: About): ReadonlyArray<PageBlock> => {
  const rows = cuts.flatMap((cut) => (cut.kind === "cells" ? [[cut.table, cut.column, cut.cells]] : []))
  if (rows.length === 0) return []
  const columns = [
    { title: words.table, type: "text" },
    { title: words.column, type: "text" },
    { title: words.cellCount, type: "number" }
  ] as const
  return [
    { kind: "heading", text: words.cutList },
    { kind: "table", name: "cuts", columns, rows }
  ]
}

const coverageBlocks = ({ coverage, gaps }: Asked, words: About): ReadonlyArray<PageBlock> => {
  if (coverage.length === 0)
    return [
      { kind: "heading", text: words.coverage },
      { kind: "text", text: words.noCoverage }
    ]
  const all = countOf(gaps[0]?.["all_gaps"])
  const known: ReadonlyArray<PageBlock> = [
    { kind: "heading", text: words.coverage },
    { kind: "text", text: words.coverageNote },
    {
      kind: "table",
      name: "coverage",
      columns: [
        { title: words.instance, type: "text" },
        { title: words.journal, type: "text" },
        { title: words.coveredFrom, type: "moment" },
        { title: words.coveredTo, type: "moment" },
        { title: words.share, type: "percent" },
        { title: words.gaps, type: "number" }
      ],
      rows: coverage.map((row) =>
        ["instance_id", "journal", "covered_from", "covered_to", "share", "gaps"].map((name) =>
          pageValue(row[name])
        )
      )
    }
  ]
  if (all === 0) return known
  const note = all > gaps.length ? [{ kind: "text", text: words.gapNote(gaps.length, all) } as const] : []
  return [
    ...known,
    { kind: "heading", text: words.gapList },
    ...note,
    {
      kind: "table",
      name: "gaps",
      columns: [
        { title: words.instance, type: "text" },
        { title: words.state, type: "text" },
        { title: words.coveredFrom, type: "moment" },
        { title: words.coveredTo, type: "moment" },
        { title: words.journal, type: "text" }
      ],
      rows: gaps.map(({ gap_from, gap_to, instance_id, journal, state }) => [
        pageValue(instance_id),
        words.states[String(state)] ?? String(state),
        pageValue(gap_from),
        pageValue(gap_to),
        pageValue(journal)
      ])
    }
  ]
}

const instanceBlocks = ({ instances }: Asked, words: About): ReadonlyArray<PageBlock> =>
  instances.length === 0
    ? []
    : [
        { kind: "heading", text: words.instances },
        {
          kind: "table",
          name: "instances",
          columns: [
            { title: words.instance, type: "text" },
            { title: words.first, type: "moment" },
            { title: words.last, type: "moment" },
            { title: words.messages, type: "number" },
            { title: words.others, type: "number" }
          ],
          rows: instances.map((row) =>
            ["instance_id", "first_at", "last_at", "messages", "others"].map((name) => pageValue(row[name]))
          )
        }
      ]

/** The first page of a workbook of tables; asks what it needs. Fails with `DatabaseFailed`. */
export const aboutTables = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  options: PageOptions
) {
  const words = wordings[options.locale].about
  const answers = yield* askAbout(database, choice, options.timeZone)
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

/** A query and the parameters that it was asked with. */
export interface AnsweredQuery {
  readonly sql: string
  /** The name of a statistic. */
  readonly statistic?: string | undefined
  readonly parameters: ParameterTexts
}

/** The first page of a workbook that holds the answer to one query. */
export const aboutAnswer = (
  database: Place,
  { parameters, sql, statistic }: AnsweredQuery,
  asOf: Date,
  options: Omit<PageOptions, "thumbnails">
): WorkbookPage => {
  const words = wordings[options.locale].about
  const isTold = options.pseudonyms === undefined
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
        ...(isTold ? [[words.query, sql] as const] : []),
        [words.refresh, words.howToRefresh]
      ]
    },
    ...(isTold ? parameterBlocks(parameters, words) : []),
    ...contents(written, words),
    ...cutList(written, words)
  ]
  return { title: words.title, blocks }
}
