// A journal: what an account's records were at any moment.
//
// `scriptedJournal` makes one from a list of states, `archiveJournal` from an archive. Asked for a window it
// answers texts of JSON, newest first, each as it was sent.
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Seen } from "./seen-chats.ts"

/** The two journals of an instance. */
export type Direction = "incoming" | "outgoing"

/** What of a journal is requested. */
export interface JournalQuery {
  readonly instanceId: string
  readonly journal: Direction
  /** Nothing that was observed later is answered. */
  readonly at: Date
  /** Records with a `timestamp` of so many minutes before `at`, or later. */
  readonly minutes: number
  /** Leave out what was not sent by API. */
  readonly onlySentByApi: boolean
  /** Records at most: the newest ones. */
  readonly limit: number
}

/** What of a chat is requested. */
export interface ChatQuery {
  readonly instanceId: string
  readonly chatId: string
  /** Nothing that was observed later is answered. */
  readonly at: Date
}

/** What of a directory is requested. */
export interface DirectoryQuery {
  readonly instanceId: string
  readonly journal: "contacts" | "chats" | "group"
  /** Of the data of a group, which. */
  readonly groupId?: string
  /** Nothing that was requested later is answered. */
  readonly at: Date
}

/** The journal cannot be read; the message says why and what to do, and is for whoever runs the server. */
export class JournalUnreadable extends Data.TaggedError("JournalUnreadable")<{ readonly reason: string }> {
  readonly isRetryable = true
  override get message() {
    return `the journal cannot be read: ${this.reason}`
  }
}

/** Chats and people at any moment: what the records show of them. */
export interface Chats {
  /** The records of a chat in both directions, newest first, as `recordsAt` gives them; none of one that was never seen. */
  readonly historyAt: (
    query: ChatQuery & { readonly limit: number }
  ) => Effect.Effect<ReadonlyArray<Uint8Array>, JournalUnreadable>
  /** The record of a message in its latest state; undefined if it was not seen by then. */
  readonly messageAt: (
    query: ChatQuery & { readonly idMessage: string }
  ) => Effect.Effect<Uint8Array | undefined, JournalUnreadable>
  readonly seenAt: (query: Omit<ChatQuery, "chatId">) => Effect.Effect<Seen, JournalUnreadable>
  /**
   * What the vendor itself answered of the directory, as it was sent; undefined where it was not asked by then. Left out where
   * no one knows: then answers are made of what the records show.
   */
  readonly directoryAt?: (query: DirectoryQuery) => Effect.Effect<Uint8Array | undefined, JournalUnreadable>
}

/** Records at any moment. */
export interface Journal {
  /** The same of calls, as the journals of calls have them; left out where they are not known: then these methods answer 404. */
  readonly callsAt?: (query: JournalQuery) => Effect.Effect<ReadonlyArray<Uint8Array>, JournalUnreadable>
  /** Left out where nothing is known of chats: then the methods that ask for them answer 404. */
  readonly chats?: Chats
  /**
   * The records of a window, newest first, as JSON texts in UTF-8; fails with `JournalUnreadable`.
   *
   * Every message once, in the latest state that was observed by then. Of the same timestamp, what was first
   * observed later comes first. A record without timestamp counts from when it was first observed.
   */
  readonly recordsAt: (query: JournalQuery) => Effect.Effect<ReadonlyArray<Uint8Array>, JournalUnreadable>
}
