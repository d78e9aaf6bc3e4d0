// Moments from 1970 to 2100 in zones with every kind of daylight saving time, in CSV and XLSX, against the calendar of
// JavaScript: months and quarter hours of each year, and the hours around each change of a zone's offset.
import { readFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import Papa from "papaparse"
import { exportFile } from "../src/index.ts"
import { readZip } from "../src/xlsx/zip.ts"
import { connect, execute, rowsOf } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { about, table } from "./request.ts"

const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/Moscow",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia"
]

const wallIn = (zone: string) => {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
  return (moment: number) => format.format(moment)
}

const hour = 3_600_000

/** A moment of every month, and those just before and after a change of the offset between two of them. */
const momentsOf = (zone: string) => {
  const wall = wallIn(zone)
  const offset = (moment: number) => Date.parse(`${wall(moment).replace(" ", "T")}Z`) - moment
  const moments: Array<number> = []
  for (let month = 0; month < 131 * 12; month++) {
    const from = Date.UTC(1970, month, 1 + (month % 28), month % 24, (month % 4) * 15, month % 60)
    const to = Date.UTC(1970, month + 1, 1 + ((month + 1) % 28))
    moments.push(from)
    let [low, high] = [from, to]
    if (offset(low) === offset(high)) continue
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    moments.push(high - hour, high - 1000, high, high + hour)
  }
  return moments
}

// Days since 1899-12-30 as a calendar shows them, to the second.
const wallOfSerial = (serial: number) =>
  new Date(Math.round((serial - 25_569) * 86_400) * 1000).toISOString().slice(0, 19).replace("T", " ")

describe("a session with another calendar", () => {
  const things = table(
    "select timestamptz '2026-01-05 21:30:00+00' as moment, [timestamptz '2026-01-05 21:30:00+00'] as inside"
  )
  const request = { ...about, format: "csv", tables: [things], timeZone: "Europe/Moscow" } as const

  it.effect("writes the dates of ours, and has its own calendar again", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* execute(connection, "set calendar = 'buddhist'")
      const path = join(yield* temporaryFolder, "things.csv")
      yield* exportFile(connection, { ...request, path })
      assert.strictEqual(
        readFileSync(path, "utf8"),
        'moment,inside\r\n2026-01-06 00:30:00,"[""2026-01-06 00:30:00""]"\r\n'
      )
      assert.deepStrictEqual(yield* rowsOf(connection, "select current_setting('calendar') as calendar"), [
        { calendar: "buddhist" }
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("is refused where it cannot be changed", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* execute(connection, "set calendar = 'persian'", "set lock_configuration = true")
      const path = join(yield* temporaryFolder, "things.csv")
      const error = yield* Effect.flip(exportFile(connection, { ...request, path }))
      assert.include(error.message, "persian")
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("moments from 1970 to 2100", () => {
  for (const zone of zones)
    it.effect(`are wall time in ${zone}, in CSV and XLSX`, () =>
      Effect.gen(function* () {
        const connection = yield* connect()
        const moments = momentsOf(zone)
        const things = table(
          `select to_timestamp(s) as moment from (select unnest([${moments.map((moment) => moment / 1000).join(", ")}]) as s, generate_subscripts([${moments.map(() => 0).join(", ")}], 1) as n) order by n`
        )
        const folder = yield* temporaryFolder
        for (const format of ["csv", "xlsx"] as const)
          yield* exportFile(connection, {
            ...about,
            path: join(folder, `things.${format}`),
            format,
            tables: [things],
            timeZone: zone
          })
        const expected = moments.map(wallIn(zone))
        const csv = readFileSync(join(folder, "things.csv"), "utf8")
        const { data } = Papa.parse<ReadonlyArray<string>>(csv, { newline: "\r\n", skipEmptyLines: true })
        assert.deepStrictEqual(
          data.slice(1).map(([moment]) => moment),
          expected
        )
        const sheet = readZip(yield* Effect.promise(() => readFile(join(folder, "things.xlsx")))).get(
          "xl/worksheets/sheet1.xml"
        )
        const serials = [...(sheet ?? "").matchAll(/<c r="A\d+" s="\d+"><v>([\d.]+)<\/v>/g)].map(
          ([, value]) => Number(value)
        )
        assert.deepStrictEqual(serials.map(wallOfSerial), expected)
      }).pipe(Effect.provide(nodeFiles))
    )
})
