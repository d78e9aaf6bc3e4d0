// What a load is given, and the files that it makes of it.
import type { SnapshotRef } from "@chatledger/archive"

/** A snapshot to load, and its number in the cache. */
export interface Numbered {
  readonly snapshotNo: number
  readonly ref: SnapshotRef
}

/** A complete file of the spool. */
export interface SpoolPart {
  readonly kind:
    | "records"
    | "issues"
    | "snapshots"
    | "cards"
    | "directory"
    | "media"
    | "notifications"
    | "phone"
  readonly path: string
  /** Bytes of its longest line. */
  readonly longestLine: number
  /** Read since the previous part: completed snapshots, and messages. */
  readonly read: { readonly snapshots: number; readonly messages: number }
}
