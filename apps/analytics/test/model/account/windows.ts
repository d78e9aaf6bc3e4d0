// Replies over a timeline: what a journal shows of the records at the moment of asking. Windows overlap and
// repeat, most are newest first, some are cut, old ones lack `type`, some are NDJSON; history replies hold
// both directions. Links are re-issued at every asking, and a record may stand twice in one reply. No two
// replies of one instance and journal have both time and body in common, so that snapshot ids differ.

import type { Random } from "@chatledger/sample-account"
import type { Reply } from "../observations.ts"
import { isObject, type JsonObject, type JsonValue } from "../record.ts"
import type { Cast } from "./cast.ts"
import { type Entry, stateAt } from "./truth.ts"

type Asking = {
  readonly instanceId: string
  readonly journal: Reply["journal"]
  readonly second: number
  readonly minutes: number
}

const without = (record: JsonObject, names: ReadonlyArray<string>): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([field]) => !names.includes(field)))

// How a whole reply is written: old ones lack some fields, some have their times as text.
type Manner = {
  readonly lacks: ReadonlyArray<string>
  readonly timesAreText: boolean
  /** True if no record lacks its contents. */
  readonly isWhole: boolean
}

const manners: ReadonlyArray<ReadonlyArray<string>> = [
  ["type", "isEdited", "isDeleted", "editedMessageId", "deletedMessageId"],
  ["type"],
  ["isEdited", "isDeleted"],
  ["senderContactName", "senderName"]
]

const contents = ["downloadUrl", "fileName", "mimeType", "location", "contact", "contacts", "quotedMessage"]

const withoutContents = (record: JsonObject): JsonObject => {
  if (record["typeMessage"] === "reactionMessage") return record
  const { pollMessageData: poll } = record
  const rest = without(record, contents)
  return isObject(poll) && record["typeMessage"] === "pollMessage"
    ? { ...rest, pollMessageData: without(poll, ["options"]) }
    : rest
}

// The record as this reply shows it: links anew, perhaps without its contents or some fields, perhaps with its timestamp as text.
const shown = (random: Random, record: JsonObject, { isWhole, lacks, timesAreText }: Manner): JsonObject => {
  const { downloadUrl, timestamp } = record
  const fresh =
    typeof downloadUrl === "string" && downloadUrl !== "" && random.chance(0.5)
      ? { ...record, downloadUrl: `${downloadUrl}?again=${random.hex(4)}` }
      : record
  const isText = typeof timestamp === "number" && (timesAreText || random.chance(0.02))
  const timed = isText ? { ...fresh, timestamp: String(timestamp) } : fresh
  const partly =
    random.chance(0.05) && !isWhole
      ? random.chance(0.3)
        ? without(timed, ["downloadUrl"])
        : withoutContents(timed)
      : timed
  return without(partly, random.chance(0.02) ? [...lacks, "type"] : lacks)
}

const matches = (entry: Entry, { instanceId, journal, second, minutes }: Asking): boolean =>
  entry.chat.instanceId === instanceId &&
  (journal === "history" || entry.isOwn === (journal === "outgoing")) &&
  entry.arrivesAt <= second &&
  entry.sentAt >= second - minutes * 60

const secondOf = (record: JsonObject): number => Number(record["timestamp"] ?? 0)

// The records of a reply, newest first: by their timestamps as they stand, or by when they were sent.
const visible = (
  random: Random,
  entries: ReadonlyArray<Entry>,
  asking: Asking
): ReadonlyArray<JsonObject> => {
  const oneChat = asking.journal === "history" && random.chance(0.5)
  const seen = entries.filter((entry) => matches(entry, asking) && !random.chance(0.02))
  const chat = seen.length > 0 ? random.pick(seen).chat : null
  const rows = seen
    .filter((entry) => !oneChat || entry.chat === chat)
    .map((entry) => ({ entry, record: stateAt(entry, asking.second) }))
  const byState = random.chance(0.7)
  rows.sort(
    (a, b) =>
      (byState ? secondOf(b.record) - secondOf(a.record) : b.entry.sentAt - a.entry.sentAt) ||
      b.entry.number - a.entry.number
  )
  const cut = random.chance(0.1) ? rows.slice(0, Math.ceil(rows.length / 2)) : rows
  return cut.flatMap(({ entry, record }) =>
    random.chance(0.01) ? [record, stateAt(entry, entry.sentAt)] : [record]
  )
}

const bodyOf = (random: Random, asking: Asking, records: ReadonlyArray<JsonValue>): string => {
  const lines = asking.journal === "history" ? 0.4 : 0.05
  if (records.length > 0 && random.chance(lines)) {
    return records.map((record) => JSON.stringify(record)).join("\n") + (random.chance(0.5) ? "\n" : "")
  }
  return random.chance(0.1) ? JSON.stringify(records, null, 1) : JSON.stringify(records)
}

const newestOf = (records: ReadonlyArray<JsonValue>): number =>
  Math.max(0, ...records.map((record) => (isObject(record) ? secondOf(record) : 0)))

const replyOf = (random: Random, entries: ReadonlyArray<Entry>, asking: Asking, isWhole: boolean): Reply => {
  const manner = {
    isWhole,
    lacks: random.chance(0.25) ? random.pick(manners) : [],
    timesAreText: random.chance(0.08)
  }
  const newestFirst = visible(random, entries, asking).map((record) => shown(random, record, manner))
  const records = random.chance(0.75) ? newestFirst : [...newestFirst].reverse()
  const isGuess = random.chance(0.15) && newestOf(records) > 0
  return {
    instanceId: asking.instanceId,
    journal: asking.journal,
    requestedAt: isGuess ? newestOf(records) * 1000 : asking.second * 1000 + random.pick([0, 0, 123]),
    requestedAtIsGuess: isGuess,
    minutes: isGuess || asking.journal === "history" || random.chance(0.2) ? null : asking.minutes,
    body: bodyOf(random, asking, records)
  }
}

const askings = (random: Random, cast: Cast, start: number, end: number, replies: number) => {
  const all = Math.ceil((end - start) / 60) + 1000
  const whole = cast.instanceIds.flatMap((instanceId) =>
    (["incoming", "outgoing"] as const).map(
      (journal): Asking => ({ instanceId, journal, second: end, minutes: all })
    )
  )
  const complete = random.sample(whole).filter(() => random.chance(0.8))
  const partial = Array.from({ length: Math.max(0, replies - complete.length) }, (): Asking => {
    const journal = random.weighted({ incoming: 5, outgoing: 3, history: 2 })
    const second = random.pick([
      end,
      random.between(start, end),
      random.between(start, end),
      random.between(start, end)
    ])
    return {
      instanceId: random.pick(cast.instanceIds),
      journal,
      second,
      minutes: random.pick([10, 150, 1440, all, all])
    }
  })
  return [...partial, ...complete].slice(-replies)
}

/** So many replies over the entries of a timeline between two seconds, in no order. */
export const repliesOver = (
  random: Random,
  cast: Cast,
  entries: ReadonlyArray<Entry>,
  start: number,
  end: number,
  replies: number,
  isWhole: boolean
): ReadonlyArray<Reply> => {
  const made: Array<Reply> = []
  for (const asking of askings(random, cast, start, end, replies)) {
    const repeats = made.length > 0 && random.chance(0.08)
    const reply = repeats
      ? { ...random.pick(made), requestedAt: asking.second * 1000, requestedAtIsGuess: false }
      : replyOf(random, entries, asking, isWhole)
    let { requestedAt } = reply
    const taken = () => made.some((other) => other.requestedAt === requestedAt && other.body === reply.body)
    while (taken()) requestedAt++
    made.push({ ...reply, requestedAt })
  }
  return random.sample(made)
}
