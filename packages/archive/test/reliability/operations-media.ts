// Files of messages while the power goes: what a run has fetched is there, whole, with its result, and once.
//
// A result names a file by its hash, so that what is promised of a message is that hash, and of a file its bytes.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import { isMediaId } from "../../src/facts.ts"
import {
  type Archive,
  fetchMedia,
  listSnapshots,
  MediaClient,
  openOrCreateArchive,
  readBody,
  type WantedMedia
} from "../../src/index.ts"
import { readMedia } from "../../src/internal.ts"
import { listMedia } from "../../src/media/media-store.ts"
import { first, type Operation, type Promise_ } from "./operations.ts"
import { accountAnswer, clientOf } from "./vendor.ts"

const chatId = "79080000002@c.us"
const picture = Buffer.from(Crypto.hash("sha256", "picture", "hex").repeat(40))
const voice = Buffer.from(Crypto.hash("sha256", "voice", "hex").repeat(9))
/** Two messages have the same file. */
const files: Readonly<Record<string, Buffer>> = { F1: picture, F2: voice, F3: picture }

const sha256 = (bytes: Uint8Array): string => Crypto.hash("sha256", bytes)

const services = Layer.merge(
  Layer.succeed(
    MediaClient,
    HttpClient.make((request, url) => {
      const bytes = files[url.pathname.slice(1)] ?? Buffer.alloc(0)
      const headers = { "content-type": "image/jpeg", "content-length": String(bytes.length) }
      return Effect.succeed(
        HttpClientResponse.fromWeb(request, new Response(new Uint8Array(bytes), { headers }))
      )
    })
  ),
  clientOf(accountAnswer)
)

/** What downloads have brought: the messages whose files are kept; fails where a result has no whole file. */
export const keptFiles = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const refs = (yield* listSnapshots(archive)).filter(({ snapshotId }) => isMediaId(snapshotId))
  const results = yield* Effect.forEach(refs, (ref) =>
    Effect.map(readBody(ref), ({ body }) => readMedia(body))
  )
  const found = yield* Effect.forEach(yield* listMedia(archive), ({ path, sha256: name }) =>
    Effect.map(fs.readFile(path), (bytes) => ({ name, isWhole: sha256(bytes) === name }))
  )
  const whole = new Set(found.flatMap(({ isWhole, name }) => (isWhole ? [name] : [])))
  const facts = results.flat().filter(({ status }) => status === "kept")
  for (const fact of facts)
    if (!whole.has(fact.sha256 ?? ""))
      return yield* Effect.die(new Error(`the file of ${fact.idMessage} is told as kept, and is not there`))
  return facts.map(({ idMessage, sha256 }) => ({
    place: `media of ${idMessage}`,
    promise: `media of ${idMessage} ${sha256}`
  }))
})

const fetchFiles = (path: string, promise: Promise_) =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(path)
    const known = new Set((yield* keptFiles(archive)).map(({ place }) => place))
    const wanted = Object.keys(files).flatMap((idMessage): ReadonlyArray<WantedMedia> => {
      if (known.has(`media of ${idMessage}`)) return []
      const url = `https://files.test/${idMessage}`
      return [{ instanceId: "1101000001", chatId, idMessage, url, mimeType: "image/jpeg" }]
    })
    const run = yield* fetchMedia(archive, wanted, {
      hosts: ["files.test"],
      privateHosts: [],
      instances: new Map(),
      limits: { maxBytes: 1e6, headersMillis: 60_000, idleMillis: 60_000 },
      maxRunBytes: 1e6,
      quotaBytes: 1e6,
      maxRenewals: 0,
      concurrency: 2,
      program: "test 0"
    })
    if ((run.statuses.get("kept") ?? 0) < wanted.length) return yield* Effect.die([...run.statuses])
    for (const idMessage of Object.keys(files))
      promise(`media of ${idMessage}`, files[idMessage] ?? new Uint8Array(0))
  }).pipe(Effect.provide(services))

/** A later commit clears up beside it, also after a run that has nothing to fetch. */
export const media: ReadonlyArray<Operation> = [
  {
    name: "a run of downloads",
    before: first,
    run: (path, promise, again) =>
      Effect.andThen(fetchFiles(path, promise), again ? first(path) : Effect.void)
  }
]
