// A reply as the ledger sees it: key and state hashes of every message, oldest first.
//
// Keys are those of the tables. The state is the whole message except download links and thumbnails, which the vendor
// regenerates; another field order is another state. Memory grows by a few bytes per record, not with the
// reply. Gotcha: a message without an id has no time here: any change makes it another message, so it cannot be
// expected in a later reply.
import type { Message } from "@chatledger/core"
import { hasBareForm } from "@chatledger/core/internal"
import type { ReplyKind } from "../facts.ts"
import { recordKey } from "../record-index.ts"
import { type ReadRecord, ReplyReader } from "../reply-reader.ts"
import { keyHash, ValueWalk } from "./record-hash.ts"
import type { SeenRecord } from "./seen-table.ts"

const walk = new ValueWalk()

/** A message as the ledger sees it; `state` if already computed. */
const seenRecord = (
  message: Message,
  hashId: string | undefined,
  state = walk.state(message)
): SeenRecord => {
  const timestamp = message["timestamp"]
  const hasTime = hashId === undefined && typeof timestamp === "number" && timestamp < 2 ** 32
  return {
    ...keyHash(recordKey(message, hashId)),
    state,
    seconds: hasTime ? timestamp : 0,
    isBare: hasBareForm(message["chatId"])
  }
}

/** Collects the records of a reply for the ledger, in reply order. */
export class SeenRecords {
  private readonly records: Array<SeenRecord> = []

  /** `state` is that of the message, if already computed. */
  add({ message, hashId }: Pick<ReadRecord, "message" | "hashId">, state?: number): void {
    if (message !== undefined) this.records.push(seenRecord(message, hashId, state))
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

  /** The messages of the whole reply, oldest first, and the kind of the reply. */
  end(): { readonly records: ReadonlyArray<SeenRecord>; readonly kind: ReplyKind | undefined } {
    const { isNewestFirst, kind } = this.reader.end()
    return { records: this.seen.oldestFirst(isNewestFirst), kind }
  }
}
