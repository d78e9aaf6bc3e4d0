// Days and hours in the zones of the year 2026, and in those where clocks do something odd: what is printed, what is
// counted, and what a day's bounds bring are the same, whatever Node's own zones say.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { query } from "../src/engine/result.ts"
import { findStatistic, type StatisticParameters, statisticQuery } from "../src/statistics/statistics.ts"
import { zoneNamed, zoneNames } from "../src/time/zone-names.ts"
import { instantAt, wallTimes } from "../src/time/zones.ts"
import { loaded } from "./loaded.ts"
import { reply, said } from "./model/scene.ts"

/** Days around a change of clocks whose first instant is not where the day begins. */
const wrongDays = `
with zones as (
  select name as zone from pg_timezone_names()
),
noons as (
  select zone, day::date as day, epoch(timezone(zone, day::timestamp + interval 12 hours)) - epoch(day) as seconds
  from zones, range(timestamp '2025-12-31', timestamp '2027-01-02', interval 1 day) as days(day)
),
changes as (
  select zone, unnest([day - 1, day, day + 1])::date as day
  from (select *, lag(seconds) over (partition by zone order by day) as before from noons)
  where seconds <> before
),
begins as (
  select zone, day, instant_in(zone, day::timestamp) as begin from changes
)
select count(*) as days, count(distinct zone) as zones,
  count(*) filter (
    timezone(zone, begin)::date <> day or timezone(zone, begin - interval 1 second)::date <> day - 1
  ) as wrong
from begins`

const asText = (value: unknown) => String(value)

layer(NodeServices.layer)("zones", (it) => {
  it.effect("are those of DuckDB, in any case of letters", () =>
    Effect.gen(function* () {
      const database = yield* loaded([])
      const rows = yield* database.rows("select name from pg_timezone_names() order by name")
      const names = rows
        .map((row) => asText(row["name"]))
        .filter((name) => !/^SystemV\/|^Factory$/.test(name))
      expect([...zoneNames()].sort()).toEqual([...new Set(names)].sort())
      expect(zoneNamed("europe/KYIV")).toBe("Europe/Kyiv")
      expect([zoneNamed("Mars/Olympus"), zoneNamed("+03:00"), zoneNamed("")]).toEqual([
        undefined,
        undefined,
        undefined
      ])
    })
  )

  it.effect("begin each day of 2026 at its first instant", () =>
    Effect.gen(function* () {
      const database = yield* loaded([])
      const [row] = yield* database.rows(wrongDays)
      expect(row?.["wrong"]).toBe(0n)
      expect(Number(row?.["zones"])).toBeGreaterThan(150)
    })
  )

  it.effect("have times that come twice, and times that are left out", () =>
    Effect.gen(function* () {
      const cases = [
        ["America/Havana", "2026-11-01T00:30:00.000", "2026-11-01T04:30:00.000Z"],
        ["Europe/Berlin", "2026-10-25T02:30:00.000", "2026-10-25T00:30:00.000Z"],
        ["Europe/Berlin", "2026-03-29T02:30:00.000", "2026-03-29T01:30:00.000Z"],
        ["Africa/Cairo", "2026-04-24T00:00:00.000", "2026-04-23T22:00:00.000Z"],
        ["Australia/Lord_Howe", "2026-04-05T01:45:30.250", "2026-04-04T14:45:30.250Z"],
        ["Pacific/Apia", "2011-12-30T12:00:00.000", "2011-12-30T22:00:00.000Z"],
        ["UTC", "2026-01-31T14:05:09.123", "2026-01-31T14:05:09.123Z"]
      ] as const
      for (const [zone, wall, instant] of cases)
        expect((yield* instantAt(wall, zone)).toISOString(), `${zone} ${wall}`).toBe(instant)
      const shown = yield* wallTimes([Date.UTC(2026, 10, 20, 5, 30), 999], "America/Vancouver")
      expect([...shown.values()]).toEqual(["2026-11-19 22:30", "1969-12-31 16:00"])
      expect([...(yield* wallTimes([999], "UTC")).values()]).toEqual(["1970-01-01 00:00"])
    })
  )

  const days = [
    ["America/Vancouver", "2026-11-19"],
    ["America/Inuvik", "2026-11-01"],
    ["America/Havana", "2026-11-01"],
    ["Africa/Cairo", "2026-04-24"],
    ["Asia/Kathmandu", "2026-04-24"]
  ] as const
  for (const [zone, day] of days)
    it.effect(`print, count and bound alike in ${zone} around ${day}`, () =>
      Effect.gen(function* () {
        const start = Date.parse(`${day}T00:00:00Z`) / 1000 - 36 * 3600
        const records = Array.from({ length: 4 * 96 }, (_, quarter) =>
          said("a@c.us", `${quarter}`, start + quarter * 900, { textMessage: "x" })
        )
        const database = yield* loaded([
          reply([...records].reverse(), { requestedAt: (start + 5 * 86_400) * 1000 })
        ])
        const asked = Effect.fnUntraced(function* (name: string, parameters: Partial<StatisticParameters>) {
          const found = yield* statisticQuery(yield* findStatistic(name), { tz: zone, ...parameters })
          return yield* database.rows(found.sql, found.parameters)
        })
        const printed = yield* query(
          database,
          "select sent_at, [sent_at] as inside from messages order by sent_at",
          {},
          zone
        )
        const rows = yield* printed.next
        const times = (rows ?? []).map(([at, inside]) => [asText(at), asText(inside)] as const)
        expect(times.length).toBe(records.length)
        expect(times.every(([at, inside]) => inside.includes(at))).toBe(true)
        const inDay = times.filter(([at]) => at.startsWith(day)).length
        const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
        const bounds = {
          from: yield* instantAt(`${day}T00:00:00.000`, zone),
          to: yield* instantAt(`${next}T00:00:00.000`, zone)
        }
        const counted = yield* asked("activity_by_day", bounds)
        expect(counted.map((row) => [asText(row["day"]), Number(row["messages"])])).toEqual([[day, inDay]])
        const hours = yield* asked("activity_by_hour", bounds)
        for (const row of hours) {
          const hour = `${day} ${asText(row["hour"]).padStart(2, "0")}`
          expect(Number(row["messages"]), hour).toBe(times.filter(([at]) => at.startsWith(hour)).length)
        }
      })
    )
})
