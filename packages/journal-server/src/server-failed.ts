// Why a server did not start.
import * as Data from "effect/Data"

/** The server cannot listen at its address. */
export class ServerFailed extends Data.TaggedError("ServerFailed")<{
  readonly host: string
  readonly port: number
  /** The operating system's error code, such as `EADDRINUSE`. */
  readonly code: string
}> {
  readonly isRetryable = false
  override get message() {
    return `the journal server cannot listen at ${this.host}:${this.port}: ${this.code}`
  }
}
