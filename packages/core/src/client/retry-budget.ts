// Limits the retries of all calls together: more requests do not help a service that is down.
//
// The default has no limit. `retryBudget` makes a limit that retries spend and replies earn back.
import * as Context from "effect/Context"

/** `spend` is called before every retry, `earn` after every reply that was kept. */
export interface RetryBudgetService {
  /** False if the call must be given up. */
  readonly spend: () => boolean
  readonly earn: () => void
}

/** The retry budget of all calls together. */
export const RetryBudget = Context.Reference<RetryBudgetService>("@chatledger/core/RetryBudget", {
  defaultValue: () => ({ spend: () => true, earn: () => undefined })
})

/** A budget of `retries` retries; every `repliesPerRetry` replies earn one back. */
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
