// The contents of a names file.
import type { DirectoryReply } from "@chatledger/core/internal"
import type { FilePlace } from "../table-file/file-rows.ts"

/** A name for an id. */
export interface NamedId {
  readonly id: string
  readonly name: string
  /** The name with its surrounding spaces, if there are any. */
  readonly written?: string | undefined
  /** Only for this instance; undefined for all instances. */
  readonly instance?: string | undefined
  /** True in a file that chatledger wrote: the name then counts only if it differs from the journal's. */
  readonly isOwn?: boolean | undefined
  /** True if the service's reply gave the name: the user's own names take precedence. */
  readonly isReply?: boolean | undefined
  readonly place?: FilePlace | undefined
}

/** A names file as read. */
export interface NamesFile {
  /** As the user gave it. */
  readonly path: string
  readonly names: ReadonlyArray<NamedId>
  /** The sheets that were read, if other sheets contain names, too; otherwise empty. */
  readonly sheets: ReadonlyArray<string>
  /** The contents of a saved reply of the service; undefined for a table. */
  readonly reply?: DirectoryReply | undefined
}
