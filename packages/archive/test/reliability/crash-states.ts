// Everything that a crash at one call can leave on a disk.
//
// Of the names that are not flushed any part may survive, in whatever order they were made; of the bytes that are
// not flushed all, none, as many zeros, or those up to any byte. With few changes every combination is tried, with
// many those of one change against the others.
import * as Crypto from "node:crypto"
import type { Change, Disk, DiskFile } from "./disk.ts"
import type { Call } from "./disk-files.ts"

/** A disk after a crash, and how it came about. */
export interface CrashState {
  readonly how: string
  readonly disk: Disk
  /** A tear in the middle, which differs from its neighbours by a byte. */
  readonly isOneOfMany: boolean
}

const MOST_FOR_ALL = 4
/** Of files that are made again: caches, locks. */
const MOST_TEARS = 16
/** Of what is made of snapshots that are still there. */
const FEW_TEARS = 6

/** Which changes of names survive. */
const survivors = (pending: ReadonlyArray<Change>): ReadonlyArray<ReadonlySet<Change>> => {
  if (pending.length <= MOST_FOR_ALL)
    return Array.from(
      { length: 2 ** pending.length },
      (_, bits) => new Set(pending.filter((_, index) => (bits >> index) & 1))
    )
  return [
    ...pending.map((_, index) => new Set(pending.slice(0, index))),
    new Set(pending),
    ...pending.map((one) => new Set([one])),
    ...pending.map((one) => new Set(pending.filter((other) => other !== one)))
  ]
}

type Bytes = (file: DiskFile) => Uint8Array

const cutAt = (file: DiskFile, length: number) => file.content.subarray(0, length)

/** Bytes of the flushed length and zeros where the rest should be, as after a journal without its data. */
const zeros = (file: DiskFile) => {
  const bytes = new Uint8Array(file.content.length)
  bytes.set(file.flushed.subarray(0, bytes.length))
  return bytes
}

const leftovers: Readonly<Record<string, Bytes>> = {
  "all bytes": (file) => file.content,
  "no byte": (file) => file.flushed,
  zeros: zeros,
  "half of the bytes": (file) => cutAt(file, file.content.length >> 1)
}

/** Names and bytes of a disk, whatever its random names are. */
export const fingerprint = (disk: Disk): string => {
  const hash = Crypto.createHash("sha1")
  const walk = (folder: Disk["root"]): void => {
    const entries = [...folder.names].map(
      ([name, node]) => [name.replace(/\.tmp-[0-9a-f]{12}$/, ".tmp"), node] as const
    )
    for (const [name, node] of entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${name}\0`)
      if ("content" in node) hash.update(`${node.content.length}\0`).update(node.content)
      else walk(node)
      hash.update("\u0001")
    }
  }
  walk(disk.root)
  return hash.digest("base64")
}

/** The states that a crash just before, or during, a call can leave; each once. */
export function* statesAt(disk: Disk, call: Call, isEveryByte: boolean): Generator<CrashState> {
  const before = `before ${call.name} ${call.path}`
  const dirty = disk.unflushed()
  for (const kept of survivors(disk.pending))
    for (const [name, bytes] of Object.entries(leftovers)) {
      if (name !== "all bytes" && dirty.length === 0) continue
      yield {
        isOneOfMany: false,
        how: `${before}: ${kept.size} of ${disk.pending.length} names, ${name}`,
        disk: disk.after(kept, (file) => (file.isFlushed ? file.content : bytes(file)))
      }
    }
  if (call.write === undefined) return
  const { file, before: from, next } = call.write
  const all = new Set(disk.pending)
  const isSnapshot = call.path.includes("/snapshots/")
  const tears = isSnapshot ? FEW_TEARS : MOST_TEARS
  const step = isSnapshot && isEveryByte ? 1 : Math.ceil((next.length - from) / tears)
  for (let length = from + 1; length <= next.length; length += step)
    yield {
      isOneOfMany: step === 1 && length % 32 !== 0,
      how: `${before}: torn after ${length} bytes`,
      disk: disk.after(all, (other) => (other === file ? next.subarray(0, length) : other.content))
    }
}

/** Collects the states of a run, each once, with what had been promised when it came about. */
export class Crashes {
  private readonly seen = new Set<string>()
  readonly states: Array<CrashState & { readonly promised: ReadonlyArray<string> }> = []
  calls = 0
  /** Whether snapshots are torn after every byte, or at some places as other files are. */
  private readonly isEveryByte: boolean

  constructor(isEveryByte = true) {
    this.isEveryByte = isEveryByte
  }

  /** To be told before every call. */
  note(disk: Disk, call: Call, promised: ReadonlyArray<string>): void {
    if (call.name === "read" || call.name === "open") return
    this.calls += 1
    for (const state of statesAt(disk, call, this.isEveryByte)) {
      const key = `${fingerprint(state.disk)} ${promised.length}`
      if (this.seen.has(key)) continue
      this.seen.add(key)
      this.states.push({ ...state, promised: [...promised] })
    }
  }
}
