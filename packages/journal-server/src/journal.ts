// A journal: the records of an account as of any moment.
//
// `scriptedJournal` makes one from a list of states, `archiveJournal` from an archive. Queries for a window
// return JSON texts, newest first, each as it was sent.
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Seen } from "./seen-chats.ts"

/** The two journals of an instance. */
export type Direction = "incoming" | "outgoing"

/** The query of a journal. */
export interface JournalQuery {
  readonly instanceId: string
  readonly journal: Direction
  /** Excludes everything observed later. */
  readonly at: Date
  /** Records with a `timestamp` at most this many minutes before `at`. */
  readonly minutes: number
  /** Only records sent by the API. */
  readonly onlySentByApi: boolean
  /** Maximum number of records: the newest ones. */
  readonly limit: number
}

/** The query of a chat. */
export interface ChatQuery {
  readonly instanceId: string
  readonly chatId: string
  /** Excludes everything observed later. */
  readonly at: Date
}

/** The query of a directory. */
export interface DirectoryQuery {
  readonly instanceId: string
  readonly journal: "contacts" | "chats" | "group"
  /** For group data: the group. */
  readonly groupId?: string
  /** Excludes everything requested later. */
  readonly at: Date
}

/** The journal cannot be read; the reason is for the operator of the server: why, and what to do. */
export class JournalUnreadable extends Data.TaggedError("JournalUnreadable")<{ readonly reason: string }> {
  readonly isRetryable = true
  override get message() {
    return `the journal cannot be read: ${this.reason}`
  }
}

/** Chats and people as of any moment, from the records. */
export interface Chats {
  /** The records of a chat in both directions, newest first, as in `recordsAt`; empty for an unknown chat. */
  readonly historyAt: (
    query: ChatQuery & { readonly limit: number }
  ) => Effect.Effect<ReadonlyArray<Uint8Array>, JournalUnreadable>
  /** The latest state of a message; undefined if it was not seen by then. */
  readonly messageAt: (
    query: ChatQuery & { readonly idMessage: string }
  ) => Effect.Effect<Uint8Array | undefined, JournalUnreadable>
  readonly seenAt: (query: Omit<ChatQuery, "chatId">) => Effect.Effect<Seen, JournalUnreadable>
  /**
   * The vendor's own reply of the directory, as it was sent; undefined if there was none by then. Left out if
   * unknown: replies are then built from the records.
   */
  readonly directoryAt?: (query: DirectoryQuery) => Effect.Effect<Uint8Array | undefined, JournalUnreadable>
}

/** Records as of any moment. */
export interface Journal {
  /** The same for the journals of calls; left out if unknown: these methods then return 404. */
  readonly callsAt?: (query: JournalQuery) => Effect.Effect<ReadonlyArray<Uint8Array>, JournalUnreadable>
  /** Left out if chats are unknown: the methods about them then return 404. */
  readonly chats?: Chats
  /**
   * The records of a window, newest first, as JSON texts in UTF-8; fails with `JournalUnreadable`.
   *
   * Every message once, in the latest state observed by then. Among equal timestamps, later first
   * observations come first. A record without timestamp counts from its first observation.
   */
  readonly recordsAt: (query: JournalQuery) => Effect.Effect<ReadonlyArray<Uint8Array>, JournalUnreadable>
}
