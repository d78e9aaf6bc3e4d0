// Errors of an archive, one class per thing that the caller can act on.
//
// Every error has the file or folder, and a reason as a code with fields, from which the caller writes a sentence. None
// contains chat text or a token.
import { reasonText } from "@chatledger/core/internal"
import * as Data from "effect/Data"
import type { ArchiveReason, ImportReason, SnapshotReason } from "./reasons.ts"

/** The path has no archive. */
export class ArchiveMissing extends Data.TaggedError("ArchiveMissing")<{ readonly path: string }> {
  readonly isRetryable = false
  override get message() {
    return `${this.path}: no archive: name the folder that has archive.json, or make one by openOrCreateArchive`
  }
}

/** The archive has a format that this version does not read, or cannot be read at all. */
export class ArchiveUnreadable extends Data.TaggedError("ArchiveUnreadable")<{
  readonly path: string
  readonly reason: ArchiveReason
}> {
  readonly isRetryable = false
  override get message() {
    const advice = this.reason.code === "ENOTDIR" ? ": an archive is a folder, not a file" : ""
    return `${this.path}: archive not readable: ${reasonText(this.reason)}${advice}`
  }
}

/** A snapshot is damaged. */
export class SnapshotDamaged extends Data.TaggedError("SnapshotDamaged")<{
  readonly path: string
  readonly reason: SnapshotReason
  /** Set for a snapshot in a pack. */
  readonly snapshotId?: string | undefined
}> {
  readonly isRetryable = false
  override get message() {
    const snapshot = this.snapshotId === undefined ? "" : `snapshot ${this.snapshotId}: `
    return `${this.path}: ${snapshot}damaged: ${reasonText(this.reason)}`
  }
}

/** The disk refused a write: full, read-only, no permission. */
export class ArchiveNotWritable extends Data.TaggedError("ArchiveNotWritable")<{
  readonly path: string
  readonly reason: ArchiveReason
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path}: not written: ${reasonText(this.reason)}`
  }
}

/** A file cannot be imported; nothing of it was stored. */
export class ImportRefused extends Data.TaggedError("ImportRefused")<{
  readonly source: string
  readonly reason: ImportReason
  /**
   * `unreadable`: a problem of the disk or the file; `no-reply`: the content is something else; `usage`: other options would help.
   */
  readonly kind: "unreadable" | "no-reply" | "usage"
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.source}: not imported: ${reasonText(this.reason)}`
  }
}
