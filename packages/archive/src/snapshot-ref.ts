// The location of a snapshot: a file of its own, or a part of the pack of its day.
import type { NoFileKind } from "./reasons.ts"

/** The location of a snapshot. */
export interface SnapshotRef {
  readonly instanceId: string
  readonly snapshotId: string
  /** Its own file, or the pack of its day. */
  readonly path: string
  /** Its byte range in the pack; undefined for a file of its own. */
  readonly packed?: { readonly offset: number; readonly length: number; readonly crc32: number }
  /** The kind of the path if it is not a file; it is then never opened. */
  readonly strange?: NoFileKind
}
