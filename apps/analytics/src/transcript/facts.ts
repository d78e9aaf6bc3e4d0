// Queries for transcripts: which chats, their senders, and their entries.
//
// Every query is a file of `sql/transcript/`. Gotcha: they create temporary tables on the connection, each from the
// previous ones, and the last is read as a stream, during which the connection does nothing else. A broken stream
// looks like one that ends, so its rows are counted.
import { literal } from "@chatledger/export"
import { textReader } from "@chatledger/export/internal"
import { type DuckDBDataChunk, DuckDBIntegerVector, type DuckDBVector } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Choice, chosenMessages, conditionsOf } from "../chosen/chosen-rows.ts"
import { type Database, databaseFailed, onConnection, stop } from "../engine/database.ts"
import { isKeptFile } from "../files/copied-files.ts"
import { transcriptSql } from "../sql-files.ts"
import { type Entry, entryOf, type Person } from "./entry.ts"
import type { LocalFile } from "./local-file.ts"
import { mentionsOf, withMentions } from "./mentions.ts"

export interface TranscriptChoice extends Choice {
  /** IANA zone of days and times. */
  readonly timeZone: string
  /** True to keep the previews of attached files. */
  readonly thumbnails: boolean
  /** Names of accounts that have no other name, by instance. */
  readonly ownNames: ReadonlyMap<string, string>
  /** The name of an account otherwise. */
  readonly you: string
  /** The file of this name (column `file` of `media_files`) beside the transcripts; default: no files are beside them. */
  readonly localFile?: ((name: string) => LocalFile | undefined) | undefined
}

/** A chat with a transcript; days are `2026-01-31`, months `2026-01`, in the zone. */
export interface ChatFacts {
  readonly instanceId: string
  readonly chatId: string
  readonly name: string | undefined
  readonly type: string
  /** Lines of the transcript, including events. */
  readonly entries: number
  readonly messages: number
  readonly firstDay: string | undefined
  readonly lastDay: string | undefined
  readonly months: ReadonlyArray<string>
}

/** The join that gives the names of copied files, of messages by their id. */
const keptFiles = (alias: string, id: string): string => `left join media_files as d
  on d.instance_id = ${alias}.instance_id and d.chat_id = ${alias}.chat_id and d.message_id = ${alias}.${id} and ${isKeptFile("d")}`

/** Most names listed of people who did the same. */
const MOST_NAMES = 20

const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

const OWN = "instance:"

/** An id in readable form: a number with its plus. */
export const shownId = (id: string): string => id.replace(/^(\d{7,15})@c\.us$/, "+$1")

/** The name to show for a name or id in the tables. */
export type Namer = (nameOrId: string) => string

const namerOf =
  ({ ownNames, you }: TranscriptChoice): Namer =>
  (nameOrId) =>
    nameOrId.startsWith(OWN) ? (ownNames.get(nameOrId.slice(OWN.length)) ?? you) : shownId(nameOrId)

/** Creates the tables of the entries; returns the chats, in the order of the entries. */
export const prepare = Effect.fnUntraced(function* (database: Database, choice: TranscriptChoice) {
  const within = conditionsOf({ instance: choice.instance, chat: choice.chat })
  const hasCopies = choice.localFile !== undefined
  const values = {
    chosen: chosenMessages(choice),
    zone: literal(choice.timeZone),
    within: within.length === 0 ? "true" : within.join(" and "),
    most: String(MOST_NAMES),
    kept: hasCopies ? "d.file" : "null",
    kept_files: hasCopies ? keptFiles("m", "message_id") : "",
    // A quoted message that is shown leads to its file itself.
    quoted_kept: hasCopies ? "case when m.message_id is null then d.file end" : "null",
    quoted_files: hasCopies ? keptFiles("q", "quoted_message_id") : "",
    thumbnail: choice.thumbnails ? "f.jpeg_thumbnail" : "null"
  }
  const rows = (name: Parameters<typeof transcriptSql>[0]) => database.rows(transcriptSql(name, values))
  yield* rows("events")
  const chats = (yield* rows("chats")).map(
    (row): ChatFacts => ({
      instanceId: String(row["instance_id"]),
      chatId: String(row["chat_id"]),
      name: text(row["chat_name"]),
      type: String(row["chat_type"]),
      entries: Number(row["entries"]),
      messages: Number(row["messages"]),
      firstDay: text(row["first_day"]),
      lastDay: text(row["last_day"]),
      months: JSON.parse(text(row["months"]) ?? "[]") ?? []
    })
  )
  const nameOf = namerOf(choice)
  const people = (yield* rows("people")).map((row): Person => {
    const id = text(row["sender_id"]) ?? `name ${text(row["name"])}`
    return { id, name: text(row["name"]) ?? nameOf(id), isOwn: id.startsWith(OWN) }
  })
  const mentions = mentionsOf(yield* rows("mentions"))
  yield* rows("beneath")
  return { chats, people, mentions, nameOf, sql: transcriptSql("entries", values) }
})

type Prepared = Effect.Success<ReturnType<typeof prepare>>

/** DuckDB's own array of integers: reading them one by one costs most of a microsecond each. */
const integers = (vector: DuckDBVector): ArrayLike<number> => {
  if (!(vector instanceof DuckDBIntegerVector)) throw new TypeError("an entry is not as its query says")
  const items: unknown = Reflect.get(vector, "items")
  return items instanceof Int32Array
    ? items
    : Array.from({ length: vector.itemCount }, (_, row) => vector.getItem(row) ?? 0)
}

/** A chunk of entries, each with the number of its chat. */
interface EntryBlock {
  readonly chats: ArrayLike<number>
  readonly entries: ReadonlyArray<Entry>
}

const blockOf = (
  chunk: DuckDBDataChunk,
  { chats, mentions, people }: Prepared,
  read: ReturnType<typeof textReader>
): EntryBlock => {
  const column = (place: number) => chunk.getColumnVector(place)
  const [persons, minutes, signs] = [integers(column(1)), integers(column(2)), integers(column(3))]
  const chatOf = integers(column(0))
  const entries = read(chunk, 4).map((line, row) => {
    const entry = entryOf(people[persons[row] ?? -1], minutes[row] ?? 0, signs[row] ?? 0, line)
    const names = mentions.get(chats[chatOf[row] ?? -1]?.instanceId ?? "")
    return names !== undefined && line.includes("@") ? withMentions(entry, names) : entry
  })
  return { chats: chatOf, entries }
}

/** Reads the entries; `next` returns undefined after the last, `close` stops what is still being read. */
export const openEntries = Effect.fnUntraced(function* (database: Database, prepared: Prepared) {
  const { chats, sql } = prepared
  const { connection } = database
  const stream = yield* onConnection(connection, () => connection.stream(sql)).pipe(
    Effect.mapError(databaseFailed)
  )
  const total = chats.reduce((sum, { entries }) => sum + entries, 0)
  // Fetches the next rows before these are written, so that DuckDB and this thread work in parallel.
  const ask = () => {
    const chunk = stream.fetchChunk()
    chunk.catch(() => undefined)
    return chunk
  }
  const read = textReader()
  let given = 0
  let fetching = ask()
  const fetch = async () => {
    const chunk = await fetching
    if (chunk !== null && chunk.rowCount > 0) fetching = ask()
    return chunk
  }
  const next = onConnection(connection, fetch).pipe(
    Effect.mapError(databaseFailed),
    Effect.flatMap((chunk) => {
      given += chunk?.rowCount ?? 0
      if (chunk !== null && chunk.rowCount > 0) return Effect.succeed(blockOf(chunk, prepared, read))
      if (given === total) return Effect.succeed(undefined)
      const reason = `IO Error: the transcript broke off after ${given} of ${total} lines`
      return Effect.fail(databaseFailed(new Error(reason)))
    })
  )
  const close = Effect.promise(() => stop(connection, fetching))
  return { next, close }
})
