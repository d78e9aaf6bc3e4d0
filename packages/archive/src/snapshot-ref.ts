// Where a snapshot stands: a separate file, or a part of the pack of its day.
import type { NoFileKind } from "./reasons.ts"

/** Where a snapshot stands. */
export interface SnapshotRef {
  readonly instanceId: string
  readonly snapshotId: string
  /** The file: of the snapshot alone, or the pack of its day. */
  readonly path: string
  /** Its bytes in the pack; undefined if it is a separate file. */
  readonly packed?: { readonly offset: number; readonly length: number; readonly crc32: number }
  /** What is at the path, where it is not a file: it is never opened. */
  readonly strange?: NoFileKind
}
