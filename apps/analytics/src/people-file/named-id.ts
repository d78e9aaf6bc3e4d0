// What a file of names comes to.
import type { DirectoryReply } from "@chatledger/core"
import type { FilePlace } from "../table-file/file-rows.ts"

/** What to call an id. */
export interface NamedId {
  readonly id: string
  readonly name: string
  /** The name with the spaces around it, where there are some. */
  readonly written?: string | undefined
  /** Only in this instance; in all where the file does not say. */
  readonly instance?: string | undefined
  /** True in a file of ours: there a name says something only if the journal says another. */
  readonly isOwn?: boolean | undefined
  /** True where the service says so: what the user wrote goes before it. */
  readonly isReply?: boolean | undefined
  readonly place?: FilePlace | undefined
}

export interface NamesFile {
  /** As the user gave it. */
  readonly path: string
  readonly names: ReadonlyArray<NamedId>
  /** The sheets that were read, where others name someone as well; else none. */
  readonly sheets: ReadonlyArray<string>
  /** What a saved reply of the service tells; undefined for a table. */
  readonly reply?: DirectoryReply | undefined
}
