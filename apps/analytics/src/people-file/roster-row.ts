// The contents of a roster.
import type { DirectoryReply } from "@chatledger/core/internal"
import type { FilePlace } from "../table-file/file-rows.ts"

/** One person of a roster. */
export interface RosterRow {
  readonly ids: ReadonlyArray<string>
  /** Those written as digits only, in a column that need not contain phone numbers: perhaps ids of MAX or Telegram. */
  readonly digitIds?: ReadonlyArray<string> | undefined
  readonly name: string | null
  /** True in a file that chatledger wrote: the name then counts only if it differs from the journal's. */
  readonly isOwn?: boolean | undefined
  /** True if the service's reply gave the name. */
  readonly isReply?: boolean | undefined
  /** False for a row that only joins ids and lists nobody. */
  readonly isListed?: boolean | undefined
  readonly alias: string | null
  /** Groups as written. */
  readonly groups: ReadonlyArray<string>
  /** The groups that are chats (chatId). */
  readonly chatIds: ReadonlyArray<string>
  /** The place of the first of equal rows. */
  readonly place?: FilePlace | undefined
}

/** A roster as read. */
export interface Roster {
  /** As the user gave it. */
  readonly path: string
  readonly people: ReadonlyArray<RosterRow>
  /** The sheet that was read, if several sheets of the workbook list people. */
  readonly sheet: string | undefined
  /** Names of other sheets with people, which are not read. */
  readonly otherSheets: ReadonlyArray<string>
  /** Rows that are groups, not people, and address book rows without a readable number. */
  readonly leftOut: { readonly groups: ReadonlyArray<number>; readonly withoutNumber: ReadonlyArray<number> }
  /** The contents of a saved reply of the service; undefined for a table. */
  readonly reply?: DirectoryReply | undefined
}
