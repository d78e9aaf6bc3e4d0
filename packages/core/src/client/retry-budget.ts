// How many retries all calls together may make: when the service is down, asking harder does not help it.
//
// The default has no end. `retryBudget` gives one that is spent by retries and earned back by replies.
import * as Context from "effect/Context"

/** Asked before every retry, told of every reply that was kept. */
export interface RetryBudgetService {
  /** False if the call is to be given up instead. */
  readonly spend: () => boolean
  readonly earn: () => void
}

/** Retries of all calls together. */
export const RetryBudget = Context.Reference<RetryBudgetService>("@chatledger/core/RetryBudget", {
  defaultValue: () => ({ spend: () => true, earn: () => undefined })
})

/** A budget of so many retries; every `repliesPerRetry` replies earn one back. */
export const retryBudget = (retries: number, repliesPerRetry = 5): RetryBudgetService => {
  let left = retries
  return {
    spend: () => {
      if (left < 1) return false
      left -= 1
      return true
    },
    earn: () => {
      left = Math.min(retries, left + 1 / repliesPerRetry)
    }
  }
}
