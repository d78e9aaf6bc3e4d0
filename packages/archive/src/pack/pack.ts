// Packs on disk: lists the snapshots of a pack, and finds a snapshot that was moved.
//
// A pack has the snapshots of one instance and one UTC day, and is named after the day, so that a new pack replaces
// the old one in one step. If the index is damaged, the snapshots are searched one by one: each is a zstd frame that
// begins with its facts. Gotcha: a snapshot may be packed after it was listed; see `found`.
import { basename, dirname, join, sep } from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { partsOfId, snapshotIdOfFile } from "../facts.ts"
import { strangeKind, strangeTarget } from "../file-kind.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { snapshotsIn } from "./pack-frames.ts"
import {
  FOOTER_BYTES,
  type IndexPlace,
  indexLength,
  indexPlace,
  type PackEntry,
  type PackNames,
  packFacts,
  packNames
} from "./pack-index.ts"

const TAIL_BYTES = 64 * 1024
/** Concurrent reads; only the end of each pack is read. */
const PACKS_AT_ONCE = 8
const packPattern = /^(\d{8})\.pack\.zst$/

/** The file name of the pack of a day. */
export const packName = (day: string): string => `${day}.pack.zst`

/** The day of a pack by its file name; undefined if it is not a pack. */
export const dayOfPack = (name: string): string | undefined => packPattern.exec(name)?.[1]

/** The content of a pack. */
export interface Pack {
  readonly path: string
  readonly entries: ReadonlyArray<PackEntry>
  /** Undefined if the index is damaged: then `entries` are those found without it. */
  readonly names: PackNames | undefined
  /** True if every byte before the index belongs to an entry of this day. */
  readonly isComplete: boolean
}

/** Reads bytes at an offset of a file. */
export const bytesAt = Effect.fnUntraced(function* (path: string, offset: number, length: number) {
  const fs = yield* FileSystem.FileSystem
  const read = Effect.gen(function* () {
    const file = yield* fs.open(path)
    if (offset > 0) yield* file.seek(BigInt(offset), "start")
    return yield* file.readAlloc(length)
  })
  return Option.getOrElse(yield* Effect.scoped(read), () => new Uint8Array(0))
})

interface ReadIndex {
  readonly place: IndexPlace
  readonly names: PackNames
  readonly end: number
  /** True if the number of bytes before the index is wrong: the index then only lists what should be there. */
  readonly isShifted: boolean
}

const readIndex = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const end = Number((yield* fs.stat(path)).size)
  const tail = yield* bytesAt(path, Math.max(0, end - TAIL_BYTES), TAIL_BYTES)
  const place = indexPlace(tail.subarray(-FOOTER_BYTES))
  if (place === undefined || indexLength(place) > end) return undefined
  const length = place.namesLength + FOOTER_BYTES
  const last = length <= tail.length ? tail.subarray(-length) : yield* bytesAt(path, end - length, length)
  const names = packNames(last.subarray(0, place.namesLength), place)
  if (names === undefined) return undefined
  const isShifted = names.head.byteCount !== end - indexLength(place)
  return { place, names, end, isShifted } satisfies ReadIndex
})

/** Reads the content of an instance's pack, also before it has its final `name`; fails if it cannot be read. */
export const readPack = Effect.fnUntraced(function* (path: string, instanceId: string, name = path) {
  const fs = yield* FileSystem.FileSystem
  const index = yield* readIndex(path)
  const day = dayOfPack(basename(name))
  const isWhole = index?.isShifted === false
  if (isWhole && index.names.head.instanceId === instanceId && index.names.head.day === day)
    return { path, entries: index.names.entries, names: index.names, isComplete: true } satisfies Pack
  const found = snapshotsIn(yield* fs.readFile(path), instanceId)
  const entries = found.entries.filter(({ snapshotId }) => day !== undefined && snapshotId.startsWith(day))
  const ids = new Set(entries.map(({ snapshotId }) => snapshotId))
  const hasAll = index?.names.entries.every(({ snapshotId }) => ids.has(snapshotId)) ?? true
  const isComplete = found.isComplete && entries.length === found.entries.length && hasAll
  return { path, entries, names: undefined, isComplete } satisfies Pack
})

/** Facts and copies of a pack; undefined if its index is damaged. */
export const readPackFacts = Effect.fnUntraced(function* (path: string) {
  const index = yield* readIndex(path)
  if (index === undefined || index.isShifted) return undefined
  const { place, names, end } = index
  const length = place.copiesLength + place.factsLength
  const start = end - FOOTER_BYTES - place.namesLength - length
  const facts = packFacts(yield* bytesAt(path, start, length), place)
  return facts?.lines.length === names.entries.length ? { names, ...facts } : undefined
})

/** The snapshots of a pack as refs, plus one unreadable ref if the pack hides some of them. */
export const refsOfPack = (pack: Pack, instanceId: string): ReadonlyArray<SnapshotRef> => {
  const { path } = pack
  const refs = pack.entries.map(
    ({ snapshotId, ...packed }): SnapshotRef => ({ instanceId, snapshotId, path, packed })
  )
  return pack.isComplete ? refs : [...refs, hiddenRef(path, instanceId)]
}

const HIDDEN = "unreadable"

const hiddenRef = (path: string, instanceId: string): SnapshotRef => ({
  instanceId,
  snapshotId: HIDDEN,
  path,
  packed: { offset: 0, length: 0, crc32: 0 }
})

/** True for the ref that represents unreadable snapshots of a damaged pack. */
export const isHidden = (ref: SnapshotRef): boolean => ref.snapshotId === HIDDEN

/**
 * The new location of a snapshot that was packed since it was listed, or whose pack was
 * rewritten. Undefined if it has no other location.
 */
export const found = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const fs = yield* FileSystem.FileSystem
  if (partsOfId(ref.snapshotId) === undefined) return undefined
  const folder = dirname(ref.path)
  const { instanceId, snapshotId } = ref
  const loose = join(folder, `${snapshotId}.zst`)
  const isThere = (path: string) => Effect.orElseSucceed(fs.exists(path), () => false)
  if (yield* isThere(loose))
    return ref.packed === undefined ? undefined : { instanceId, snapshotId, path: loose }
  const path = join(folder, packName(snapshotId.slice(0, 8)))
  const pack = yield* Effect.option(readPack(path, instanceId))
  if (Option.isNone(pack)) return undefined
  const entry = pack.value.entries.find((entry) => entry.snapshotId === snapshotId)
  if (entry === undefined) return undefined
  const { offset, length, crc32 } = entry
  const { packed } = ref
  const isSame = packed?.offset === offset && packed.length === length && packed.crc32 === crc32
  return isSame
    ? undefined
    : ({ instanceId, snapshotId, path, packed: { offset, length, crc32 } } as SnapshotRef)
})

/** The content of a month folder. */
export interface Month {
  readonly loose: ReadonlyArray<SnapshotRef>
  readonly packs: ReadonlyArray<Pack>
  /** Paths named like snapshots or packs that are not files; reading them fails. */
  readonly strange: ReadonlyArray<SnapshotRef>
}

/** Classifies the entries of a month folder. */
export const readMonth = Effect.fnUntraced(function* (
  folder: string,
  entries: ReadonlyArray<FileSystem.DirectoryEntry>,
  instanceId: string
) {
  const loose: Array<SnapshotRef> = []
  const packPaths: Array<string> = []
  const strange: Array<SnapshotRef> = []
  for (const { name, type } of entries) {
    const snapshotId = snapshotIdOfFile(name)
    if (snapshotId === undefined && dayOfPack(name) === undefined) continue
    const path = `${folder}${sep}${name}`
    const kind = type === "SymbolicLink" ? yield* strangeTarget(path) : strangeKind(type)
    if (kind !== undefined) strange.push({ ...hiddenRef(path, instanceId), strange: kind })
    else if (snapshotId !== undefined) loose.push({ instanceId, snapshotId, path })
    else packPaths.push(path)
  }
  const packs = yield* Effect.forEach(
    packPaths,
    (path) =>
      Effect.orElseSucceed(
        readPack(path, instanceId),
        (): Pack => ({ path, entries: [], names: undefined, isComplete: false })
      ),
    { concurrency: PACKS_AT_ONCE }
  )
  return { loose, packs, strange } satisfies Month
})

/** All snapshots of a month by id. A snapshot that is both loose and packed is listed once, as loose. */
export const refsOfMonth = (
  { loose, packs, strange }: Month,
  instanceId: string
): ReadonlyArray<SnapshotRef> => {
  if (packs.length === 0) return strange.length === 0 ? loose : [...loose, ...strange]
  const ids = new Set(loose.map(({ snapshotId }) => snapshotId))
  const packed = packs
    .flatMap((pack) => refsOfPack(pack, instanceId))
    .filter(({ snapshotId }) => !ids.has(snapshotId))
  return [...loose, ...packed, ...strange].sort((a, b) => (a.snapshotId < b.snapshotId ? -1 : 1))
}
