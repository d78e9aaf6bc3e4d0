// The parts of the first page: facts of the archive, contents, coverage, truncated cells. Pure.
import { basename, dirname } from "node:path"
import type { PageBlock, PageFacts, PageValue, WrittenTables } from "@chatledger/export"
import type { Database } from "../engine/database.ts"
import type { TextPolicy } from "../pseudonyms/rules.ts"
import type { ArchiveFacts } from "./archive-facts.ts"
import { countOf, pageValue } from "./values.ts"
import type { Locale, Wording } from "./wording.ts"

/** Settings of the pages that no table contains. */
export interface PageOptions {
  /** IANA name. */
  readonly timeZone: string
  readonly locale: Locale
  /** Name and version. */
  readonly program: string
  readonly thumbnails: boolean
  /** Set if the tables are pseudonymised: the page must then reveal nothing that they hide. */
  readonly pseudonyms?: { readonly keyId: string; readonly texts: TextPolicy }
}

/** The file of a database. */
export type Place = Pick<Database, "path">
type About = Wording["about"]

/** The name of the archive's folder, which contains the cache's folder. */
const archiveName = ({ path }: Place) => basename(dirname(dirname(path)))

/** The archive's name. For a pseudonymised export: the key id and the text policy instead. */
export const archiveFacts = (
  database: Place,
  { pseudonyms }: Pick<PageOptions, "pseudonyms">,
  words: About
): PageFacts["facts"] =>
  pseudonyms === undefined
    ? [[words.archive, archiveName(database)]]
    : [[words.pseudonyms, words.pseudonymised(pseudonyms.keyId, words.textPolicies[pseudonyms.texts])]]

/** Facts of every file: its rows, truncated cells, the program that made it, how to make it again. */
export const commonFacts = (
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

/** The list of data sheets in the workbook. */
export const contents = ({ tables }: WrittenTables, words: About): ReadonlyArray<PageBlock> => [
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

/** Truncated cells by column; empty if there are none. */
export const cutList = ({ cuts }: WrittenTables, words: About): ReadonlyArray<PageBlock> => {
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

/** How much of the time was fetched in time, and the gaps. */
export const coverageBlocks = (
  { coverage, gaps }: ArchiveFacts,
  words: About,
  journalNamed: (journal: PageValue) => PageValue = (journal) => journal
): ReadonlyArray<PageBlock> => {
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
      rows: coverage.map(({ covered_from, covered_to, gaps, instance_id, journal, share }) => [
        pageValue(instance_id),
        journalNamed(pageValue(journal)),
        ...[covered_from, covered_to, share, gaps].map(pageValue)
      ])
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
        journalNamed(pageValue(journal))
      ])
    }
  ]
}

const messengerNames: Readonly<Record<string, string>> = {
  whatsapp: "WhatsApp",
  max: "MAX",
  telegram: "Telegram"
}

/** The instances, with their messengers and the span of their messages. */
export const instanceBlocks = ({ instances }: ArchiveFacts, words: About): ReadonlyArray<PageBlock> =>
  instances.length === 0
    ? []
    : [
        { kind: "heading", text: words.instances },
        {
          kind: "table",
          name: "instances",
          columns: [
            { title: words.instance, type: "text" },
            { title: words.messenger, type: "text" },
            { title: words.first, type: "moment" },
            { title: words.last, type: "moment" },
            { title: words.messages, type: "number" },
            { title: words.others, type: "number" }
          ],
          rows: instances.map((row) =>
            ["instance_id", "messenger", "first_at", "last_at", "messages", "others"].map((name) =>
              name === "messenger" ? (messengerNames[String(row[name])] ?? null) : pageValue(row[name])
            )
          )
        }
      ]
