// The readable workbook: its sheets, their contents and their look.
//
// All queries run before the export begins. Gotcha: the sheets join a temporary table, so the same connection must
// write them.
import type { ExportTable, WorkbookLook, WorkbookPage } from "@chatledger/export"
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Choice } from "../../chosen/chosen-rows.ts"
import type { Database } from "../../engine/database.ts"
import type { CopiedFiles } from "../../files/copied-files.ts"
import { catalogue } from "../../tables/catalogue.ts"
import { tableNamed } from "../../tables/tables.ts"
import type { PageOptions } from "../about-blocks.ts"
import { localTime } from "../archive-facts.ts"
import { wordings } from "../wording.ts"
import { type ListedPage, simpleAbout } from "./about-page.ts"
import { callRows, hasCalls } from "./calls.ts"
import { type ShownRows, sheetOf } from "./column.ts"
import { answerRows, areMembersKnown, conversationRows, silentRows } from "./company.ts"
import { lookOf } from "./look.ts"
import { messageRows, readMessages } from "./messages.ts"
import { reactionRows } from "./reactions.ts"
import type { SheetOptions } from "./sheet.ts"
import { defaultSheets, sheetNames, sheetTitle } from "./sheets.ts"
import { type OwnNames, showNames } from "./shown-names.ts"
import { simpleSummary } from "./summary-page.ts"
import { tableRows } from "./table-form.ts"
import { votersPage } from "./voters-page.ts"
import { voteRows } from "./votes.ts"
import { dayFormat, simpleWords } from "./words.ts"

export interface SimpleOptions extends PageOptions, Pick<OwnNames, "ownNames"> {
  /** Names of sheets; the default ones if undefined. */
  readonly sheets?: ReadonlyArray<string> | undefined
  readonly isNewestFirst: boolean
  /** Copies that messages lead to. */
  readonly files?: CopiedFiles | undefined
}

export interface SimpleWorkbook {
  readonly pages: ReadonlyArray<WorkbookPage>
  readonly sheets: ReadonlyArray<ExportTable>
  readonly look: WorkbookLook
}

/** The first and last day of the messages, for the page footer. */
const footerOf = Effect.fnUntraced(function* (
  database: Database,
  { choice, locale, timeZone }: SheetOptions
) {
  const day = (moment: string) => `strftime(${localTime(moment, timeZone)}, ${literal(dayFormat[locale])})`
  const [days = {}] = yield* database.rows(
    `select ${day("min(sent_at)")} as first_day, ${day("max(sent_at)")} as last_day from (${readMessages(choice)})`
  )
  const { first_day: first, last_day: last } = days
  if (first === null || first === undefined) return ""
  return first === last ? String(first) : `${first} – ${last}`
})

const rowsOf = Effect.fnUntraced(function* (
  database: Database,
  name: string,
  options: SheetOptions,
  thumbnails: boolean
) {
  switch (name) {
    case "messages":
      return messageRows(options)
    case "calls":
      return callRows(options)
    case "reactions":
      return reactionRows(options)
    case "poll_votes":
      return voteRows(options)
    case "response_times":
      return yield* answerRows(options)
    case "conversations":
      return yield* conversationRows(options)
    case "silent_members":
      return yield* silentRows(options)
    default: {
      const known = (yield* catalogue(database)).find((table) => table.name === name)
      return tableRows(tableNamed(name), known?.columns ?? [], options, thumbnails)
    }
  }
})

/** A workbook of a choice. Fails with `DatabaseFailed`. */
export const simpleWorkbook = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  options: SimpleOptions
) {
  const { files, isNewestFirst, locale, ownNames, timeZone } = options
  const sheet: SheetOptions = { choice, files, locale, timeZone, isNewestFirst }
  const words = simpleWords[locale]
  yield* showNames(database, { locale, ownNames })
  const contents = {
    hasCalls: options.sheets === undefined && (yield* hasCalls(database, choice)),
    areMembersKnown: yield* areMembersKnown(database)
  }
  const chosen = options.sheets ?? defaultSheets(contents)
  const areMembersMissing = chosen.includes("silent_members") && !contents.areMembersKnown
  const names = sheetNames().filter(
    (name) => chosen.includes(name) && !(name === "silent_members" && areMembersMissing)
  )
  const pages: Array<WorkbookPage> = []
  const listed: Array<ListedPage> = []
  const rows: Array<ShownRows> = []
  for (const name of names) {
    if (name === "summary") {
      pages.push(yield* simpleSummary(database, sheet, options))
      listed.push({ title: wordings[locale].summary.title, holds: words.summarySheet })
    } else if (name === "who_voted") {
      pages.push(yield* votersPage(database, sheet))
      listed.push({ title: words.polls.title, holds: words.polls.holds })
    } else rows.push(yield* rowsOf(database, name, sheet, options.thumbnails))
  }
  const about = yield* simpleAbout(database, sheet, options, {
    pages: listed,
    hasMessages: names.includes("messages"),
    leftOut: [
      ...(areMembersMissing ? [words.noMembers(sheetTitle("silent_members", locale))] : []),
      ...(contents.hasCalls && !names.includes("calls")
        ? [words.callsLeftOut(sheetTitle("calls", locale))]
        : [])
    ],
    others: sheetNames()
      .filter((name) => !chosen.includes(name))
      .map((name) => ({ name, title: sheetTitle(name, locale) }))
  })
  return {
    pages: [about, ...pages],
    sheets: rows.map((each) => sheetOf(each, locale)),
    look: lookOf(locale, yield* footerOf(database, sheet))
  } satisfies SimpleWorkbook
})
