// Replies of a small account in any order, and a model of what is new in each: a list of all records ever seen.
//
// Everything follows from a seed. Messages change their status, their link, or nothing; some replies are imports with
// a guessed time, some are saved chats. Gotcha: the model knows no hashes, so it also judges those.
import { snapshotId } from "../src/facts.ts"
import type { Facts } from "../src/index.ts"
import { bytesOf, factsOf } from "./archives.ts"

const minute = 60_000
const start = Date.parse("2024-01-29T00:00:00Z")

export interface MadeReply {
  readonly facts: Facts
  readonly body: Uint8Array
  /** Oldest first. */
  readonly records: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** The time of a reply by the order of observations. */
export const orderOf = ({ facts }: MadeReply): string =>
  `${facts.requested_at_is_guess ? 0 : 1}${facts.snapshot_id}`

/** Makes replies of an account; `pick` answers whole numbers from 0 to before its argument. */
export const repliesOf = (count: number, pick: (below: number) => number): ReadonlyArray<MadeReply> => {
  const recordOf = (no: number) => ({
    typeMessage: "imageMessage",
    ...(no % 9 === 0 ? {} : { idMessage: `M${no}` }),
    chatId: `${no % 3}@c.us`,
    timestamp: start / 1000 + no * 150 + (no % 2 === 0 ? 0 : pick(3) * 40),
    statusMessage: ["sent", "delivered", "read"][pick(3)],
    downloadUrl: `https://example.org/${pick(1000)}`,
    extendedTextMessage: { jpegThumbnail: `${pick(1000)}`, text: "x" }
  })
  return Array.from({ length: count }, (_, index) => {
    const now = start + (20 + index * 7 + pick(5)) * minute
    const first = Math.max(0, Math.floor((now - start) / minute / 2.5) - 8 - pick(12))
    const last = Math.floor((now - start) / minute / 2.5) - pick(2)
    const nos = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset)
    const records = nos.filter(() => pick(12) > 0).map(recordOf)
    if (records[0] !== undefined && pick(4) === 0) records.push({ ...records[0], statusMessage: "again" })
    const body = bytesOf(JSON.stringify([...records].reverse()))
    const kind = pick(10)
    const isGuess = kind === 0
    const journal = kind === 1 ? "history" : pick(2) === 0 ? "incoming" : "outgoing"
    const times = records.map(({ timestamp }) => timestamp)
    const isNewestFirst =
      times.slice(1).filter((time, at) => time > (times[at] ?? 0)).length >=
      times.slice(1).filter((time, at) => time < (times[at] ?? 0)).length
    const told = factsOf(body, {
      journal,
      requested_at: new Date(now).toISOString(),
      requested_at_is_guess: isGuess,
      origin: kind < 3 ? "import" : "sync",
      minutes: kind < 2 ? null : 10 + pick(60),
      record_count: records.length,
      oldest_timestamp: times.length === 0 ? null : Math.min(...times),
      server_date: pick(2) === 0 ? null : new Date(now).toUTCString(),
      evidence:
        pick(5) > 0
          ? null
          : {
              asked_at: new Date(now).toISOString(),
              state: pick(3) === 0 ? "notAuthorized" : "authorized",
              settings: {}
            }
    })
    const snapshot_id = snapshotId({ requestedAt: new Date(now), journal, part: 0, sha256: told.sha256 })
    return {
      facts: { ...told, snapshot_id },
      body,
      records: isNewestFirst ? records : [...records].reverse()
    }
  })
}

const keyOf = (record: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([
    record["chatId"],
    record["idMessage"] ?? { ...record, downloadUrl: undefined, idMessage: undefined }
  ])

const stateOf = (record: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...record, downloadUrl: undefined, extendedTextMessage: { text: "x" } })

/** What a reply brings to an archive that holds others. */
export const newsOf = (reply: MadeReply, archive: ReadonlyArray<MadeReply>) => {
  const known = new Map<string, string>()
  const before = archive.filter((other) => orderOf(other) < orderOf(reply))
  for (const { records } of before.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)))
    for (const record of records) known.set(keyOf(record), stateOf(record))
  const latest = new Map(reply.records.map((record) => [keyOf(record), stateOf(record)]))
  let [newCount, changedCount, knownCount] = [0, 0, 0]
  for (const [key, state] of latest)
    if (!known.has(key)) newCount += 1
    else if (known.get(key) === state) knownCount += 1
    else changedCount += 1
  return { newCount, changedCount, knownCount }
}
