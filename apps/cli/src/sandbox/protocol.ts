// The protocol between the program and the sandbox worker: frames on one pipe, each a kind, a length, and content.
//
// Requests and events are JSON; the text of an answer is bytes, passed through unchanged. One request is answered at
// a time; `stop` may be sent during it, and the end of the stopped request answers it.
import type { DatabaseReason, FailureKind, QueryReason } from "@chatledger/analytics"
import type { TextFormat } from "../output/format.ts"
import type { TextOptions } from "../output/text-formats.ts"
import type { AllUnseen, Naming } from "../tables/naming.ts"

/** A query parameter in JSON; a list becomes a DuckDB list. */
export type Parameter = string | number | boolean | null | ReadonlyArray<string>

export interface Query {
  readonly sql: string
  readonly parameters: Readonly<Record<string, Parameter>>
}

export type Request =
  | {
      readonly kind: "open"
      readonly file: string
      readonly spill: string
      readonly timeZone: string
      readonly memoryMegabytes: number
      readonly diskMegabytes: number
      readonly isUnsafe: boolean
      /** False for tables that chatledger derived from the cache for this session: their state is not checked. */
      readonly isCache: boolean
      readonly naming: Naming
      /** Folders that views of the tables read from. */
      readonly folders: ReadonlyArray<string>
      /** Where `keep` writes its answer. */
      readonly keepIn: string | undefined
    }
  /** `isOurs`: chatledger wrote the query, so it is not checked. */
  | {
      readonly kind: "ask"
      readonly query: Query
      readonly isOurs: boolean
      readonly format: TextFormat
      readonly options: TextOptions
    }
  | { readonly kind: "keep"; readonly query: Query }
  | { readonly kind: "names" }
  | { readonly kind: "stop" }

/** Names for completion. */
export interface Names {
  readonly tables: Readonly<Record<string, ReadonlyArray<string>>>
  readonly functions: ReadonlyArray<string>
  readonly keywords: ReadonlyArray<string>
}

export type Event =
  /**
   * `loaded`: the keys of the snapshots; `newestRequest`: when the newest reply was requested, milliseconds since 1970;
   * `unseen`: people and chats in the user's files that are not in the tables.
   */
  | {
      readonly kind: "opened"
      readonly state: "good"
      readonly loaded: ReadonlyArray<string>
      readonly newestRequest: number
      readonly unseen: AllUnseen
    }
  | { readonly kind: "opened"; readonly state: "outdated" }
  /** The answer is complete; its text follows. */
  | { readonly kind: "held" }
  /** `millis`: time until the answer was complete. */
  | { readonly kind: "done"; readonly rows: number; readonly millis: number }
  | { readonly kind: "names"; readonly names: Names }
  | {
      readonly kind: "refused"
      readonly reason: QueryReason
      readonly line?: string | undefined
      /** DuckDB's own message. */
      readonly words: string
    }
  | {
      readonly kind: "failed"
      readonly reason: DatabaseReason
      readonly failure: FailureKind
      readonly words: string
    }
  | { readonly kind: "stopped" }
  /** The process ends itself because the query exceeded a limit. */
  | { readonly kind: "exceeded"; readonly what: "memory" | "disk" }
  | { readonly kind: "bug"; readonly reason: string }

export type Frame =
  | { readonly kind: "text"; readonly bytes: Uint8Array }
  | { readonly kind: "message"; readonly message: unknown }

const HEADER_BYTES = 5
const TEXT = 0x74
const MESSAGE = 0x6d

const framed = (kind: number, content: Buffer): Buffer => {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + content.length)
  frame.writeUInt8(kind, 0)
  frame.writeUInt32BE(content.length, 1)
  content.copy(frame, HEADER_BYTES)
  return frame
}

export const textFrame = (text: string): Buffer => framed(TEXT, Buffer.from(text))
export const messageFrame = (message: Request | Event): Buffer =>
  framed(MESSAGE, Buffer.from(JSON.stringify(message)))

/** Assembles frames from the chunks of a pipe. */
export const frameReader = () => {
  let held: Array<Buffer> = []
  let bytes = 0
  const take = (length: number): Buffer => {
    const all = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)
    held = all.length > length ? [all.subarray(length)] : []
    bytes -= length
    return all.subarray(0, length)
  }
  let header: Buffer | undefined
  return (piece: Buffer): ReadonlyArray<Frame> => {
    const frames: Array<Frame> = []
    held.push(piece)
    bytes += piece.length
    for (;;) {
      if (header === undefined && bytes >= HEADER_BYTES) header = take(HEADER_BYTES)
      if (header === undefined || bytes < header.readUInt32BE(1)) return frames
      const content = take(header.readUInt32BE(1))
      const isText = header.readUInt8(0) === TEXT
      header = undefined
      frames.push(
        isText
          ? { kind: "text", bytes: content }
          : { kind: "message", message: JSON.parse(content.toString("utf8")) }
      )
    }
  }
}
