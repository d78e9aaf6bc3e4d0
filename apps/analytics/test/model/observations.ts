// What was seen: every record of every reply, in the order of observations (archive-and-load.md). A guessed
// time of asking comes before every known one, then the time, the reply whose oldest record is older, the snapshot, the
// position from the oldest end. It merges nothing: one record seen in five replies is five observations. Of replies of one
// time that show the same message, the one that shows it further on is the later. Gotcha: a reply whose timestamps
// are all equal counts as newest first, and is not sure of it if it was saved by somebody.

import { createHash } from "node:crypto"
import { hashIdOf } from "./canonical-json.ts"
import { splitRecord } from "./documented.ts"
import {
  flagAt,
  groupBy,
  isObject,
  type JsonObject,
  type JsonValue,
  keyOf,
  objectAt,
  textAt,
  timestampOf
} from "./record.ts"

/** One saved reply of a journal: the body is the text of a JSON array, or one record a line; times in milliseconds. */
export type Reply = {
  readonly instanceId: string
  readonly journal: "incoming" | "outgoing" | "history"
  readonly requestedAt: number
  readonly requestedAtIsGuess: boolean
  readonly minutes: number | null
  readonly body: string
}

/** A reply with the name that the archive gave it. */
export type StoredReply = Reply & { readonly snapshotId: string }

/**
 * One record as one reply showed it, its documented part and the rest. `replyRank` is that of the reply among all, from 0,
 * `rank` the one that counts for the states of this message.
 */
export type Observation = {
  readonly reply: StoredReply
  readonly isDirectionClear: boolean
  readonly position: number
  readonly replyRank: number
  readonly rank: number
  readonly record: JsonObject
  readonly extra: JsonObject | null
  readonly timestamp: number | null
  readonly chatId: string
  readonly messageId: string
  readonly key: string
}

const journalTags = { incoming: "in", outgoing: "out", history: "hist" } as const

/** The replies with snapshot ids as archive-and-load.md makes them: time, journal, part 0000, sha256. */
export const withSnapshotIds = (replies: ReadonlyArray<Reply>): ReadonlyArray<StoredReply> =>
  replies.map((reply) => {
    const time = new Date(reply.requestedAt).toISOString().replace(/[-:.]/g, "")
    const digest = createHash("sha256").update(reply.body).digest("hex").slice(0, 16)
    return { ...reply, snapshotId: `${time}-${journalTags[reply.journal]}-0000-${digest}` }
  })

const parse = (text: string): JsonValue => JSON.parse(text)

/** The records of a body in the order they stand there. */
export const recordsOf = (body: string): ReadonlyArray<JsonValue> => {
  if (!body.trimStart().startsWith("[")) {
    return body
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map(parse)
  }
  const records = parse(body)
  return Array.isArray(records) ? records : []
}

const timesOf = (records: ReadonlyArray<JsonValue>): ReadonlyArray<number> =>
  records.flatMap((record) => (isObject(record) ? (timestampOf(record) ?? []) : []))

/** How many falling steps of the timestamp there are in a reply more than rising ones. */
const fallsOf = (records: ReadonlyArray<JsonValue>): number => {
  const times = timesOf(records)
  let falling = 0
  let rising = 0
  for (let index = 1; index < times.length; index++) {
    const step = (times[index] ?? 0) - (times[index - 1] ?? 0)
    if (step < 0) falling++
    if (step > 0) rising++
  }
  return falling - rising
}

/** Whether a reply lists the newest record first: not fewer falling than rising steps of the timestamp. */
export const isNewestFirst = (records: ReadonlyArray<JsonValue>): boolean => fallsOf(records) >= 0

const oldestIn = ({ body }: StoredReply): number =>
  timesOf(recordsOf(body)).reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)

const compareReplies = (a: StoredReply, b: StoredReply): number =>
  Number(b.requestedAtIsGuess) - Number(a.requestedAtIsGuess) ||
  a.requestedAt - b.requestedAt ||
  compareOldest(oldestIn(a), oldestIn(b)) ||
  (a.snapshotId < b.snapshotId ? -1 : a.snapshotId > b.snapshotId ? 1 : 0)

const compareOldest = (a: number, b: number): number =>
  a === b ? 0 : Number.isFinite(a) && (!Number.isFinite(b) || a > b) ? 1 : -1

/** The id of a message; an edit or deletion with the id of its message has its own. */
const messageIdOf = (record: JsonObject): string => {
  const id = textAt(record, "idMessage")
  const type = textAt(record, "typeMessage")
  const isOwn = (field: string, data: string) =>
    id !== null && (textAt(record, field) ?? textAt(objectAt(record, data), "stanzaId")) === id
  const time = timestampOf(record)
  const at = time === null ? "" : `:${time / 1000}`
  if (type === "editedMessage" && isOwn("editedMessageId", "editedMessageData")) return `${id}:edit${at}`
  if (type === "deletedMessage" && isOwn("deletedMessageId", "deletedMessageData"))
    return `${id}:deletion${at}`
  return id ?? hashIdOf(record)
}

/** All observations of the replies, the earliest first, whatever the order of the replies. */
export const observationsOf = (replies: ReadonlyArray<StoredReply>): ReadonlyArray<Observation> => {
  const observations: Array<Observation> = []
  for (const [rank, reply] of [...replies].sort(compareReplies).entries()) {
    const records = recordsOf(reply.body)
    const fromOldest = isNewestFirst(records) ? [...records].reverse() : records
    const isDirectionClear = !reply.requestedAtIsGuess || fallsOf(records) !== 0
    fromOldest.forEach((record, position) => {
      if (!isObject(record)) return
      const chatId = textAt(record, "chatId") ?? ""
      const messageId = messageIdOf(record)
      const key = keyOf(reply.instanceId, chatId, messageId)
      const timestamp = timestampOf(record)
      const { known, extra } = splitRecord(record)
      observations.push({
        reply,
        isDirectionClear,
        position,
        replyRank: rank,
        rank,
        record: known,
        extra,
        timestamp,
        chatId,
        messageId,
        key
      })
    })
  }
  return withTiesBroken(observations)
}

const tieOf = ({ reply }: Observation): string =>
  keyOf(reply.instanceId, Number(reply.requestedAtIsGuess), reply.requestedAt)

const tiesOf = (observations: ReadonlyArray<Observation>) => {
  const journals = new Map<string, Map<string, Set<number>>>()
  for (const observation of observations) {
    const { journal } = observation.reply
    const known = journals.get(tieOf(observation)) ?? new Map<string, Set<number>>()
    journals.set(tieOf(observation), known)
    known.set(journal, (known.get(journal) ?? new Set()).add(observation.rank))
  }
  /** What an observation is tied with; undefined if with nothing. */
  return (observation: Observation): string | undefined => {
    const { journal } = observation.reply
    const known = journals.get(tieOf(observation))
    if (known?.has("history") === true) return tieOf(observation)
    return (known?.get(journal)?.size ?? 0) > 1 ? keyOf(tieOf(observation), journal) : undefined
  }
}

const statuses = [null, "pending", "sent", "", "delivered", "read"]

const progressOf = ({ record, timestamp }: Observation): ReadonlyArray<number> => {
  const status = statuses.indexOf(textAt(record, "statusMessage"))
  return [
    2 * Number(flagAt(record, "isDeleted") === true) + Number(flagAt(record, "isEdited") === true),
    timestamp ?? -1,
    status < 0 ? 3 : status
  ]
}

const compareProgress = (a: Observation, b: Observation): number =>
  progressOf(a).reduce((found, value, index) => found || value - (progressOf(b)[index] ?? 0), 0)

/** Of one message: replies of one time change their ranks, so that the one in which it has come further is the later. */
const withTiesBroken = (all: ReadonlyArray<Observation>): ReadonlyArray<Observation> => {
  const tie = tiesOf(all)
  const tied = all.filter((each) => tie(each) !== undefined)
  const groups = groupBy(tied, (each) => keyOf(each.key, tie(each) ?? ""))
  const newRanks = new Map<Observation, number>()
  for (const group of groups.values()) {
    const replies = [...groupBy(group, ({ rank }) => String(rank)).values()]
    const ranks = replies.map(([first]) => first?.rank ?? 0).sort((a, b) => a - b)
    const lastOf = (sights: ReadonlyArray<Observation>) =>
      sights.reduce((last, sight) => (sight.position > last.position ? sight : last))
    const inOrder = replies.toSorted(
      (a, b) => compareProgress(lastOf(a), lastOf(b)) || lastOf(a).rank - lastOf(b).rank
    )
    for (const [index, sights] of inOrder.entries())
      for (const sight of sights) newRanks.set(sight, ranks[index] ?? 0)
  }
  return all
    .map((sight) => ({ ...sight, rank: newRanks.get(sight) ?? sight.rank }))
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
}
