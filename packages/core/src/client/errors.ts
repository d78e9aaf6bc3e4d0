// What can go wrong between us and the service, one class per thing that the caller can act on.
//
// Every error names instance, method and status, and says what to do. None holds a URL, a token, a body, or the
// error of the HTTP layer, which prints the URL.
import * as Data from "effect/Data"
import type { Method } from "./request.ts"

/** What every error of the client tells. */
export interface Failed {
  readonly idInstance: string
  readonly method: Method
  /** HTTP status of the last reply; undefined if there was none. */
  readonly status: number | undefined
}

const tried = (tries: number) => (tries <= 1 ? "" : ` after ${tries} tries`)

/** The `apiUrl` of the instance is no address. */
export class WrongAddress extends Data.TaggedError("WrongAddress")<Failed> {
  readonly isRetryable = false
  override get message() {
    return `instance ${this.idInstance}: its apiUrl is no address like https://1101.api.green-api.com: copy it from the console, without path and token`
  }
}

/** 401: the token is wrong; no status if it cannot even be asked with. */
export class NotAuthorised extends Data.TaggedError("NotAuthorised")<Failed> {
  readonly isRetryable = false
  override get message() {
    const refused = this.status === undefined ? "cannot be asked" : "was refused"
    const code = this.status === undefined ? "" : ` (${this.status})`
    return `instance ${this.idInstance}: ${this.method} ${refused}, its token is wrong${code}: copy apiTokenInstance from the console`
  }
}

/** 403: the service does not know the instance at this address. */
export class WrongInstance extends Data.TaggedError("WrongInstance")<Failed> {
  readonly isRetryable = false
  override get message() {
    return `instance ${this.idInstance}: ${this.method} was refused, there is no such idInstance at this apiUrl (403): compare both with the console`
  }
}

/** 466: the calls of the month are used up; 469: checks of contacts are, for two hours. */
export class QuotaExceeded extends Data.TaggedError("QuotaExceeded")<Failed> {
  readonly isRetryable = false
  override get message() {
    if (this.status === 469)
      return `instance ${this.idInstance}: ${this.method} is refused, too much was asked for (469): try again in two hours`
    return `instance ${this.idInstance}: the monthly quota of calls is used up (466): change the tariff in the console, or wait for the next month`
  }
}

/** 429, or a reply that asks for a wait, and again after waiting. */
export class RateLimited extends Data.TaggedError("RateLimited")<Failed & { readonly tries: number }> {
  readonly isRetryable = true
  override get message() {
    return `instance ${this.idInstance}: ${this.method} is asked too often${this.status === 200 ? "" : " (429)"}${tried(this.tries)}: something else asks for the same instance; try again later`
  }
}

/** The instance is being started. */
export class InstanceStarting extends Data.TaggedError("InstanceStarting")<
  Failed & { readonly tries: number }
> {
  readonly isRetryable = true
  override get message() {
    return `instance ${this.idInstance}: it is still starting (400)${tried(this.tries)}: try again in some minutes`
  }
}

/** No reply, or one that says that the service is down. */
export class Unavailable extends Data.TaggedError("Unavailable")<
  Failed & { readonly tries: number; readonly reason: string }
> {
  readonly isRetryable = true
  override get message() {
    return `instance ${this.idInstance}: ${this.method} failed${tried(this.tries)}, ${this.reason}: try again later, and check network and apiUrl if it stays`
  }
}

/** 200, but the body is not what it has to be. */
export class BadReply extends Data.TaggedError("BadReply")<
  Failed & { readonly tries: number; readonly reason: string }
> {
  readonly isRetryable = true
  override get message() {
    return `instance ${this.idInstance}: the reply of ${this.method} is unusable${tried(this.tries)}, ${this.reason}; nothing of it was kept`
  }
}

/** The reply is larger than is read. */
export class ReplyTooLarge extends Data.TaggedError("ReplyTooLarge")<Failed & { readonly maxBytes: number }> {
  readonly isRetryable = false
  override get message() {
    return `instance ${this.idInstance}: the reply of ${this.method} is larger than ${Math.floor(this.maxBytes / 1024 / 1024)} MiB, and nothing of it was kept: ask for fewer minutes`
  }
}

/** A redirect, which is never followed: the token is in the path. */
export class Redirected extends Data.TaggedError("Redirected")<Failed> {
  readonly isRetryable = false
  override get message() {
    return `instance ${this.idInstance}: ${this.method} was answered with a redirect, which is never followed: set apiUrl to the final address`
  }
}

/** Another status: the request itself is refused. */
export class Refused extends Data.TaggedError("Refused")<Failed> {
  readonly isRetryable = false
  override get message() {
    const what =
      this.status === 404
        ? "there is no such method at this apiUrl (404)"
        : `the service refuses it (status ${this.status ?? "unknown"})`
    return `instance ${this.idInstance}: ${this.method} failed, ${what}: compare apiUrl with the console`
  }
}

/** Everything that a call can fail with. */
export type JournalError =
  | WrongAddress
  | NotAuthorised
  | WrongInstance
  | QuotaExceeded
  | RateLimited
  | InstanceStarting
  | Unavailable
  | BadReply
  | ReplyTooLarge
  | Redirected
  | Refused
