// Reads the messages of an archive one by one, for programs that do not use Effect.
import type { Abortable, Message } from "@chatledger/core"
import { checkNames, optionsOf, signalOf, textOf } from "@chatledger/core/internal"
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

/** Options of `readArchive`. */
export interface ReadArchiveOptions extends Abortable {
  /** Only messages of this instance. */
  readonly instance?: string | undefined
}

const CHUNKS_AHEAD = 2

const EVENTS: ReadonlySet<unknown> = new Set(["editedMessage", "deletedMessage"])

/** The identity of a message: its chat and id, or a hash of its content. An edit or deletion may have the id of its message. */
const keyOf = ({ instanceId }: SnapshotRef, { message, hashId }: ReadRecord): string =>
  JSON.stringify([
    instanceId,
    message?.chatId,
    hashId ?? message?.["idMessage"],
    ...(EVENTS.has(message?.["typeMessage"]) ? [message?.["typeMessage"], message?.["timestamp"]] : [])
  ])

/** The unseen messages of a snapshot, while it is decompressed chunk by chunk. */
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
 * The messages of an archive, each once in its latest state: newest reply first, each in its own order.
 *
 * Reads lazily, reply by reply; keeps the keys of all messages in memory. Rejects with `ArchiveMissing`, `ArchiveUnreadable`,
 * `SnapshotDamaged` (at the end of the damaged reply), `InvalidArgument`, or the signal's reason.
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
  options: ReadArchiveOptions = {}
): AsyncGenerator<Message, void, undefined> {
  const folder = textOf("readArchive", "path", path, 'the folder of an archive, such as "chatledger-archive"')
  const given = optionsOf("readArchive", options, 'an object, such as { instance: "1101000001" }')
  checkNames("readArchive", given, ["instance", "signal"])
  const { instance } = given
  const signal = signalOf("readArchive", options)
  const only =
    instance === undefined ? undefined : textOf("readArchive", "instance", instance, "its number, as text")
  const messages = Stream.unwrap(
    Effect.gen(function* () {
      const archive = yield* openArchive(folder)
      const refs = yield* listMessageSnapshots(archive, only)
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
