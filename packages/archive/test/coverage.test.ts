import { assert, describe, it } from "@effect/vitest"
import { coverageAt } from "../src/coverage/coverage.ts"
import {
  difference,
  type Interval,
  type Intervals,
  intersection,
  withInterval
} from "../src/coverage/intervals.ts"
import { limitsOf } from "../src/coverage/limits.ts"
import { breadth } from "./breadth.ts"
import { type Account, liveThrough, type Vendor } from "./outages.ts"

const hour = 60 * 60 * 1000
const day = 24 * hour
const lag = 3 * 60 * 1000
const slack = 60 * 1000
const second = 1000

const union = (intervals: Intervals): Intervals => intervals.reduce(withInterval, [] as Intervals)

const reported = ({ time, now }: Account) =>
  coverageAt(time, "incoming", now, limitsOf({ idInstance: "1" })).intervals

/** Missed messages that are said to be covered. */
const understated = (account: Account): ReadonlyArray<number> => {
  const ok = reported(account).filter(({ state }) => state === "ok")
  return account.missed.filter((at) => ok.some(({ from, to }) => at >= from && at < to))
}

/** Time that is said to be uncovered, and was fetched, beyond what is allowed at the edges of each fetch. */
const overstated = (account: Account): Intervals => {
  const said = reported(account).filter(({ state }) => state !== "ok")
  const shown = account.shown.map(({ from, to }) => ({ from: from + slack + second, to: to - lag - second }))
  return intersection(said, difference(union(shown), account.off))
}

const seeds = (count: number) => Array.from({ length: count }, (_, index) => 1 + index)

/** The seeds of accounts of which something wrong is said. */
const wrong = (
  count: number,
  vendor: (seed: number) => Vendor,
  faults: (account: Account) => Intervals | ReadonlyArray<number>
) => seeds(count).filter((seed) => faults(liveThrough(seed, vendor(seed))).length > 0)

const plain: Vendor = { retention: day, mostRecords: 10_000, isCutting: false, isOff: false }
/** Every kind of vendor, by seed. */
const anyVendor = (seed: number): Vendor => ({
  retention: seed % 3 === 0 ? day : day + (seed % 49) * hour,
  mostRecords: seed % 4 === 0 ? 3 + (seed % 11) : 10_000,
  isCutting: seed % 5 === 0,
  isOff: seed % 6 === 0
})

describe("coverage, over many accounts with outages", () => {
  it("never says that time is covered of which a message was missed", () => {
    assert.deepStrictEqual(wrong(breadth(1_000, 10_000), anyVendor, understated).slice(0, 5), [])
  })

  it("says of no time that it is uncovered which was fetched, but for four minutes at each edge", () => {
    const vendor = (seed: number): Vendor => ({
      ...plain,
      mostRecords: seed % 4 === 0 ? 3 + (seed % 11) : 10_000,
      isOff: seed % 6 === 0
    })
    assert.deepStrictEqual(wrong(breadth(300, 3_000), vendor, overstated).slice(0, 5), [])
  })

  it("lists the time from the first sync on, without holes or overlap", () => {
    const holes = (account: Account): Intervals => {
      const all = reported(account)
      return all.slice(1).filter(({ from }: Interval, index) => from !== all[index]?.to)
    }
    assert.deepStrictEqual(wrong(breadth(200, 1_000), anyVendor, holes).slice(0, 5), [])
  })

  it("finds messages missed, or the tests above would prove nothing", () => {
    const missed = seeds(300).filter((seed) => liveThrough(seed, anyVendor(seed)).missed.length > 0)
    assert.isAbove(missed.length, 100)
  })
})
