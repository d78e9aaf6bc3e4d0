// A reply as the ledger sees it: of every message the hashes of key and state, oldest first.
//
// Keys are those of the tables. A state is all that a message says but its download links and thumbnails, which
// the vendor makes anew; fields in another order count as another state. Memory grows by some bytes a record, not
// with the reply. Gotcha: a message without an id has no time here, since any change makes another message of it: it
// cannot be expected to come back.
import * as Crypto from "node:crypto"
import { crc32 } from "node:zlib"
import type { Message } from "@chatledger/core"
import { type ReadRecord, ReplyReader } from "../reply-reader.ts"
import type { SeenRecord } from "./seen-table.ts"

const notInState = new Set(["downloadUrl", "jpegThumbnail"])

const withoutLinks = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLinks)
  if (typeof value !== "object" || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !notInState.has(name))
  return Object.fromEntries(kept.map(([name, held]) => [name, withoutLinks(held)]))
}

const links = /"(?:downloadUrl|jpegThumbnail)"/

/** 30 bits of what a message says; a message is compared with its own last state only. */
const stateOf = (message: Message): number => {
  const text = JSON.stringify(message)
  return crc32(links.test(text) ? JSON.stringify(withoutLinks(message)) : text) >>> 2
}

const hash = (text: string): Buffer => Crypto.hash("sha1", text, "buffer")

const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

const seenRecord = (message: Message, hashId: string | undefined): SeenRecord => {
  const key = hash(`${textOf(message["chatId"])}\0${hashId ?? textOf(message["idMessage"])}`)
  const timestamp = message["timestamp"]
  const hasTime = hashId === undefined && typeof timestamp === "number" && timestamp < 2 ** 32
  return {
    high: key.readUInt32LE(0),
    low: key.readUInt32LE(4),
    state: stateOf(message),
    seconds: hasTime ? timestamp : 0
  }
}

/** Collects what the ledger sees of the records of a reply, in the order of the reply. */
export class SeenRecords {
  private readonly records: Array<SeenRecord> = []

  add({ message, hashId }: Pick<ReadRecord, "message" | "hashId">): void {
    if (message !== undefined) this.records.push(seenRecord(message, hashId))
  }

  /** Oldest first; call it once. */
  oldestFirst(isNewestFirst: boolean): ReadonlyArray<SeenRecord> {
    return isNewestFirst ? this.records.reverse() : this.records
  }
}

/** Reads a reply chunk by chunk. */
export class SeenReply {
  private readonly seen = new SeenRecords()
  private readonly reader = new ReplyReader((record) => this.seen.add(record))

  push(chunk: Uint8Array): void {
    this.reader.push(chunk)
  }

  /** The messages of the whole reply, oldest first. */
  end(): ReadonlyArray<SeenRecord> {
    return this.seen.oldestFirst(this.reader.end().isNewestFirst)
  }
}
