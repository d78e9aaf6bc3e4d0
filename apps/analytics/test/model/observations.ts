// What was seen: every record of every reply, in the order of observations (archive-and-load.md). A guessed
// time of asking comes before every known one, then the time, the snapshot, the position from the oldest
// end. It merges nothing: one record seen in five replies is five observations. Gotcha: a reply whose
// timestamps are all equal counts as newest first.

import { createHash } from "node:crypto"
import { hashIdOf } from "./canonical-json.ts"
import { splitRecord } from "./documented.ts"
import { isObject, type JsonObject, type JsonValue, keyOf, textAt, timestampOf } from "./record.ts"

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

/** One record as one reply showed it, its documented part and the rest; `order` numbers all observations from 0. */
export type Observation = {
  readonly reply: StoredReply
  readonly position: number
  readonly order: number
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

/** Whether a reply lists the newest record first: not fewer falling than rising steps of the timestamp. */
export const isNewestFirst = (records: ReadonlyArray<JsonValue>): boolean => {
  const times = records.flatMap((record) => (isObject(record) ? (timestampOf(record) ?? []) : []))
  let falling = 0
  let rising = 0
  for (let index = 1; index < times.length; index++) {
    const step = (times[index] ?? 0) - (times[index - 1] ?? 0)
    if (step < 0) falling++
    if (step > 0) rising++
  }
  return falling >= rising
}

const compareReplies = (a: StoredReply, b: StoredReply): number =>
  Number(b.requestedAtIsGuess) - Number(a.requestedAtIsGuess) ||
  a.requestedAt - b.requestedAt ||
  (a.snapshotId < b.snapshotId ? -1 : a.snapshotId > b.snapshotId ? 1 : 0)

/** All observations of the replies, the earliest first, whatever the order of the replies. */
export const observationsOf = (replies: ReadonlyArray<StoredReply>): ReadonlyArray<Observation> => {
  const observations: Array<Observation> = []
  for (const reply of [...replies].sort(compareReplies)) {
    const records = recordsOf(reply.body)
    const fromOldest = isNewestFirst(records) ? [...records].reverse() : records
    fromOldest.forEach((record, position) => {
      if (!isObject(record)) return
      const chatId = textAt(record, "chatId") ?? ""
      const messageId = textAt(record, "idMessage") ?? hashIdOf(record)
      const key = keyOf(reply.instanceId, chatId, messageId)
      const timestamp = timestampOf(record)
      const order = observations.length
      const { known, extra } = splitRecord(record)
      observations.push({ reply, position, order, record: known, extra, timestamp, chatId, messageId, key })
    })
  }
  return observations
}
