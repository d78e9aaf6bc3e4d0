// A journal from an archive: the vendor's replies, as of any moment.
//
// An index of all snapshots is built at the start, and updated with each query; a snapshot that comes
// late or is removed causes a rebuild. Texts stay on disk. Gotcha: records that were never fetched are missing,
// so a moment between two snapshots shows the state of the earlier one.
import { type Archive, type Facts, listMessageSnapshots, type Observed } from "@chatledger/archive"
import { inOrder, SequentialReader, withFacts } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import { archiveDirectory } from "./archive-directory.ts"
import { ArchiveIndex } from "./archive-index.ts"
import { type Chats, type Journal, type JournalQuery, JournalUnreadable } from "./journal.ts"
import { SnapshotTexts } from "./snapshot-texts.ts"

interface Indexed {
  readonly index: ArchiveIndex
  /** In insertion order, which is observation order. */
  readonly snapshots: Array<Observed>
}

const none = (kind: Facts["kind"]): Indexed => ({ index: new ArchiveIndex(kind), snapshots: [] })

/** Adds a snapshot completely or not at all: the fiber may be interrupted while reading. */
const add = Effect.fnUntraced(function* (
  { index, snapshots }: Indexed,
  observed: Observed,
  reader: SequentialReader
) {
  const snapshot = index.snapshot(observed.facts)
  yield* reader.read(observed.ref, (chunk) => Effect.sync(() => snapshot.push(chunk)))
  yield* Effect.sync(() => {
    snapshot.end()
    snapshots.push(observed)
  })
})

/** The snapshots that an index must read, in order, and whether it can be continued. */
const ahead = Effect.fnUntraced(function* (archive: Archive, instanceId: string, known: Indexed) {
  const refs = yield* listMessageSnapshots(archive, instanceId)
  const held = new Map(known.snapshots.map((one) => [one.ref.snapshotId, one]))
  const fresh = yield* withFacts(refs.filter(({ snapshotId }) => !held.has(snapshotId)))
  if (fresh.length === 0 && refs.length === held.size) return { all: known.snapshots, isLater: true }
  const ids = new Set(refs.map(({ snapshotId }) => snapshotId))
  const all = inOrder([...known.snapshots.filter(({ ref }) => ids.has(ref.snapshotId)), ...fresh])
  return { all, isLater: known.snapshots.every((one, place) => all[place] === one) }
})

/** The texts of observations, in their order; reads each snapshot once. */
const textsOf = Effect.fnUntraced(function* (
  { index, snapshots }: Indexed,
  chosen: ReadonlyArray<number>,
  texts: SnapshotTexts
) {
  const places = chosen.map((one, rank) => ({ ...index.place(one), rank }))
  const found: Array<Uint8Array> = []
  for (const [number, ranges] of Map.groupBy(places, ({ snapshot }) => snapshot)) {
    const { ref, facts } = snapshots[number] as Observed
    const read = yield* texts.read(ref, facts.byte_count, ranges)
    for (const [place, { rank }] of ranges.entries()) found[rank] = read[place] as Uint8Array
  }
  return found
})

/**
 * A journal of all snapshots of an archive, including future ones.
 *
 * Reads the whole archive once: 1,000,000 messages take about 15 s, and then 130 MB of memory. Fails with
 * `ArchiveUnreadable` and `SnapshotDamaged`.
 *
 * @example
 * ```ts
 * import { openOrCreateArchive } from "@chatledger/archive"
 * import { archiveJournal } from "@chatledger/journal-server"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 *
 * const journal = openOrCreateArchive("chatledger-archive").pipe(
 *   Effect.flatMap(archiveJournal),
 *   Effect.provide(NodeServices.layer)
 * )
 * await Effect.runPromise(journal)
 * ```
 */
export const archiveJournal = Effect.fnUntraced(function* (archive: Archive) {
  const context = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
  const oneAtATime = yield* Semaphore.make(1)
  const indexes = new Map<string, Indexed>()
  const texts = new SnapshotTexts()
  const directory = archiveDirectory(archive)
  const current = Effect.fnUntraced(function* (instanceId: string, kind?: Facts["kind"]) {
    const key = `${instanceId} ${kind}`
    const known = indexes.get(key) ?? none(kind)
    const { all, isLater } = yield* ahead(archive, instanceId, known)
    const indexed = isLater ? known : none(kind)
    indexes.set(key, indexed)
    const reader = new SequentialReader()
    for (const observed of all.slice(indexed.snapshots.length)) yield* add(indexed, observed, reader)
    return indexed
  })
  const instances = new Set((yield* listMessageSnapshots(archive)).map(({ instanceId }) => instanceId))
  yield* Effect.forEach(instances, (instanceId) => current(instanceId), { discard: true })
  const reading = <A, E extends Error, R extends FileSystem.FileSystem | Path.Path>(
    instanceId: string,
    read: (indexed: Indexed) => Effect.Effect<A, E, R>,
    kind?: Facts["kind"]
  ) =>
    Effect.flatMap(current(instanceId, kind), read).pipe(
      oneAtATime.withPermits(1),
      Effect.mapError((error) => new JournalUnreadable({ reason: error.message })),
      Effect.provide(context)
    )
  const chats: Chats = {
    historyAt: ({ instanceId, chatId, at, limit }) =>
      reading(instanceId, (indexed) => {
        const isOfChat = indexed.index.chats.membersOf(chatId)
        const chosen =
          isOfChat === undefined ? [] : indexed.index.observations.ofMessages(at, limit, isOfChat)
        return textsOf(indexed, chosen, texts)
      }),
    messageAt: ({ instanceId, chatId, idMessage, at }) =>
      reading(instanceId, (indexed) => {
        const number = indexed.index.numberOf(chatId, idMessage)
        const chosen = indexed.index.observations.ofMessages(at, 1, (message) => message === number)
        return Effect.map(textsOf(indexed, chosen, texts), ([record]) => record)
      }),
    directoryAt: (query) => reading(query.instanceId, () => directory(query)),
    seenAt: ({ instanceId, at }) => reading(instanceId, ({ index }) => Effect.succeed(index.chats.at(at)))
  }
  const journal: Journal = {
    chats,
    recordsAt: (query: JournalQuery) =>
      reading(query.instanceId, (indexed) => textsOf(indexed, indexed.index.observations.at(query), texts)),
    callsAt: (query: JournalQuery) =>
      reading(
        query.instanceId,
        (indexed) => textsOf(indexed, indexed.index.observations.at(query), texts),
        "calls"
      )
  }
  return journal
})
