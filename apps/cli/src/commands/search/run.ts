// `chatledger search`: finds, then lists or writes the results, and explains an empty result.
import type { Database } from "@chatledger/analytics"
import {
  type Found,
  listedSearchSql,
  search,
  termsOf,
  unknownWords,
  valueWords
} from "@chatledger/analytics/internal"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../../failures/exit.ts"
import { messageLanguage, strings } from "../../messages/strings.ts"
import { answer } from "../../output/answer.ts"
import { type Destination, destinationOf } from "../../output/destination.ts"
import { transcriptLinks } from "../../output/transcript-folder.ts"
import { reportFile } from "../../output/written-note.ts"
import { chatsOf } from "../../tables/chats.ts"
import { noteEmpty } from "../../tables/empty-choice.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { countAndTell, namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import { noteZone, periodOf } from "../../tables/period.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print, terminalColumns } from "../../terminal/stdout.ts"
import { onOneLine } from "../../terminal/text.ts"
import type { SearchFlags } from "./command.ts"
import { type ListingOptions, listed, type SearchRow } from "./listing.ts"

/** Hits in a table by default. */
const TABLE_HITS = 20

const textOrNone = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

const own = (id: string | undefined): string | undefined =>
  id?.startsWith("instance:") === true ? strings.search.you : id

const kindOf = (type: string): string =>
  valueWords(messageLanguage, "type_message")?.[type] ?? type.replace(/Message$/, "")

const rowOf = (row: Readonly<Record<string, unknown>>): SearchRow => ({
  hit: Number(row["hit"]),
  place: Number(row["place"]),
  wall: textOrNone(row["wall"]),
  chat: textOrNone(row["chat_name"]) ?? textOrNone(row["chat_id"]),
  sender: textOrNone(row["sender_name"]) ?? own(textOrNone(row["sender_id"])),
  isName: row["found_in"] === "name",
  isChat: row["chat_id"] !== null,
  foundIn: textOrNone(row["found_in"]),
  text: textOrNone(row["text"]) ?? `[${kindOf(String(row["type_message"] ?? ""))}]`,
  link: textOrNone(row["link"])
})

/** The hits as a list, with an empty line between them. */
const listing = Effect.fnUntraced(function* (
  database: Database,
  { needles }: Found,
  { path, timeZone }: Destination
) {
  const isScreen = path === undefined && isTerminal()
  const options: ListingOptions = {
    needles,
    columns: isScreen ? terminalColumns() : undefined,
    isColoured: isScreen && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb"
  }
  const rows = yield* database.rows(
    `select *, strftime(timezone($zone::varchar, sent_at), '%Y-%m-%d %H:%M') as wall from (${listedSearchSql})`,
    { zone: timeZone }
  )
  const hits = Map.groupBy(rows.map(rowOf), ({ hit }) => hit)
  return [...hits.values()].map((hit) => listed(hit, options)).join("\n")
})

const whole = Effect.fnUntraced(function* (flag: string, value: number) {
  if (value < 0) return yield* new WrongUsage({ reason: strings.search.tooFew(flag, String(value)) })
  return value
})

const linksIn = Effect.fnUntraced(function* (folder: Option.Option<string>) {
  if (Option.isNone(folder)) return []
  const links = yield* transcriptLinks(folder.value)
  if (links === undefined || links.length === 0)
    return yield* new WrongUsage({ reason: strings.search.noTranscripts(folder.value) })
  return links
})

/** Names listed in a note. */
const MOST_SENDERS = 5

/** Says who is meant if a name fits nobody or several people. */
const noteSenders = Effect.fnUntraced(function* (given: ReadonlyArray<string>, { senders }: Found) {
  if (senders === undefined || (senders.length > 0 && senders.length <= given.length)) return
  const messages = yield* Messages
  const meant = senders
    .slice(0, MOST_SENDERS)
    .map((sender) => onOneLine(own(sender) ?? sender))
    .join(", ")
  yield* messages.note(
    senders.length === 0
      ? strings.search.noSender(given.map(onOneLine).join(", "))
      : strings.search.senders(meant, senders.length - MOST_SENDERS)
  )
})

const noteNothing = Effect.fnUntraced(function* (database: Database, found: Found) {
  const messages = yield* Messages
  const unknown = yield* unknownWords(database, found.needles)
  for (const { near, word } of unknown)
    yield* messages.note(strings.search.unknown(onOneLine(word), near.map(onOneLine).join(", ")))
  if (unknown.length === 0) yield* messages.note(strings.search.nothing)
})

const give = Effect.fnUntraced(function* (database: Database, found: Found, destination: Destination) {
  if (destination.format !== "table") return yield* answer(database, found.question, destination)
  const text = yield* listing(database, found, destination)
  const { path } = destination
  if (path === undefined) {
    yield* print(text)
    return undefined
  }
  const written = yield* writeTextFile(path, (write) => write(text))
  return { path, rows: found.names + found.messages, ...written, cuts: [] }
})

export const run = Effect.fnUntraced(function* (given: SearchFlags) {
  const messages = yield* Messages
  const terms = termsOf(given.text.join(" "))
  if (terms.length === 0) return yield* new WrongUsage({ reason: strings.search.nothingToFind })
  const around = yield* whole("context", given.context)
  const period = yield* periodOf(given)
  const destination = yield* destinationOf(given, period.timeZone)
  const usual = destination.format === "table" ? TABLE_HITS : undefined
  const limit = Option.isNone(given.limit) ? usual : yield* whole("limit", given.limit.value)
  const links = yield* linksIn(given.transcripts)
  const naming = yield* namingIn(given)
  const report = yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* noteZone(period)
      yield* warnOfUnknown(database, given.instance)
      yield* countAndTell(database, naming)
      const chat = yield* chatsOf(database, given)
      const { from, to } = period
      const choice = { from, to, instance: given.instance, chat, sender: given.sender }
      const hasMessages = yield* noteEmpty(database, choice, period.timeZone)
      const found = yield* search(database, terms, { choice, limit, around, links })
      const all = found.names + found.messages
      const written = yield* give(database, found, destination)
      yield* noteSenders(given.sender, found)
      if (all === 0 && hasMessages && found.senders?.length !== 0) yield* noteNothing(database, found)
      if (limit !== undefined && all > limit) yield* messages.note(strings.search.shown(limit, all))
      return written
    })
  )
  yield* reportFile(given, report)
})
