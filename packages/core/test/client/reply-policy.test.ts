import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  type Decision,
  decide,
  type FailureReason,
  type Outcome,
  policyOf
} from "../../src/client/reply-policy.ts"

const { mostFlawed: MOST_FLAWED, mostTries: MOST_TRIES } = policyOf("lastIncomingMessages")

const status = (code: number, text = "", retryAfter?: number): Outcome => ({
  _tag: "Status",
  status: code,
  text,
  retryAfter
})

/** The replies that are not data, and what is done with each. */
const rows: ReadonlyArray<readonly [string, Outcome, "again" | "never again", FailureReason]> = [
  ["200, but cut, HTML, empty or no array", { _tag: "Flawed" }, "again", "Flawed"],
  ["200, but too large", { _tag: "TooLarge" }, "never again", "TooLarge"],
  ["429", status(429), "again", "RateLimited"],
  ["400 while it starts", status(400, '"instance in starting process try later"'), "again", "Starting"],
  ["400 while it starts, as object", status(400, '{"message":"Instance is STARTING"}'), "again", "Starting"],
  ["400 for another reason", status(400, '{"message":"Validation failed"}'), "never again", "Refused"],
  ["400 that restarts nothing", status(400, "restarting"), "never again", "Refused"],
  ["408", status(408), "again", "Unavailable"],
  ["425", status(425), "again", "Unavailable"],
  ["499", status(499), "again", "Unavailable"],
  ["500", status(500), "again", "Unavailable"],
  ["502", status(502), "again", "Unavailable"],
  ["503", status(503), "again", "Unavailable"],
  ["504", status(504), "again", "Unavailable"],
  ["no reply", { _tag: "NoReply" }, "again", "Unavailable"],
  ["401, a wrong token", status(401), "never again", "WrongToken"],
  ["403, a wrong idInstance", status(403), "never again", "WrongInstance"],
  ["404", status(404), "never again", "Refused"],
  ["466, the quota", status(466), "never again", "Quota"],
  ["469, too many checks", status(469), "never again", "Quota"],
  ["200 that asks for a wait", { _tag: "Wait", retryAfter: 7000 }, "again", "RateLimited"],
  ["301", status(301), "never again", "Redirected"],
  ["302", status(302), "never again", "Redirected"],
  ["307", status(307), "never again", "Redirected"],
  ["308", status(308), "never again", "Redirected"],
  ["a redirect as a browser shows it", status(0), "never again", "Redirected"],
  ["another 2xx, which has no array", status(204), "again", "Flawed"]
]

/** All decisions about a reply that always is the same. */
const decisions = (outcome: Outcome): ReadonlyArray<Decision> => {
  const made: Array<Decision> = []
  for (let number = 1; made.at(-1)?._tag !== "GiveUp"; number += 1) {
    const isFlawed = outcome._tag === "Flawed"
    made.push(decide({ number, flawed: isFlawed ? number : 0 }, outcome))
  }
  return made
}

describe("what is done with a reply", () => {
  it("that is whole: it is kept", () => {
    assert.deepStrictEqual(decide({ number: 1, flawed: 0 }, { _tag: "Whole" }), { _tag: "Keep" })
    assert.deepStrictEqual(decide({ number: 5, flawed: 4 }, { _tag: "Whole" }), { _tag: "Keep" })
  })

  for (const [name, outcome, what, because] of rows)
    it(`that is ${name}: ${what}, and given up as ${because}`, () => {
      const made = decisions(outcome)
      const tries = what === "never again" ? 1 : outcome._tag === "Flawed" ? MOST_FLAWED : MOST_TRIES
      assert.lengthOf(made, tries)
      assert.deepStrictEqual(made.at(-1), { _tag: "GiveUp", because })
      for (const decision of made.slice(0, -1))
        assert.propertyVal(decision, "otherwise", because, "and so if time runs out")
    })

  it("flawed bodies between other failures: four of them, five tries in all", () => {
    assert.strictEqual(decide({ number: 4, flawed: 3 }, { _tag: "Flawed" })._tag, "Retry")
    assert.strictEqual(decide({ number: 4, flawed: 4 }, { _tag: "Flawed" })._tag, "GiveUp")
    assert.strictEqual(decide({ number: 5, flawed: 1 }, { _tag: "Flawed" })._tag, "GiveUp")
    assert.strictEqual(decide({ number: 4, flawed: 3 }, { _tag: "NoReply" })._tag, "Retry")
  })
})

describe("whatever the status", () => {
  const anyStatus = fc.integer({ min: 100, max: 599 })

  it("a reply that is no 200 is never kept, and asked for five times at most", () => {
    fc.assert(
      fc.property(anyStatus, fc.string(), (code, text) => {
        const made = decisions(status(code, text))
        assert.isAtMost(made.length, MOST_TRIES)
        assert.isFalse(made.some(({ _tag }) => _tag === "Keep"))
      }),
      { numRuns: 1000 }
    )
  })

  it("only what may pass is asked for again", () => {
    for (let code = 100; code < 600; code += 1) {
      const isPassing = code >= 500 || [408, 425, 429, 499].includes(code) || (code >= 200 && code < 300)
      assert.strictEqual(
        decide({ number: 1, flawed: 0 }, status(code))._tag,
        isPassing ? "Retry" : "GiveUp",
        `${code}`
      )
    }
  })
})

describe("the wait before the next try", () => {
  const waits = (outcome: Outcome) =>
    decisions(outcome).flatMap((made) => (made._tag === "Retry" ? [[made.atLeast, made.backOff]] : []))

  it("doubles its longest with each try", () => {
    assert.deepStrictEqual(waits({ _tag: "NoReply" }), [
      [0, 1000],
      [0, 2000],
      [0, 4000],
      [0, 8000]
    ])
  })

  it("is never shorter than Retry-After", () => {
    assert.deepStrictEqual(
      waits(status(429, "", 90_000)).map(([atLeast]) => atLeast),
      Array(4).fill(90_000)
    )
    assert.deepStrictEqual(
      waits(status(503, "", 3000)).map(([atLeast]) => atLeast),
      Array(4).fill(3000)
    )
  })

  it("is seconds for an instance that starts, more if it says so", () => {
    assert.deepStrictEqual(
      waits(status(400, "starting")).map(([atLeast]) => atLeast),
      Array(4).fill(5000)
    )
    assert.strictEqual(waits(status(400, "starting", 7000))[0]?.[0], 7000)
  })
})
