import { assert, describe, it } from "@effect/vitest"
import { retryBudget } from "../../src/client/retry-budget.ts"

describe("a budget of retries", () => {
  it("ends, and is earned back by replies, never beyond what it was", () => {
    const budget = retryBudget(3, 2)
    assert.deepStrictEqual(
      [1, 2, 3, 4].map(() => budget.spend()),
      [true, true, true, false]
    )
    budget.earn()
    assert.isFalse(budget.spend())
    budget.earn()
    assert.isTrue(budget.spend())
    for (let reply = 0; reply < 100; reply += 1) budget.earn()
    assert.deepStrictEqual(
      [1, 2, 3, 4].map(() => budget.spend()),
      [true, true, true, false]
    )
  })
})
