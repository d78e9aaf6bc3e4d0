// What is done to an archive while the power goes: each operation, the disk before it, and what it promises.
//
// To prove one more, add it here. `run` must be what the product does, promise only what it has told, and bring the
// same archive whenever it is run again; one that keeps new replies every time says so with `grows`.
import * as Crypto from "node:crypto"
import * as Zlib from "node:zlib"

import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import {
  commitSnapshot,
  type Facts,
  type ImportOptions,
  importReply,
  knownBodies,
  openOrCreateArchive,
  syncInstance
} from "../../src/index.ts"
import { receiver } from "../../src/internal.ts"
import { bytesOf, factsOf } from "../archives.ts"
import { arrayOf, recordAt } from "../imports.ts"
import type { Disk } from "./disk.ts"
import { accountAnswer, clientOf, instanceOf } from "./vendor.ts"

/** Where the archive is on a disk. */
export const ARCHIVE = "/new/deep/archive"

/** Tells that a body is kept: journal and sha256. */
export type Promise_ = (journal: string, body: Uint8Array) => void

export interface Operation {
  readonly name: string
  /** Files beside the archive, flushed. */
  readonly files?: Readonly<Record<string, Uint8Array>>
  /** What has been done, and flushed, before. */
  readonly before?: (archivePath: string) => Effect.Effect<void, unknown, Needs>
  readonly run: (
    archivePath: string,
    promise: Promise_,
    again: boolean
  ) => Effect.Effect<void, unknown, Needs>
  /** It takes away some of what was promised: what is there both before and after it lasts. */
  readonly removes?: boolean
  /** It brings no snapshots, and when run again leaves the same files. */
  readonly isUpkeep?: boolean
  /** Snapshots that every further run adds. */
  readonly grows?: number
}

export type Needs = FileSystem.FileSystem | Path.Path

/** How a promise is noted. */
export const promiseOf = (journal: string, body: Uint8Array): string =>
  `${journal} ${Crypto.hash("sha256", body)}`

/** Bytes that do not compress, in quotes, so that a file is torn at many places. */
const noise = (length: number, seed: string): string =>
  Array.from({ length: Math.ceil(length / 44) }, (_, index) =>
    Crypto.hash("sha256", `${seed}${index}`, "base64")
  )
    .join("")
    .slice(0, length)

const replyOf = (length: number, seed: string): Uint8Array =>
  bytesOf(`[${recordAt(1_706_520_000, { idMessage: seed, textMessage: noise(length, seed) })}]`)

const commit = (told: Partial<Facts>, body: Uint8Array, promise: Promise_, path: string) =>
  Effect.gen(function* () {
    const facts = factsOf(body, told)
    const archive = yield* openOrCreateArchive(path)
    yield* commitSnapshot(archive, facts, body)
    promise(facts.journal, body)
  })

const importOf = (
  path: string,
  file: string,
  body: Uint8Array,
  promise: Promise_,
  options: Partial<ImportOptions> = {}
) =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(path)
    const known = yield* knownBodies(archive, "1101000001")
    const source = { path: path.replace(ARCHIVE, `/${file}`), name: file }
    const all = { instanceId: "1101000001", program: "test 0", ...options }
    yield* importReply(archive, known, source, all)
    promise("incoming", body)
  })

const small = bytesOf("[]")
const reply = replyOf(300, "A")
const large = replyOf(3000, "B")
const later = { requested_at: "2024-01-29T11:00:00.000Z" }
const nextMonth = { requested_at: "2024-02-01T00:00:00.000Z" }
const nextYear = { requested_at: "2025-01-01T00:00:00.000Z" }
const saved = bytesOf(arrayOf(1_706_520_300, 1_706_520_200, 1_706_520_100))
const lines = [400, 300, 200, 100].map(
  (more) => `${recordAt(1_706_520_000 + more, { textMessage: noise(150, String(more)) })}\n`
)
const explicit = { requestedAt: new Date("2024-01-29T12:00:00.000Z") }
const earlier = { requestedAt: new Date("2024-01-29T10:00:00.000Z") }

/** A reply that is there before. */
export const first = (path: string) => commit({}, small, () => {}, path)

const journalAnswers = (records: string) =>
  clientOf((question) =>
    question.method.startsWith("last")
      ? {
          status: 200,
          body: bytesOf(question.method === "lastIncomingMessages" ? records : "[]"),
          headers: { date: "Mon, 29 Jan 2024 10:15:30 GMT" }
        }
      : accountAnswer(question)
  )

const sync = (path: string, promise: Promise_, records: string) =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(path)
    const options = { journals: ["incoming", "outgoing"], program: "test 0" } as const
    const { journals, failures } = yield* syncInstance(archive, instanceOf("1101000001"), options)
    if (failures.length > 0) return yield* Effect.die(failures)
    for (const { journal } of journals) promise(journal, bytesOf(journal === "incoming" ? records : "[]"))
  }).pipe(Effect.provide(journalAnswers(records)))

const webhooks = ["sent", "delivered"].map((status, index) =>
  bytesOf(
    JSON.stringify({
      typeWebhook: "outgoingMessageStatus",
      instanceData: { idInstance: 1101000001 },
      timestamp: 1_706_523_000 + index,
      chatId: "79080000001@c.us",
      idMessage: "N1",
      status
    })
  )
)

/** What `receive` does before it answers 200, once for each webhook and once more for the first, which was sent again. */
const receive = (path: string, promise: Promise_) =>
  Effect.gen(function* () {
    const keep = receiver({ archive: yield* openOrCreateArchive(path), program: "test 0" })
    for (const body of [...webhooks, ...webhooks.slice(0, 1)]) {
      yield* keep(body)
      promise("notifications", body)
    }
  })

export const operations: ReadonlyArray<Operation> = [
  { name: "the first commit of a new archive", run: (path, promise) => commit({}, reply, promise, path) },
  {
    name: "a commit in a folder that is there",
    before: first,
    run: (path, promise) => commit(later, large, promise, path)
  },
  {
    name: "the first commit of a month",
    before: first,
    run: (path, promise) => commit(nextMonth, reply, promise, path)
  },
  {
    name: "the first commit of a year",
    before: first,
    run: (path, promise) => commit(nextYear, reply, promise, path)
  },
  {
    name: "the first commit of an instance",
    before: first,
    run: (path, promise) => commit({ instance_id: "1101000002" }, reply, promise, path)
  },
  {
    name: "the same commit again",
    before: (path) => commit({}, reply, () => {}, path),
    run: (path, promise) => commit({}, reply, promise, path)
  },
  {
    name: "commits side by side",
    before: first,
    run: (path, promise) =>
      Effect.all(
        [
          commit({ ...later, journal: "incoming" }, replyOf(200, "C"), promise, path),
          commit({ ...later, journal: "outgoing" }, replyOf(200, "D"), promise, path),
          commit({ ...nextMonth, journal: "outgoing" }, replyOf(200, "E"), promise, path)
        ],
        { concurrency: "unbounded", discard: true }
      )
  },
  {
    name: "a commit of a streamed body",
    before: first,
    run: (path, promise) =>
      Effect.gen(function* () {
        const archive = yield* openOrCreateArchive(path)
        const facts = factsOf(large, later)
        yield* commitSnapshot(archive, facts, Stream.make(large.subarray(0, 700), large.subarray(700)))
        promise("incoming", large)
      })
  },
  {
    name: "an import",
    files: { "reply.json": saved },
    run: (path, promise) => importOf(path, "reply.json", saved, promise)
  },
  {
    name: "an import of gzip",
    files: { "reply.json.gz": Zlib.gzipSync(large) },
    before: first,
    run: (path, promise) => importOf(path, "reply.json.gz", large, promise, explicit)
  },
  {
    name: "an import that tells the time of what was a guess",
    files: { "reply.json": saved },
    before: (path) => importOf(path, "reply.json", saved, () => {}),
    run: (path, promise) => importOf(path, "reply.json", saved, promise, explicit)
  },
  {
    name: "an import that tells an earlier time",
    files: { "reply.json": large },
    before: (path) => importOf(path, "reply.json", large, () => {}, explicit),
    run: (path, promise) => importOf(path, "reply.json", large, promise, earlier)
  },
  {
    name: "an import that tells the window",
    files: { "reply.json": saved },
    before: (path) => importOf(path, "reply.json", saved, () => {}, explicit),
    run: (path, promise) => importOf(path, "reply.json", saved, promise, { ...explicit, minutes: 60 })
  },
  {
    name: "an import of NDJSON in parts",
    files: { "reply.ndjson": bytesOf(lines.join("")) },
    before: first,
    run: (path, promise) =>
      Effect.andThen(
        importOf(path, "reply.ndjson", small, () => {}, { ...explicit, partBytes: 500 }),
        Effect.sync(() => {
          for (const line of lines) promise("incoming", bytesOf(line))
        })
      )
  },
  {
    name: "an import of saved notifications",
    files: { "webhooks.ndjson": Buffer.concat(webhooks) },
    before: first,
    run: (path, promise) =>
      importOf(path, "webhooks.ndjson", Buffer.concat(webhooks), (_, body) => promise("notifications", body))
  },
  { name: "notifications that are received", grows: 2, run: receive },
  {
    name: "the first sync of an instance",
    grows: 2,
    run: (path, promise) => sync(path, promise, arrayOf(1_706_523_000, 1_706_522_000))
  },
  {
    name: "a sync of an instance that is known",
    before: (path) => sync(path, () => {}, arrayOf(1_706_523_000)),
    grows: 2,
    run: (path, promise) => sync(path, promise, arrayOf(1_706_523_200, 1_706_523_000))
  }
]

/** Puts the files beside the archive of a disk, flushed. */
export const putFiles = (disk: Disk, files: Readonly<Record<string, Uint8Array>> = {}): void => {
  for (const [name, content] of Object.entries(files))
    disk.write(disk.makeFile(`${disk.mount}/${name}`), content)
  disk.settle()
}
