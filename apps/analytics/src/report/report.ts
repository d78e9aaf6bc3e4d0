// The report: one self-contained HTML file, made from the tables.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { newestRequest } from "../export/table-export.ts"
import type { Locale } from "../workbook/wording.ts"
import { columnsOf } from "./column-facts.ts"
import { type Parameters, parametersOf, type ReportChoice, rowsOf, text } from "./facts.ts"
import { filesOf } from "./files.ts"
import type { ChatText, CoverageText, SenderText, Texts } from "./layout.ts"
import { pack } from "./pack.ts"
import { documentOf, type PageLink } from "./page.ts"
import { selectionOf } from "./selection.ts"
import { shareSafe } from "./share-safe.ts"

/** The transcript of a chat. */
export interface TranscriptLink {
  readonly instanceId: string
  readonly chatId: string
  readonly url: string
}

/** Options of a report. */
export interface ReportOptions extends ReportChoice {
  /** The initial language of the page. */
  readonly locale: Locale
  /** Leaves out names, numbers and texts. */
  readonly isShareSafe: boolean
  /** `chatledger 0.1.0` */
  readonly program: string
  /** Links above the report; none by default. */
  readonly links?: ReadonlyArray<PageLink>
  /** Transcripts of chats, with addresses relative to the report; none by default. */
  readonly transcripts?: ReadonlyArray<TranscriptLink>
  /**
   * The address of the copy of a message's file (column `file` of `media_files`), relative to the report; undefined if it
   * is not there. With it, the report lists files.
   */
  readonly copyOf?: (file: string) => string | undefined
  /** Reports how many of the steps are done. Default: nothing is reported. */
  readonly onProgress?: (done: number, total: number) => Effect.Effect<void>
}

const facts = [
  "messages",
  "reactions",
  "polls",
  "votes",
  "members",
  "kinds",
  "hours",
  "emoji",
  "targets",
  "asked"
]

const DAY_MILLIS = 86_400_000

/** Steps: the facts, the days before them, and columns, texts and the page after them. */
const STEPS = facts.length + 4

const prepare = Effect.fnUntraced(function* (
  database: Database,
  choice: ReportChoice,
  onStep: (done: number) => Effect.Effect<void>
) {
  const scope = parametersOf(choice)
  const [span] = yield* rowsOf(database, "first-day", scope)
  const parameters: Parameters = {
    ...scope,
    first_day: text(span?.["first_day"]),
    last_day: text(span?.["last_day"])
  }
  yield* rowsOf(database, "days", parameters)
  for (const [place, name] of facts.entries()) {
    yield* onStep(1 + place)
    yield* rowsOf(database, name, parameters)
  }
  return parameters
})

const textsOf = Effect.fnUntraced(function* (
  database: Database,
  options: ReportOptions,
  parameters: Parameters
) {
  const ask = (name: string) => rowsOf(database, name, parameters)
  const keyOf = (instance: string, chat: string) => JSON.stringify([instance, chat])
  const transcripts = new Map(
    options.transcripts?.map(({ chatId, instanceId, url }) => [keyOf(instanceId, chatId), url])
  )
  const chats = (yield* ask("chats")).map((row): ChatText => {
    const [instance, id] = [text(row["instance_id"]), text(row["chat_id"])]
    const transcript = transcripts.get(keyOf(instance, id))
    return {
      instance,
      id,
      type: text(row["chat_type"]),
      name: row["chat_name"] === null ? null : text(row["chat_name"]),
      ...(transcript === undefined ? {} : { transcript })
    }
  })
  const senders = (yield* ask("senders")).map(
    (row): SenderText => ({
      instance: text(row["instance_id"]),
      id: text(row["sender_id"]),
      name: row["sender_name"] === null ? null : text(row["sender_name"])
    })
  )
  const coverage = (yield* ask("coverage-rows")).map(
    (row): CoverageText => ({
      instance: text(row["instance_id"]),
      journal: text(row["journal"]),
      state: text(row["state"]),
      from: Number(row["from_seconds"]),
      to: Number(row["to_seconds"]),
      fromWall: Number(row["from_wall"]),
      toWall: Number(row["to_wall"])
    })
  )
  const files =
    options.copyOf === undefined
      ? {}
      : { files: yield* filesOf(database, parameters, chats, senders, options.copyOf) }
  return {
    ...files,
    program: options.program,
    locale: options.locale,
    timeZone: options.timeZone,
    newestAt: (yield* newestRequest(database)).toISOString(),
    isShareSafe: false,
    selection: yield* selectionOf(database, options, parameters),
    firstDay: text(parameters["first_day"]),
    lastDay:
      1 + (Date.parse(text(parameters["last_day"])) - Date.parse(text(parameters["first_day"]))) / DAY_MILLIS,
    midnights: (yield* ask("midnights")).map((row) => [Number(row["day"]), Number(row["seconds"])] as const),
    answerError: 0,
    chats,
    senders,
    kinds: (yield* ask("kind-rows")).map((row) => ({
      type: text(row["type_message"]),
      domains: text(row["domains"])
        .split(" ")
        .filter((domain) => domain !== "")
    })),
    emoji: (yield* ask("emoji-rows")).map((row) => text(row["emoji_base"])),
    phrases: [],
    reacted: (yield* ask("reacted-texts")).map((row) => [Number(row["target"]), text(row["text"])] as const),
    coverage
  } satisfies Texts
})

/** The content of a report: its texts, and its facts as columns. */
export const reportContent = Effect.fnUntraced(function* (database: Database, options: ReportOptions) {
  const onStep = (done: number) => options.onProgress?.(done, STEPS) ?? Effect.void
  const parameters = yield* prepare(database, options, onStep)
  yield* onStep(STEPS - 3)
  const { columns, phrases, answerError: error } = yield* columnsOf(database, parameters)
  yield* onStep(STEPS - 2)
  const texts = { ...(yield* textsOf(database, options, parameters)), phrases, answerError: error }
  return { texts: options.isShareSafe ? shareSafe(texts) : texts, columns }
})

/**
 * A report as HTML. The same tables and options give the same bytes.
 *
 * @example
 * ```ts
 * import { writeFile } from "node:fs/promises"
 * import { openTables, reportHtml } from "@chatledger/analytics"
 * import { openArchive } from "@chatledger/archive"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 *
 * const report = Effect.gen(function* () {
 *   const archive = yield* openArchive("chatledger-archive")
 *   const database = yield* openTables(archive, { wait: false, onNotice: () => Effect.void })
 *   const options = { locale: "en", timeZone: "Europe/Berlin", isShareSafe: true, program: "example 1.0.0" } as const
 *   return yield* reportHtml(database, options)
 * })
 * const html = await Effect.runPromise(Effect.scoped(report).pipe(Effect.provide(NodeServices.layer)))
 * await writeFile("report.html", html)
 * ```
 */
export const reportHtml = Effect.fnUntraced(function* (database: Database, options: ReportOptions) {
  const { texts, columns } = yield* reportContent(database, options)
  return documentOf(pack(texts, columns), options.locale, options.links)
})
