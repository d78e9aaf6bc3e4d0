// Ledger files: `<archive>/cache/coverage/`, which can be deleted at any time.
//
// `<instance>.json` has the snapshots that the ledger consists of, its coverage state, and the messages seen since
// `<instance>.<digest>.seen` was written, which has all earlier ones. Both have a checksum; files of another version,
// damaged files, and those that do not match each other count as missing. They are not flushed: snapshots can recreate
// them. Gotcha: raise `coverageVersion` with any change of how snapshots become coverage.
import * as Zlib from "node:zlib"
import { replaceFile } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { identity } from "effect/Function"
import * as Path from "effect/Path"
import { type Archive, checkStanding, derivedFolder } from "../archive.ts"
import { sweepOnce } from "../files.ts"
import type { InstanceTime } from "./instance-time.ts"
import type { ReportedStates } from "./reported-states.ts"
import { SeenTable } from "./seen-table.ts"

/** Version of the rules that turn snapshots into coverage. */
export const coverageVersion = 10
/** Above this number of entries a new `.seen` file is written. */
const MOST_ENTRIES_BESIDE = 8192
const FIXED = 16

/** A file with the first entries of the table of seen messages. */
export interface Base {
  readonly name: string
  readonly count: number
}

/** The content of a ledger file. */
export interface Kept {
  /** Number of snapshots in it, the first ones in id order. */
  readonly snapshotCount: number
  /** Digest of their ids. */
  readonly digest: string
  /** Ids of the unreadable ones. */
  readonly damaged: ReadonlyArray<string>
  readonly time: InstanceTime
  readonly reported: ReportedStates
  readonly table: SeenTable
  /** The file with the first entries of the table; null if there is none. */
  readonly base: Base | null
}

interface Written extends Omit<Kept, "table"> {
  readonly version: number
  readonly added: string
  readonly places: string
  readonly words: string
}

const bytesOf = (words: Uint32Array): Buffer => Buffer.from(words.buffer, words.byteOffset, words.byteLength)

/** Bytes at any offset as 32-bit words. */
const wordsOf = (bytes: Uint8Array): Uint32Array =>
  bytes.byteOffset % 4 === 0
    ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
    : wordsOf(bytes.slice())

const checksum = (bytes: Uint8Array | string): string => Zlib.crc32(bytes).toString(16).padStart(8, "0")

const folderOf = (archive: Archive) =>
  Effect.map(Effect.all([Path.Path, derivedFolder(archive)]), ([paths, folder]) =>
    paths.join(folder, "coverage")
  )

const readBase = Effect.fnUntraced(function* (path: string, count: number) {
  const fs = yield* FileSystem.FileSystem
  const bytes = yield* fs.readFile(path)
  const entries = bytes.subarray(FIXED)
  const head = new TextDecoder().decode(bytes.subarray(0, FIXED))
  const isWhole = entries.length === count * FIXED && head === `SEEN${coverageVersion}   ${checksum(entries)}`
  return isWhole ? wordsOf(entries) : yield* Effect.fail("damaged")
})

/** Reads the ledger file of an instance; undefined if there is no valid one. */
export const readKept = Effect.fnUntraced(
  function* (archive: Archive, instanceId: string) {
    const fs = yield* FileSystem.FileSystem
    const folder = yield* folderOf(archive)
    const text = yield* fs.readFileString(`${folder}/${instanceId}.json`)
    const json = text.slice(9)
    if (text.slice(0, 9) !== `${checksum(json)}\n`) return undefined
    const written = JSON.parse(json) as Written
    if (written.version !== coverageVersion) return undefined
    const { base, added, places, words, snapshotCount, digest, damaged, time, reported } = written
    const table = new SeenTable(
      base === null ? undefined : yield* readBase(`${folder}/${base.name}`, base.count)
    )
    const decoded = (text: string) => wordsOf(Buffer.from(text, "base64"))
    table.restore(decoded(added), decoded(places), decoded(words))
    return { snapshotCount, digest, damaged, time, reported, table, base } satisfies Kept
  },
  (read) => Effect.catchCause(read, () => Effect.succeed(undefined))
)

/** Not flushed: recreated if a power cut loses it. */
const put = (path: string, content: Uint8Array) =>
  replaceFile(path, (write) => write(content), { failed: identity, isLasting: false })

const writeBase = Effect.fnUntraced(function* (folder: string, instanceId: string, table: SeenTable) {
  const entries = bytesOf(table.entries(0))
  const sum = checksum(entries)
  const name = `${instanceId}.${sum}${table.count.toString(16).padStart(8, "0")}.seen`
  yield* put(
    `${folder}/${name}`,
    Buffer.concat([new TextEncoder().encode(`SEEN${coverageVersion}   ${sum}`), entries])
  )
  return { name, count: table.count }
})

/** Removes `.seen` files that an instance no longer needs; keeps the previous one for concurrent readers. */
const sweepBases = Effect.fnUntraced(function* (folder: string, instanceId: string, ...used: Array<string>) {
  const fs = yield* FileSystem.FileSystem
  for (const name of yield* fs.readDirectory(folder))
    if (name.startsWith(`${instanceId}.`) && name.endsWith(".seen") && !used.includes(name))
      yield* fs.remove(`${folder}/${name}`)
})

/** Writes a ledger; does nothing if the folder is not writable. Returns the file that has the table. */
export const writeKept = Effect.fnUntraced(function* (archive: Archive, instanceId: string, kept: Kept) {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* folderOf(archive)
  const { table, base, ...rest } = kept
  const write = Effect.gen(function* () {
    if (archive.cache === undefined) yield* checkStanding(archive)
    yield* fs.makeDirectory(folder, { recursive: true, mode: 0o700 })
    yield* sweepOnce(folder)
    const beside = table.count - table.baseCount + table.changed.size
    const isFitting = (base?.count ?? 0) === table.baseCount
    const isNew = beside > MOST_ENTRIES_BESIDE || !isFitting
    const used = isNew ? yield* writeBase(folder, instanceId, table) : base
    if (isNew) table.rebase()
    const places = Uint32Array.from(table.changed)
    const words = Buffer.concat([...places].map((entry) => bytesOf(table.entries(entry, entry + 1))))
    const json = JSON.stringify({
      version: coverageVersion,
      ...rest,
      base: used,
      added: bytesOf(table.entries(table.baseCount)).toString("base64"),
      places: bytesOf(places).toString("base64"),
      words: words.toString("base64")
    } satisfies Written)
    yield* put(`${folder}/${instanceId}.json`, new TextEncoder().encode(`${checksum(json)}\n${json}`))
    if (isNew && used !== null)
      yield* Effect.ignore(sweepBases(folder, instanceId, used.name, base?.name ?? used.name))
    return used
  })
  return yield* Effect.orElseSucceed(write, () => base)
})
