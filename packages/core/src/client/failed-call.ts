// Maps the reason why a call was given up to its error.
import type { CallReason } from "./call-reason.ts"
import {
  BadReply,
  InstanceStarting,
  type JournalError,
  NotAuthorised,
  QuotaExceeded,
  RateLimited,
  Redirected,
  Refused,
  ReplyTooLarge,
  Unavailable,
  WrongInstance
} from "./errors.ts"
import type { FailureReason } from "./reply-policy.ts"
import type { Method } from "./request.ts"

/** The facts of a call that was given up. */
export interface FailedCall {
  readonly idInstance: string
  readonly method: Method
  readonly status: number | undefined
  readonly tries: number
  readonly reason: CallReason
  readonly maxBytes: number
}

const errors: Record<FailureReason, (call: FailedCall) => JournalError> = {
  WrongToken: ({ idInstance, method, status }) => new NotAuthorised({ idInstance, method, status }),
  WrongInstance: ({ idInstance, method, status }) => new WrongInstance({ idInstance, method, status }),
  Quota: ({ idInstance, method, status }) => new QuotaExceeded({ idInstance, method, status }),
  RateLimited: ({ idInstance, method, status, tries }) =>
    new RateLimited({ idInstance, method, status, tries }),
  Starting: ({ idInstance, method, status, tries }) =>
    new InstanceStarting({ idInstance, method, status, tries }),
  Unavailable: ({ idInstance, method, status, tries, reason }) =>
    new Unavailable({ idInstance, method, status, tries, reason }),
  Flawed: ({ idInstance, method, status, tries, reason }) =>
    new BadReply({ idInstance, method, status, tries, reason }),
  TooLarge: ({ idInstance, method, status, maxBytes }) =>
    new ReplyTooLarge({ idInstance, method, status, maxBytes }),
  Redirected: ({ idInstance, method, status }) => new Redirected({ idInstance, method, status }),
  Refused: ({ idInstance, method, status }) => new Refused({ idInstance, method, status })
}

/** The error of a call that was given up. */
export const errorOf = (because: FailureReason, call: FailedCall): JournalError => errors[because](call)
