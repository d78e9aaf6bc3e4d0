// Archives of many small replies, and everything that they give back.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import {
  type Archive,
  commitSnapshot,
  type Facts,
  listSnapshots,
  readBody,
  readFacts,
  SnapshotDamaged,
  verifyArchive
} from "../src/index.ts"
import { SequentialReader } from "../src/internal.ts"
import { bytesOf, factsOf } from "./archives.ts"

export const instanceId = "1101000001"
/** A day after everything that the tests keep. */
export const NOW = Date.parse("2024-02-02T12:00:00Z")

export const messageOf = (chatId: string, id: string, text = "hello"): string =>
  JSON.stringify({
    type: "incoming",
    idMessage: id,
    timestamp: 1706600000,
    typeMessage: "textMessage",
    chatId,
    senderId: chatId,
    textMessage: text
  })

/** Keeps one reply of the instance. */
export const keepReply = (archive: Archive, time: string, text: string, told: Partial<Facts> = {}) => {
  const body = bytesOf(text)
  return commitSnapshot(archive, factsOf(body, { requested_at: time, ...told }), body)
}

/** Four times of a day. */
export const timesOf = (day: string): ReadonlyArray<string> =>
  ["00", "05", "10", "15"].map((minute) => `${day}T10:${minute}:00.000Z`)

/** Keeps replies asked for at these times, each with a body of its own, the first one empty. */
export const keepReplies = Effect.fnUntraced(function* (archive: Archive, times: ReadonlyArray<string>) {
  for (const [index, time] of times.entries())
    yield* keepReply(archive, time, index === 0 ? "[]" : `[${messageOf("7900@c.us", `${time}-${index}`)}]`, {
      server_date: null
    })
})

/** Everything that the archive gives back, by snapshot; each read in all ways, which have to agree. */
export const contents = Effect.fnUntraced(function* (archive: Archive) {
  const reader = new SequentialReader()
  const all: Array<{ readonly id: string; readonly facts: Facts; readonly body: string }> = []
  for (const ref of yield* listSnapshots(archive)) {
    const { facts, body } = yield* readBody(ref)
    const chunks: Array<Uint8Array> = []
    const again = yield* reader.read(ref, (chunk) => Effect.sync(() => chunks.push(chunk)))
    const told = [again, yield* readFacts(ref), yield* reader.facts(ref)]
    if (JSON.stringify(told) !== JSON.stringify([facts, facts, facts]))
      throw new Error(`${ref.snapshotId} tells other facts in another way of reading`)
    if (!Buffer.concat(chunks).equals(body)) throw new Error(`${ref.snapshotId} reads differently`)
    all.push({ id: `${ref.instanceId}/${ref.snapshotId}`, facts, body: Buffer.from(body).toString("latin1") })
  }
  return all
})

/** What verify finds damaged. */
export const damages = Effect.fnUntraced(function* (archive: Archive) {
  const verified = yield* Stream.runCollect(verifyArchive(archive))
  return verified.flatMap(({ found }) => (found instanceof SnapshotDamaged ? [found] : []))
})

/** The names of the files that hold snapshots. */
export const snapshotFiles = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* fs.readDirectory(`${archive.path}/snapshots`, { recursive: true })
  return names.filter((name) => name.endsWith(".zst")).sort()
})
