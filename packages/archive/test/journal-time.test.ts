import { assert, describe, it } from "@effect/vitest"
import { coverageAt, nextMinutes } from "../src/coverage/coverage.ts"
import { noInstanceTime, observed } from "../src/coverage/instance-time.ts"
import { limitsOf } from "../src/coverage/limits.ts"
import { SeenTable } from "../src/coverage/seen-table.ts"
import type { Facts } from "../src/index.ts"
import { bytesOf, factsOf } from "./archives.ts"

const minute = 60_000
const day = 24 * 60
const start = Date.parse("2024-01-29T00:00:00Z")

/** A fetch so many minutes after the start, with messages by number and minute. */
interface Fetch {
  readonly after: number
  readonly minutes: number
  readonly shows?: ReadonlyArray<readonly [no: number, at: number]>
  readonly told?: Partial<Facts>
  /** Whether its records have ids of digits alone. */
  readonly isBare?: boolean
}

/** The incoming journal of an account that was fetched so, seen from its last fetch. */
const after = (...fetches: ReadonlyArray<Fetch>) => {
  const table = new SeenTable()
  let time = noInstanceTime
  for (const { after, minutes, shows = [], told = {}, isBare } of fetches) {
    const times = shows.map(([, at]) => start / 1000 + at * 60)
    const facts = factsOf(bytesOf("[]"), {
      requested_at: new Date(start + after * minute).toISOString(),
      server_date: null,
      minutes,
      record_count: shows.length,
      oldest_timestamp: times.length === 0 ? null : Math.min(...times),
      ...told
    })
    const records = shows.map(([no], index) => ({
      high: no,
      low: no,
      state: 0,
      seconds: times[index] ?? 0,
      isBare
    }))
    time = observed(time, table, facts, records).time
  }
  const { hasBareIds, typeInstance } = time
  const idInstance = fetches.at(-1)?.told?.instance_id ?? "1101000001"
  const limits = limitsOf({ idInstance, hasBareIds, typeInstance })
  return coverageAt(time, "incoming", start + (fetches.at(-1)?.after ?? 0) * minute, limits)
}

const told = (coverage: ReturnType<typeof after>) =>
  coverage.intervals.map(
    ({ from, to, state }) => `${(from - start) / minute}–${(to - start) / minute} ${state}`
  )

describe("the time of a journal", () => {
  it("is covered up to three minutes before the server's own clock, where it tells it", () => {
    const server_date = new Date(start + 95 * minute).toUTCString()
    assert.deepStrictEqual(told(after({ after: 100, minutes: 31, told: { server_date } })), ["65–92 ok"])
    const odd = after({ after: 100, minutes: 31, told: { server_date: "Mon, 01 Jan 1970 00:00:00 GMT" } })
    assert.deepStrictEqual(told(odd), ["70–97 ok"])
  })

  it("is not covered in the future, though the reply tells a time that is days ahead", () => {
    const ahead = (days: number) => ({
      server_date: new Date(start + (100 + days * day) * minute).toUTCString()
    })
    assert.deepStrictEqual(told(after({ after: 100, minutes: 31, told: ahead(3) })), [])
    const wide = after({ after: 100, minutes: 4 * day, told: ahead(3) })
    assert.deepStrictEqual(told(wide), [])
    const mended = after(
      { after: 100, minutes: 31 },
      { after: 110, minutes: 31, told: ahead(3) },
      { after: 120, minutes: 31 }
    )
    assert.deepStrictEqual(told(mended), ["70–117 ok"])
    assert.strictEqual(mended.newestFetchAt, start + 120 * minute)
  })

  it("is covered later when messages are seen to come late, and no longer than that", () => {
    const late = after(
      { after: 100, minutes: 31 },
      { after: 105, minutes: 31, shows: [[1, 90]] },
      { after: 110, minutes: 31, shows: [[1, 90]] }
    )
    assert.strictEqual(late.lagMillis, 11 * minute)
    assert.strictEqual(late.coveredUntil, start + 99 * minute)
    const shownAgain = after({ after: 100, minutes: 31 }, { after: 160, minutes: 100, shows: [[1, 90]] })
    assert.strictEqual(shownAgain.lagMillis, 3 * minute)
  })

  it("counts a message by its first observation alone: later ones of an own message move", () => {
    const moved = after(
      { after: 100, minutes: 31, shows: [[1, 80]] },
      { after: 105, minutes: 31, shows: [[1, 90]] }
    )
    assert.strictEqual(moved.lagMillis, 3 * minute)
  })

  it("reaches back further than a day once archived messages come back from there", () => {
    const outage = { after: 100 + 2 * day, minutes: 2 * day + 30 }
    const shows = [[1, 90] as const]
    const first = { after: 100, minutes: 31, shows }
    assert.deepStrictEqual(told(after(first, { ...outage, shows })), [`70–${2 * day + 97} ok`])
    assert.deepStrictEqual(told(after(first, outage)), [
      "70–97 ok",
      `97–${day + 100} lost`,
      `${day + 100}–${2 * day + 97} ok`
    ])
  })

  it("may be truncated where archived messages do not come back, up to the oldest that did", () => {
    const first = {
      after: 100,
      minutes: 31,
      shows: [
        [1, 80],
        [2, 90],
        [3, 95]
      ]
    } as const
    const second = 1 / 60
    const cut = after(first, { after: 110, minutes: 40, shows: [[3, 95]] })
    assert.deepStrictEqual(told(cut), ["70–107 ok"])
    const lacking = after(first, { after: 110, minutes: 40, shows: [[4, 104]] })
    assert.deepStrictEqual(told(lacking), [
      "70–97 ok",
      `97–${104 + second} maybe_truncated`,
      `${104 + second}–107 ok`
    ])
    const empty = after(first, { after: 110, minutes: 40 })
    assert.deepStrictEqual(told(empty), ["70–97 ok", "97–107 maybe_truncated"])
    const whole = { after: 115, minutes: 40, shows: [...first.shows, [4, 104] as const] }
    const healed = after(first, { after: 110, minutes: 40 }, whole)
    assert.deepStrictEqual(told(healed), ["70–112 ok"])
  })

  it("is blind from before the last good look to after the next", () => {
    const look = (at: number, state: string, outgoingWebhook = "yes") => ({
      evidence: {
        asked_at: new Date(start + at * minute).toISOString(),
        state,
        settings: { incomingWebhook: "yes", outgoingWebhook }
      }
    })
    const fetches = [
      { after: 100, minutes: 31, told: look(100, "authorized") },
      { after: 110, minutes: 31, told: look(110, "notAuthorized") },
      { after: 120, minutes: 31, told: look(120, "authorized", "no") },
      { after: 140, minutes: 41 }
    ]
    assert.deepStrictEqual(told(after(...fetches)), ["70–97 ok", "97–125 blind", "125–137 ok"])
    assert.deepStrictEqual(told(after(...fetches.slice(0, 2))), ["70–97 ok", "97–107 blind"])
  })
})

/** Settings of an instance, told a minute after the start. */
const ofType = (typeInstance: string): Partial<Facts> => ({
  evidence: { asked_at: new Date(start + minute).toISOString(), settings: { typeInstance } }
})

describe("the journal of a messenger", () => {
  /** Of a reply of so many records, how many minutes are whole. */
  const wholeOf = (count: number, fetch: Partial<Fetch>) => {
    const shows = Array.from({ length: count }, (_, no) => [no, 150] as const)
    const { intervals } = after({ after: 200, minutes: 101, shows, ...fetch })
    return intervals.map(({ from, to, state }) => `${Math.floor((to - from) / minute)} ${state}`)
  }
  const [whole, cut] = [["97 ok"], ["50 maybe_truncated", "46 ok"]]

  it("is cut at 5,000 records on MAX, at 10,000 on WhatsApp and Telegram, as the settings tell", () => {
    assert.deepStrictEqual(wholeOf(4_999, { told: ofType("v3") }), whole)
    assert.deepStrictEqual(wholeOf(5_000, { told: ofType("v3") }), cut)
    for (const type of ["whatsapp", "telegram"]) {
      assert.deepStrictEqual(wholeOf(9_999, { told: ofType(type) }), whole)
      assert.deepStrictEqual(wholeOf(10_000, { told: ofType(type) }), cut)
    }
  })

  it("is told by the ids of its records where no settings are, and by the number of the instance", () => {
    const instance = (instance_id: string) => ({ told: { instance_id } })
    for (const id of ["3100000007", "350000000007"])
      assert.deepStrictEqual(wholeOf(5_000, instance(id)), cut, id)
    for (const id of ["1101000007", "4100000007", "4500000007", "31"])
      assert.deepStrictEqual(wholeOf(5_000, instance(id)), whole, id)
    assert.deepStrictEqual(wholeOf(5_000, { ...instance("3100000007"), isBare: false }), whole)
    assert.deepStrictEqual(wholeOf(5_000, { ...instance("1101000007"), isBare: true }), cut)
    assert.deepStrictEqual(wholeOf(5_000, { ...instance("4100000007"), isBare: true }), whole)
    assert.deepStrictEqual(wholeOf(5_000, { told: ofType("whatsapp"), isBare: true }), whole)
  })

  it("reaches back three months on MAX, and further once a record is shown that is older", () => {
    const months = 90 * day
    const max = ofType("v3")
    const late = after(
      { after: 100, minutes: 31, told: max },
      { after: 40 * day, minutes: 40 * day - 80, told: max }
    )
    assert.deepStrictEqual(told(late), [`70–${40 * day - 3} ok`])
    const outage = { after: 100 + 2 * months, minutes: 2 * months + 30, told: max }
    const first = { after: 100, minutes: 31, told: max }
    assert.deepStrictEqual(told(after(first, outage)), [
      "70–97 ok",
      `97–${months + 100} lost`,
      `${months + 100}–${2 * months + 97} ok`
    ])
    const shows = [[7, 200] as const]
    assert.deepStrictEqual(told(after(first, { ...outage, shows })), [
      "70–97 ok",
      "97–200 lost",
      `200–${2 * months + 97} ok`
    ])
    const elsewhere = [[7, -9 * months] as const]
    assert.deepStrictEqual(told(after(first, { ...outage, shows: elsewhere })), told(after(first, outage)))
  })
})

describe("the window of the next sync", () => {
  const minutesAt = (at: number, ...fetches: ReadonlyArray<Fetch>) =>
    nextMinutes(after(...fetches), start + at * minute)

  it("is 30 days for the first, then what is not covered yet, with lag and five minutes more", () => {
    assert.strictEqual(minutesAt(0), 43_200)
    assert.strictEqual(minutesAt(100.5, { after: 100, minutes: 31 }), 12)
    assert.strictEqual(minutesAt(160, { after: 100, minutes: 31 }), 71)
  })

  it("is 90 days for the first of MAX, 30 for that of Telegram", () => {
    const first = (idInstance: string, typeInstance?: string) =>
      nextMinutes(
        coverageAt(noInstanceTime, "incoming", start, limitsOf({ idInstance, typeInstance })),
        start
      )
    assert.deepStrictEqual([first("3100000007"), first("1101000007", "v3")], [129_600, 129_600])
    assert.deepStrictEqual([first("4100000007"), first("3100000007", "telegram")], [43_200, 43_200])
  })

  it("reaches back to the oldest gap that can still be closed, and closes it", () => {
    const gap = [
      { after: 100, minutes: 31 },
      { after: 300, minutes: 31 }
    ]
    const minutes = minutesAt(310, ...gap)
    assert.strictEqual(minutes, 310 - 97 + 3 + 5)
    assert.deepStrictEqual(told(after(...gap, { after: 310, minutes })), ["70–307 ok"])
    assert.isAtMost(minutesAt(400 + 2 * day, ...gap), 2 * day + 111)
  })

  it("makes up for a clock that is slow", () => {
    const server_date = new Date(start + 110 * minute).toUTCString()
    assert.strictEqual(minutesAt(105, { after: 100, minutes: 31, told: { server_date } }), 16)
  })
})
