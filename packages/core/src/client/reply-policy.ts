// What to do after a try: keep the reply, retry, or give up. A pure function without clock or randomness.
//
// A decision to retry has a minimum wait and a maximum back-off; the client waits for a random part of the back-off
// (full jitter), but at least the minimum. Only 200 with a complete body is kept. The service forgets messages but not
// names, so names get fewer tries: they can be requested another day. Calls and histories are between the two.
// Source: https://green-api.com/en/docs/api/common-errors/
import type { Method } from "./request.ts"

/** The result of a try. */
export type Outcome =
  /** 200 with a valid body. */
  | { readonly _tag: "Whole" }
  /** 200, but the body is truncated, HTML, empty, or not an array. */
  | { readonly _tag: "Flawed" }
  /** The body is larger than the limit. */
  | { readonly _tag: "TooLarge" }
  /** Another status. `text` is the start of the body. */
  | {
      readonly _tag: "Status"
      readonly status: number
      readonly text: string
      /** Milliseconds, at most 15 minutes. */
      readonly retryAfter: number | undefined
    }
  /** 200, but the body is an object that requests a wait, as from Telegram. */
  | { readonly _tag: "Wait"; readonly retryAfter: number | undefined }
  /** A network failure or a timeout. */
  | { readonly _tag: "NoReply" }

/** The number of a try. */
interface Attempt {
  /** Counted from 1. */
  readonly number: number
  /** How many tries, including this one, had a flawed body. */
  readonly flawed: number
}

/** Why a call is given up. */
export type FailureReason =
  | "WrongToken"
  | "WrongInstance"
  | "Quota"
  | "RateLimited"
  | "Starting"
  | "Unavailable"
  | "Flawed"
  | "TooLarge"
  | "Redirected"
  | "Refused"

export type Decision =
  | { readonly _tag: "Keep" }
  | {
      readonly _tag: "Retry"
      /** Minimum wait, milliseconds. */
      readonly atLeast: number
      /** The wait is chosen between 0 and this, milliseconds. */
      readonly backOff: number
      /** The reason to give up if time runs out. */
      readonly otherwise: FailureReason
    }
  | { readonly _tag: "GiveUp"; readonly because: FailureReason }

/** The limits on tries of a call. */
interface RetryPolicy {
  /** Maximum number of tries. */
  readonly mostTries: number
  /** Maximum number of tries with a flawed body. */
  readonly mostFlawed: number
  /** Longest accepted wait that the service requests, milliseconds. */
  readonly longestWait: number
}

const ofJournals: RetryPolicy = { mostTries: 5, mostFlawed: 4, longestWait: Number.POSITIVE_INFINITY }
const ofCallsAndHistories: RetryPolicy = { mostTries: 3, mostFlawed: 2, longestWait: 30_000 }
const ofDirectory: RetryPolicy = { ...ofCallsAndHistories, mostFlawed: 1 }

const secondaryMethods: ReadonlyMap<Method, RetryPolicy> = new Map([
  ["lastIncomingCalls", ofCallsAndHistories],
  ["lastOutgoingCalls", ofCallsAndHistories],
  ["getChatHistory", ofCallsAndHistories],
  ["getContacts", ofDirectory],
  ["getChats", ofDirectory],
  ["getGroupData", ofDirectory],
  ["downloadFile", ofDirectory]
] as const)

/** The policy of a method. */
export const policyOf = (method: Method): RetryPolicy => secondaryMethods.get(method) ?? ofJournals

const FIRST_BACK_OFF_MILLIS = 1000
const LONGEST_BACK_OFF_MILLIS = 60_000
/** An instance takes seconds to start. */
const STARTING_MILLIS = 5000

const retryable = new Set([408, 425, 429, 499])

/** The service reports this in a text, without a code. */
const startingText = /\bstarting\b/i

const failureOf = (outcome: Outcome): { readonly because: FailureReason; readonly isFinal: boolean } => {
  if (outcome._tag === "TooLarge") return { because: "TooLarge", isFinal: true }
  if (outcome._tag === "Flawed" || outcome._tag === "Whole") return { because: "Flawed", isFinal: false }
  if (outcome._tag === "Wait") return { because: "RateLimited", isFinal: false }
  if (outcome._tag === "NoReply") return { because: "Unavailable", isFinal: false }
  const { status, text } = outcome
  if (status === 400 && startingText.test(text)) return { because: "Starting", isFinal: false }
  if (status === 429) return { because: "RateLimited", isFinal: false }
  if (retryable.has(status) || status >= 500) return { because: "Unavailable", isFinal: false }
  if (status === 401) return { because: "WrongToken", isFinal: true }
  if (status === 403) return { because: "WrongInstance", isFinal: true }
  if (status === 466 || status === 469) return { because: "Quota", isFinal: true }
  // A browser reports a redirect that it did not follow as status 0.
  if (status === 0 || (status >= 300 && status < 400)) return { because: "Redirected", isFinal: true }
  if (status >= 200 && status < 300) return { because: "Flawed", isFinal: false }
  return { because: "Refused", isFinal: true }
}

/** Decides what to do after a try. */
export const decide = (
  { number, flawed }: Attempt,
  outcome: Outcome,
  { mostTries, mostFlawed, longestWait }: RetryPolicy = ofJournals
): Decision => {
  if (outcome._tag === "Whole") return { _tag: "Keep" }
  const { because, isFinal } = failureOf(outcome)
  const isLast = number >= mostTries || (because === "Flawed" && flawed >= mostFlawed)
  const retryAfter = "retryAfter" in outcome ? (outcome.retryAfter ?? 0) : 0
  if (isFinal || isLast || retryAfter > longestWait) return { _tag: "GiveUp", because }
  return {
    _tag: "Retry",
    atLeast: Math.max(retryAfter, because === "Starting" ? STARTING_MILLIS : 0),
    backOff: Math.min(LONGEST_BACK_OFF_MILLIS, FIRST_BACK_OFF_MILLIS * 2 ** (number - 1)),
    otherwise: because
  }
}
