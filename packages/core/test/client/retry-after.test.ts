import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { MOST_RETRY_AFTER_MILLIS, retryAfterMillis } from "../../src/client/retry-after.ts"

const now = Date.parse("2026-03-01T10:00:00Z")
const MINUTE = 60_000

describe("Retry-After", () => {
  it("tells seconds", () => {
    assert.strictEqual(retryAfterMillis("7", undefined, now), 7000)
    assert.strictEqual(retryAfterMillis(" 120 ", undefined, now), 2 * MINUTE)
    assert.strictEqual(retryAfterMillis("0", undefined, now), 0)
  })

  it("tells a date, in each of the forms of HTTP", () => {
    for (const date of [
      "Sun, 01 Mar 2026 10:01:30 GMT",
      "Sunday, 01-Mar-26 10:01:30 GMT",
      "Sun Mar  1 10:01:30 2026"
    ])
      assert.strictEqual(retryAfterMillis(date, undefined, now), 90_000, date)
  })

  it("counts a date from the clock of the service, however wrong the one here is", () => {
    const until = "Sun, 01 Mar 2026 10:01:30 GMT"
    const server = "Sun, 01 Mar 2026 10:01:00 GMT"
    for (const here of [now, 0, now + 1e9]) assert.strictEqual(retryAfterMillis(until, server, here), 30_000)
    assert.strictEqual(retryAfterMillis(until, "no date", now), 90_000)
  })

  it("is over if the date has passed", () => {
    assert.strictEqual(retryAfterMillis("Sun, 01 Mar 2026 09:00:00 GMT", undefined, now), 0)
  })

  it("is never more than 15 minutes", () => {
    assert.strictEqual(MOST_RETRY_AFTER_MILLIS, 15 * MINUTE)
    for (const long of ["901", "86400", "99999999999", "9".repeat(400), "Wed, 01 Mar 2028 10:00:00 GMT"])
      assert.strictEqual(retryAfterMillis(long, undefined, now), 15 * MINUTE, long)
  })

  it("says nothing if it is missing or garbage", () => {
    for (const garbage of ["", "soon", "-1", "1.5", "0x10", "1e3", "1 2", "12:00", "NaN", "Sunday", "٣"])
      assert.isUndefined(retryAfterMillis(garbage, undefined, now), garbage)
    assert.isUndefined(retryAfterMillis(undefined, undefined, now))
  })

  it("is between 0 and 15 minutes whatever it says", () => {
    const header = fc.oneof(
      fc.string(),
      fc.nat().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString())
    )
    fc.assert(
      fc.property(header, fc.option(header, { nil: undefined }), (value, date) => {
        const wait = retryAfterMillis(value, date, now)
        if (wait === undefined) return
        assert.isAtLeast(wait, 0)
        assert.isAtMost(wait, 15 * MINUTE)
      })
    )
  })
})
