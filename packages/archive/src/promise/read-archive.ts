// The messages of an archive one by one, for programs that do not use effect.
import { type Abortable, type Message, textOf } from "@chatledger/core"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import { nodeServices } from "../../bundled/node-services.js"
import { listMessageSnapshots, openArchive } from "../archive.ts"
import type { SnapshotDamaged } from "../errors.ts"
import { type ReadRecord, ReplyReader } from "../reply-reader.ts"
import { readSnapshot } from "../snapshot.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"

/** Which messages are read. */
export interface ReadArchiveOptions extends Abortable {
  /** Only those of this instance. */
  readonly instance?: string | undefined
}

const CHUNKS_AHEAD = 2

/** What a message is known by: its chat and id, or a hash of what it says. */
const keyOf = ({ instanceId }: SnapshotRef, { message, hashId }: ReadRecord): string =>
  JSON.stringify([instanceId, message?.chatId, hashId ?? message?.["idMessage"]])

/** The messages of a snapshot that have not been seen, chunk by chunk as it is unpacked. */
const unseenIn = (ref: SnapshotRef, seen: Set<string>) =>
  Stream.callback<Message, SnapshotDamaged, FileSystem.FileSystem>(
    (queue) =>
      Effect.gen(function* () {
        let read: Array<Message> = []
        const reader = new ReplyReader((record) => {
          if (record.message === undefined) return
          const key = keyOf(ref, record)
          if (!seen.has(key)) read.push(record.message)
          seen.add(key)
        })
        const give = Effect.suspend(() => {
          const given = read
          read = []
          return Queue.offerAll(queue, given)
        })
        yield* readSnapshot(ref, (chunk) => {
          reader.push(chunk)
          return Effect.asVoid(give)
        })
        reader.end()
        yield* give
        yield* Queue.end(queue)
      }),
    { bufferSize: CHUNKS_AHEAD, strategy: "suspend" }
  )

/**
 * The messages of an archive, each once, as its latest reply has it: the latest reply first, and each in its own order.
 *
 * It is read as it is requested, reply by reply; the keys of all messages are held. Rejects with `ArchiveMissing`, `ArchiveUnreadable`,
 * `SnapshotDamaged` (at the end of the damaged reply), `InvalidArgument`, or with the reason of the signal.
 *
 * @example
 * ```ts
 * import { readArchive } from "@chatledger/archive"
 *
 * let count = 0
 * for await (const message of readArchive("chatledger-archive"))
 *   if (message.typeMessage === "textMessage") count += 1
 * ```
 */
export async function* readArchive(
  path: string,
  { instance, signal }: ReadArchiveOptions = {}
): AsyncGenerator<Message, void, undefined> {
  const folder = textOf("readArchive", "path", path, 'the folder of an archive, such as "chatledger-archive"')
  const messages = Stream.unwrap(
    Effect.gen(function* () {
      const archive = yield* openArchive(folder)
      const refs = yield* listMessageSnapshots(archive, instance)
      const seen = new Set<string>()
      return Stream.flatMap(Stream.fromIterable(refs.toReversed()), (ref) => unseenIn(ref, seen))
    })
  )
  signal?.throwIfAborted()
  for await (const message of Stream.toAsyncIterable(Stream.provide(messages, nodeServices))) {
    signal?.throwIfAborted()
    yield message
  }
}
