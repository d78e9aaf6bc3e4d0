// Why a server does not start, with what to do.
import * as Data from "effect/Data"

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use: name another one, or 0 for any that is free",
  EACCES: "no permission: take a port above 1023, or 0 for any that is free",
  EADDRNOTAVAIL: "this machine does not have that address: take 127.0.0.1",
  ENOTFOUND: "there is no such host: take 127.0.0.1"
}

/** The server cannot listen at its address. */
export class ServerFailed extends Data.TaggedError("ServerFailed")<{
  readonly host: string
  readonly port: number
  /** The code of the operating system. */
  readonly code: string
}> {
  readonly isRetryable = false
  override get message() {
    const reason = reasons[this.code] ?? `the system says ${this.code}`
    return `the journal server cannot listen at ${this.host}:${this.port}: ${reason}`
  }
}
