// Errors of the client, one class per thing that the caller can act on.
//
// Every error has the instance, method and status as fields, from which the caller writes a sentence. None contains a URL,
// a token, a body, or the error of the HTTP layer, which prints the URL.
import * as Data from "effect/Data"
import { reasonText } from "../reason.ts"
import type { CallReason } from "./call-reason.ts"
import type { Method } from "./request.ts"

/** The fields of every client error. */
export interface Failed {
  readonly idInstance: string
  readonly method: Method
  /** HTTP status of the last reply; undefined if there was none. */
  readonly status: number | undefined
}

/** For logs: the instance, the call and the error. */
const messageOf = (
  { _tag, idInstance, method, status }: Failed & { readonly _tag: string },
  advice?: string
) =>
  `instance ${idInstance}: ${method}: ${_tag}${status === undefined ? "" : ` (${status})`}${advice === undefined ? "" : `: ${advice}`}`

/** The `apiUrl` of the instance is not a valid address. */
export class WrongAddress extends Data.TaggedError("WrongAddress")<Failed> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this, "apiUrl has to be an address such as https://1101.api.green-api.com")
  }
}

/** 401: the token is wrong; no status if the token cannot be part of a URL. */
export class NotAuthorised extends Data.TaggedError("NotAuthorised")<Failed> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this, "check apiTokenInstance")
  }
}

/** 403: the service does not know the instance at this address. */
export class WrongInstance extends Data.TaggedError("WrongInstance")<Failed> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this, "check idInstance and apiUrl")
  }
}

/** 466: the monthly quota of calls is used up; 469: the quota of contact checks is, for two hours. */
export class QuotaExceeded extends Data.TaggedError("QuotaExceeded")<Failed> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this)
  }
}

/** 429, or a reply that requests a wait, again after waiting. */
export class RateLimited extends Data.TaggedError("RateLimited")<Failed & { readonly tries: number }> {
  readonly isRetryable = true
  override get message() {
    return messageOf(this)
  }
}

/** The instance is starting. */
export class InstanceStarting extends Data.TaggedError("InstanceStarting")<
  Failed & { readonly tries: number }
> {
  readonly isRetryable = true
  override get message() {
    return messageOf(this)
  }
}

/** No reply, or a status that means the service is down. */
export class Unavailable extends Data.TaggedError("Unavailable")<
  Failed & { readonly tries: number; readonly reason: CallReason }
> {
  readonly isRetryable = true
  override get message() {
    return `${messageOf(this)}: ${reasonText(this.reason)}`
  }
}

/** 200, but the body is invalid. */
export class BadReply extends Data.TaggedError("BadReply")<
  Failed & { readonly tries: number; readonly reason: CallReason }
> {
  readonly isRetryable = true
  override get message() {
    return `${messageOf(this)}: ${reasonText(this.reason)}`
  }
}

/** The reply is larger than the limit. */
export class ReplyTooLarge extends Data.TaggedError("ReplyTooLarge")<Failed & { readonly maxBytes: number }> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this)
  }
}

/** A redirect, which is never followed: the token is in the path. */
export class Redirected extends Data.TaggedError("Redirected")<Failed> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this)
  }
}

/** Any other status: the service refuses the request. */
export class Refused extends Data.TaggedError("Refused")<Failed> {
  readonly isRetryable = false
  override get message() {
    return messageOf(this)
  }
}

/** Every error of a call. */
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
