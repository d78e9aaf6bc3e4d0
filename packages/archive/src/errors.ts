// What can go wrong with an archive, one class per thing that the caller can act on.
//
// Every failure has the file or folder and a reason as a code with fields, from which the caller writes a sentence. None
// holds chat text or a token.
import { reasonText } from "@chatledger/core"
import * as Data from "effect/Data"
import type { ArchiveReason, ImportReason, SnapshotReason } from "./reasons.ts"

/** There is not an archive at the path. */
export class ArchiveMissing extends Data.TaggedError("ArchiveMissing")<{ readonly path: string }> {
  readonly isRetryable = false
  override get message() {
    return `${this.path}: no archive`
  }
}

/** The folder is an archive of a format that this version does not read, or cannot be read at all. */
export class ArchiveUnreadable extends Data.TaggedError("ArchiveUnreadable")<{
  readonly path: string
  readonly reason: ArchiveReason
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path}: archive not readable: ${reasonText(this.reason)}`
  }
}

/** A snapshot is not what was written. */
export class SnapshotDamaged extends Data.TaggedError("SnapshotDamaged")<{
  readonly path: string
  readonly reason: SnapshotReason
  /** Of a snapshot in a file of many. */
  readonly snapshotId?: string | undefined
}> {
  readonly isRetryable = false
  override get message() {
    const snapshot = this.snapshotId === undefined ? "" : `snapshot ${this.snapshotId}: `
    return `${this.path}: ${snapshot}damaged: ${reasonText(this.reason)}`
  }
}

/** The disk refused: full, read-only, no permission. */
export class ArchiveNotWritable extends Data.TaggedError("ArchiveNotWritable")<{
  readonly path: string
  readonly reason: ArchiveReason
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path}: not written: ${reasonText(this.reason)}`
  }
}

/** A file cannot be imported; nothing of it was kept. */
export class ImportRefused extends Data.TaggedError("ImportRefused")<{
  readonly source: string
  readonly reason: ImportReason
  /** `unreadable`: the disk or the file is at fault; `no-reply`: it holds something else; `usage`: other options would help. */
  readonly kind: "unreadable" | "no-reply" | "usage"
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.source}: not imported: ${reasonText(this.reason)}`
  }
}
