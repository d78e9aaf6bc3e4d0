// Errors of an export, one class per thing that the caller can act on.
// After any of them the output folder is unchanged: temporary files are removed, earlier files untouched,
// except `OutputNotWritable` with `keptAt`, where a finished file could not replace the old one.
// An error has a code and fields, from which the caller writes a sentence. None repeats data values: DuckDB's messages
// may, so those are only in `cause`.
import * as Data from "effect/Data"
import { invalidText, queryText } from "./invalid-text.ts"
import type { InvalidReason, QueryFailedReason } from "./reasons.ts"

/** The request is invalid (an unknown zone, two tables for one CSV file, an invalid file name): change it. */
export class InvalidExport extends Data.TaggedError("InvalidExport")<{ readonly reason: InvalidReason }> {
  readonly isRetryable = false
  override get message() {
    return invalidText(this.reason)
  }
}

/** A file of that name exists and no earlier export is known to have written it: move it away, or pass `force`. */
export class OutputExists extends Data.TaggedError("OutputExists")<{ readonly path: string }> {
  readonly isRetryable = false
  override get message() {
    return `${this.path} is already there, and not known to be of an earlier export: name another, or set force to replace it`
  }
}

/** The folder has an export of something else that this one would replace: choose another folder, or pass `force`. */
export class OutputOfAnother extends Data.TaggedError("OutputOfAnother")<{
  readonly path: string
  /** The difference, in the caller's words. */
  readonly difference: string
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path} holds an export of something else: ${this.difference}. Name another folder, or set force`
  }
}

/** Why a file could not be written: `full` is a full disk, `busy` a file that another program (Excel) has open. */
export type NotWritableReason = "denied" | "full" | "read-only" | "busy" | "not-a-folder" | "other"

const advice: Readonly<Record<NotWritableReason, string>> = {
  denied: "permission is missing: choose another place, or change its permissions",
  full: "the disk is full: free some space",
  "read-only": "the disk is read-only: choose another place",
  busy: "another program has it open: close it there",
  "not-a-folder": "a part of its path is a file: choose another place",
  other: "is it a folder? `cause` says more"
}

/** A file could not be written or moved into place; with `keptAt`, the finished new file is there. */
export class OutputNotWritable extends Data.TaggedError("OutputNotWritable")<{
  readonly path: string
  readonly reason: NotWritableReason
  readonly keptAt?: string
  readonly cause?: unknown
}> {
  /** A full disk or a file in use may be available later. */
  get isRetryable(): boolean {
    return this.reason === "full" || this.reason === "busy"
  }
  override get message() {
    const kept = this.keptAt === undefined ? "" : `; the new file is kept as ${this.keptAt}`
    return `${this.path} not written: ${advice[this.reason]}${kept}`
  }
}

/** DuckDB refused or failed the query of one table; `cause` has its full message, which may quote data. */
export class QueryFailed extends Data.TaggedError("QueryFailed")<{
  readonly table: string
  readonly reason: QueryFailedReason
  readonly cause?: unknown
}> {
  readonly isRetryable = false
  override get message() {
    return `the query of ${this.table} failed: ${queryText(this.reason)}`
  }
}

/** Every error of an export. */
export type ExportError = InvalidExport | OutputExists | OutputNotWritable | OutputOfAnother | QueryFailed

const symptoms: ReadonlyArray<readonly [RegExp, NotWritableReason]> = [
  [/ENOSPC|EDQUOT|no space left|disk quota/i, "full"],
  [/EROFS|read-only file system/i, "read-only"],
  [/EBUSY|ETXTBSY|resource busy|being used by another process/i, "busy"],
  [/ENOTDIR|EEXIST|not a directory/i, "not-a-folder"],
  [/EACCES|EPERM|permission denied|Permission Error|operation not permitted/i, "denied"]
]

/** The reason for an error of the file system or of DuckDB's writer, from its code or its text. */
export const notWritableReason = (cause: unknown): NotWritableReason => {
  for (let error = cause; error instanceof Error; error = error.cause) {
    const text = `${"code" in error ? String(error.code) : ""} ${error.message}`
    const found = symptoms.find(([symptom]) => symptom.test(text))
    if (found !== undefined) return found[1]
  }
  return "other"
}
