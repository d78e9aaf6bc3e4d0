// Standard output: only data. If the reader closes it (`| head`), the command ends silently.

import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"

/** The reader closed standard output. */
export class ReaderGone extends Data.TaggedError("ReaderGone") {}

/** Standard output cannot be written, for example because a disk is full. */
export class StdoutFailed extends Data.TaggedError("StdoutFailed")<{ readonly reason: string }> {
  override get message() {
    return strings.configuration.stdoutFailed(this.reason)
  }
}

/** A file or folder cannot be written. */
export class FileNotWritten extends Data.TaggedError("FileNotWritten")<{
  readonly path: string
  readonly reason: string
}> {
  override get message() {
    return strings.configuration.notWritten(this.path, this.reason)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: strings.configuration.diskFull,
  EDQUOT: strings.configuration.quotaUsed,
  EIO: strings.configuration.deviceFailed
}

/** Maps a write error to a failure. */
export const stdoutFailure = (error: NodeJS.ErrnoException) =>
  error.code === "EPIPE"
    ? new ReaderGone()
    : new StdoutFailed({ reason: reasons[error.code ?? ""] ?? error.code ?? error.message })

let printed = false

/** True once any output was written. */
export const hasPrinted = (): boolean => printed

/** Writes text or bytes, and waits until they are accepted. */
export const print = (data: string | Uint8Array): Effect.Effect<void, ReaderGone | StdoutFailed> =>
  Effect.callback((resume) => {
    printed ||= data.length > 0
    process.stdout.write(data, (error) =>
      resume(error === null || error === undefined ? Effect.void : Effect.fail(stdoutFailure(error)))
    )
  })

export const isTerminal = (): boolean => process.stdout.isTTY === true

const USUAL_COLUMNS = 80

/** Columns of the terminal, of standard error if standard output is a pipe, or of COLUMNS; undefined without any. */
export const windowColumns = (): number | undefined =>
  process.stdout.columns || process.stderr.columns || Number(process.env["COLUMNS"]) || undefined

/** The same, and usual ones without a terminal. */
export const terminalColumns = (): number => windowColumns() ?? USUAL_COLUMNS
