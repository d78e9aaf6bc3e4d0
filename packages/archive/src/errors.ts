// What can go wrong with an archive, one class per thing that the caller can act on.
//
// Every message names the file or folder and says what to do. None holds chat text or a token.
import { systemCodeOf } from "@chatledger/core"
import * as Data from "effect/Data"
import type { PlatformError } from "effect/PlatformError"

/** There is no archive at the path. */
export class ArchiveMissing extends Data.TaggedError("ArchiveMissing")<{ readonly path: string }> {
  readonly isRetryable = false
  override get message() {
    return `there is no archive at ${this.path}: name another with --archive, or make one with \`chatledger import\``
  }
}

/** The folder is an archive of a format that this version does not read, or cannot be read at all. */
export class ArchiveUnreadable extends Data.TaggedError("ArchiveUnreadable")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path} cannot be read as an archive: ${this.reason}`
  }
}

/** A snapshot is not what was written. */
export class SnapshotDamaged extends Data.TaggedError("SnapshotDamaged")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path} is damaged: ${this.reason}; restore this file from a backup, or import the saved reply again`
  }
}

/** The disk refused: full, read-only, no permission. */
export class ArchiveNotWritable extends Data.TaggedError("ArchiveNotWritable")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path} cannot be written: ${this.reason}`
  }
}

/** A file cannot be imported; nothing of it was kept. */
export class ImportRefused extends Data.TaggedError("ImportRefused")<{
  readonly source: string
  readonly reason: string
  /** `unreadable`: the disk or the file is at fault; `no-reply`: it holds something else; `usage`: other flags would help. */
  readonly kind: "unreadable" | "no-reply" | "usage"
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.source}: ${this.reason}`
  }
}

const noPermission = "no permission: check who owns it, and its mode"
const again = "run the same command again"

const systemReasons: Readonly<Record<string, string>> = {
  ENOSPC: `the disk is full: make room and ${again}`,
  EDQUOT: `the disk quota is used up: make room and ${again}`,
  EFBIG: "the file is larger than this disk or its quota takes",
  EROFS: "the disk is read-only: mount it for writing, or name another folder",
  EACCES: noPermission,
  EPERM: noPermission,
  EIO: `the disk reports an error: check the disk, then ${again}`,
  EBUSY: `another program is using it: close that program and ${again}`,
  EMFILE: "too many files are open: raise the limit (ulimit -n)",
  ENFILE: "too many files are open on this machine: close some programs",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  ELOOP: "its symbolic links go in a circle",
  ENAMETOOLONG: "the path is too long",
  ENOENT: "it does not exist"
}

/** A platform error in words, by its system code. */
export const reasonOf = (error: PlatformError): string => {
  const code = systemCodeOf(error)
  const { description } = error.reason
  if (code === undefined && error.reason._tag === "BadResource" && description !== undefined)
    return description
  return code === undefined ? error.message : (systemReasons[code] ?? `the system says ${code}`)
}
