// Standard output: data and nothing else. A reader that goes away (`| head`) ends the command in silence.
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { configuringWords as words } from "../messages/configuring.ts"

/** The reader of standard output has gone. */
export class ReaderGone extends Data.TaggedError("ReaderGone") {}

/** Standard output cannot be written: it goes to a full disk, say. */
export class StdoutFailed extends Data.TaggedError("OutputNotWritable")<{ readonly reason: string }> {
  override get message() {
    return words.stdoutFailed(this.reason)
  }
}

/** A file or folder that was to be written cannot be. */
export class FileNotWritten extends Data.TaggedError("OutputNotWritable")<{
  readonly path: string
  readonly reason: string
}> {
  override get message() {
    return words.notWritten(this.path, this.reason)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: words.diskFull,
  EDQUOT: words.quotaUsed,
  EIO: words.deviceFailed
}

/** The failure of a write, in words. */
export const stdoutFailure = (error: NodeJS.ErrnoException) =>
  error.code === "EPIPE"
    ? new ReaderGone()
    : new StdoutFailed({ reason: reasons[error.code ?? ""] ?? error.code ?? error.message })

let printed = false

/** True once a part of an answer has been given away. */
export const hasPrinted = (): boolean => printed

/** Writes text or bytes, and waits until they are taken. */
export const print = (data: string | Uint8Array): Effect.Effect<void, ReaderGone | StdoutFailed> =>
  Effect.callback((resume) => {
    printed ||= data.length > 0
    process.stdout.write(data, (error) =>
      resume(error === null || error === undefined ? Effect.void : Effect.fail(stdoutFailure(error)))
    )
  })

export const isTerminal = (): boolean => process.stdout.isTTY === true
export const terminalColumns = (): number => process.stdout.columns ?? 100
