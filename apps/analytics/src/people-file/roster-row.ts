// What a roster comes to.
import type { DirectoryReply } from "@chatledger/core"
import type { FilePlace } from "../table-file/file-rows.ts"

/** One person of a roster. */
export interface RosterRow {
  readonly ids: ReadonlyArray<string>
  readonly name: string | null
  /** True in a file of ours: there a name says something only if the journal says another. */
  readonly isOwn?: boolean | undefined
  /** True where the service says so. */
  readonly isReply?: boolean | undefined
  /** False where a row only joins ids, and lists no one. */
  readonly isListed?: boolean | undefined
  readonly alias: string | null
  /** Groups as they are written. */
  readonly groups: ReadonlyArray<string>
  /** Those groups that are chats (chatId). */
  readonly chatIds: ReadonlyArray<string>
  /** Of rows that say the same, that of the first. */
  readonly place?: FilePlace | undefined
}

export interface Roster {
  /** As the user gave it. */
  readonly path: string
  readonly people: ReadonlyArray<RosterRow>
  /** The sheet that was read, of a workbook with several that tell of people. */
  readonly sheet: string | undefined
  /** Rows of groups, which are not people, and those of an address book without a number that can be read. */
  readonly leftOut: { readonly groups: ReadonlyArray<number>; readonly withoutNumber: ReadonlyArray<number> }
  /** What a saved reply of the service tells; undefined for a table. */
  readonly reply?: DirectoryReply | undefined
}
