import { type Random, randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import {
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "../src/statistics/statistics.ts"
import { publicTables } from "../src/tables/tables.ts"
import { loaded } from "./loaded.ts"
import { expectNoDifference, repliesOfSeeds, seedGroups } from "./many-accounts.ts"
import { differenceOfRows, type Row } from "./model/compare.ts"
import type { StoredReply } from "./model/observations.ts"
import { modelTables } from "./model/reference.ts"
import { own, reply, said } from "./model/scene.ts"
import { everything, type Scope } from "./model/scope.ts"

const date = (time: number | null): Date | undefined => (time === null ? undefined : new Date(time))

/** The moment of poll_results_at, in every scope. */
const at = Date.parse("2023-11-15T12:00:00Z")

const parametersOf = ({ from, to, instances, chats, asOf, zone }: Scope): StatisticParameters => ({
  from: date(from),
  to: date(to),
  instance: instances ?? undefined,
  chat: chats ?? undefined,
  as_of: date(asOf),
  at: new Date(at),
  tz: zone
})

const ask = Effect.fnUntraced(function* (database: Database, statistic: Statistic, scope: Scope) {
  const { sql, parameters } = yield* statisticQuery(statistic, parametersOf(scope))
  const rows: ReadonlyArray<Row> = yield* database.rows(sql, parameters)
  return rows
})

/** The rows of the model for a statistic; of those where neither order nor state matters there are none. */
const modelRows = (model: ReturnType<typeof modelTables>, name: string): ReadonlyArray<Row> | undefined => {
  const found = Object.entries(model).find(([table]) => table === name)?.[1]
  return typeof found === "function" ? found(at) : found
}

const scopesOf = (random: Random, replies: ReadonlyArray<StoredReply>): Readonly<Record<string, Scope>> => {
  const { messages, reactions, poll_votes } = modelTables(replies)
  // Bounds are moments at which something happened, so that it matters on which side of them that counts.
  const times = [
    ...messages.map((row) => row.sent_at),
    ...reactions.flatMap((row) => [row.reacted_at, row.reacted_at]),
    ...poll_votes.flatMap((row) => [row.voted_at, row.voted_at])
  ].filter((time) => time !== null)
  const time = () => random.pick(times)
  const [from = 0, to = 0] = [time(), time(), time()].sort((a, b) => a - b).filter((_, place) => place !== 1)
  const instances = [...new Set(replies.map(({ instanceId }) => instanceId))]
  const zone = random.pick(["Asia/Almaty", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati"])
  const some = { ...everything, zone, from, to }
  return {
    "everything there is": everything,
    "a range of time": some,
    "everything since": { ...some, to: null },
    "some instances": { ...everything, instances: random.sample(instances).slice(0, 9) },
    "two chats": { ...everything, to: some.to, chats: ["120363150000000001@g.us", "79000000001@c.us"] },
    "a moment": { ...everything, asOf: time() },
    "a range as it was at a moment": { ...some, asOf: time() }
  }
}

/** Copies every table into a schema in another order of rows, and makes it the one that queries see. */
const shuffle = (database: Database) =>
  database.run(
    [
      "create schema shuffled",
      ...[...publicTables(), "names"].map(
        (table) => `create table shuffled.${table} as select * from ${table} as t order by hash(t::varchar)`
      ),
      "use shuffled"
    ].join("; ")
  )

layer(NodeServices.layer)("the statistics of any account", (it) => {
  for (const seeds of seedGroups()) {
    const name = `${seeds[0]} to ${seeds.at(-1)}`

    it.effect(`are those of the reference model, in every scope and in a total order: ${name}`, () =>
      Effect.gen(function* () {
        const replies = repliesOfSeeds(seeds)
        const database = yield* loaded(replies)
        const people = yield* database.rows("select id, name from people")
        const nameOf = new Map(
          people.map(({ id, name }) => [String(id), name === null ? null : String(name)])
        )
        const found = new Map<string, ReadonlyArray<Row>>()
        for (const [scopeName, scope] of Object.entries(scopesOf(randomFrom(seeds[0] ?? 0), replies))) {
          const model = modelTables(replies, scope, (id) => nameOf.get(id) ?? null)
          for (const statistic of statistics()) {
            const expected = modelRows(model, statistic.name)
            if (expected === undefined && scope !== everything) continue
            const rows = yield* ask(database, statistic, scope)
            if (scope === everything) found.set(statistic.name, rows)
            if (expected === undefined) continue
            const difference = differenceOfRows(statistic.name, rows, expected)
            expectNoDifference(difference === null ? null : `${scopeName}: ${difference}`)
          }
        }
        yield* shuffle(database)
        for (const statistic of statistics()) {
          const rows = yield* ask(database, statistic, everything)
          expect(rows, `${statistic.name} of ${name}`).toEqual(found.get(statistic.name))
          for (const row of rows)
            expect(Object.keys(row)).toEqual(statistic.columns.map((column) => column.name))
        }
      })
    )
  }
})

const statistic = (name: string): Statistic => {
  const found = statistics().find((other) => other.name === name)
  if (found === undefined) throw new Error(`no statistic ${name}`)
  return found
}

layer(NodeServices.layer)("days and hours", (it) => {
  const seconds = (text: string) => Date.parse(text) / 1000
  const activity = (name: string, zone: string, ...times: ReadonlyArray<string>) =>
    Effect.gen(function* () {
      const records = times.map((time, index) => said("p@c.us", `${index}`, seconds(time)))
      const database = yield* loaded([reply(records)])
      const rows = yield* ask(database, statistic(name), { ...everything, zone })
      return rows.map((row) => Object.values(row).slice(0, -2).map(String))
    })

  it.effect("are 23 hours long when summer time begins", () =>
    Effect.gen(function* () {
      const night = ["2024-03-30T22:59:59Z", "2024-03-30T23:00:00Z", "2024-03-31T21:59:59Z"]
      const next = ["2024-03-31T22:00:00Z", "2024-04-01T21:59:59Z"]
      expect(yield* activity("activity_by_day", "Europe/Berlin", ...night, ...next)).toEqual([
        ["2024-03-30", "1"],
        ["2024-03-31", "2"],
        ["2024-04-01", "2"]
      ])
    })
  )

  it.effect("skip an hour in spring and have one twice in autumn", () =>
    Effect.gen(function* () {
      const spring = ["2024-03-31T00:59:59Z", "2024-03-31T01:00:00Z"]
      const autumn = ["2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"]
      expect(yield* activity("activity_by_hour", "Europe/Berlin", ...spring, ...autumn)).toEqual([
        ["7", "1", "1"],
        ["7", "2", "2"],
        ["7", "3", "1"]
      ])
    })
  )

  it.effect("begin at a quarter to the hour in such a zone", () =>
    Effect.gen(function* () {
      const times = ["2024-01-01T18:14:59Z", "2024-01-01T18:15:00Z"]
      expect(yield* activity("activity_by_day", "Asia/Kathmandu", ...times)).toEqual([
        ["2024-01-01", "1"],
        ["2024-01-02", "1"]
      ])
    })
  )

  it.effect("change with the offset of a country, as Kazakhstan's did in March 2024", () =>
    Effect.gen(function* () {
      const times = ["2024-02-28T18:00:00Z", "2024-03-01T18:00:00Z"]
      expect(yield* activity("activity_by_hour", "Asia/Almaty", ...times)).toEqual([
        ["4", "0", "1"],
        ["5", "23", "1"]
      ])
    })
  )

  it.effect("contain messages from before 1970 on the right day, and none without a time", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply([said("p@c.us", "A", 0), { ...own("B", 1), timestamp: null }])])
      const rows = yield* ask(database, statistic("activity_by_day"), { ...everything, zone: "America/Lima" })
      expect(rows.map((row) => [String(row["day"]), row["messages"]])).toEqual([["1969-12-31", 1n]])
    })
  )
})

layer(NodeServices.layer)("coverage_summary", (it) => {
  const minute = 60_000
  const start = Date.parse("2024-01-29T10:00:00Z")
  const sync = (minutes: number, after: number) =>
    reply([], { requestedAt: start + after * minute, minutes, body: "[]" })

  it.effect("is complete while every sync reaches back to the previous one", () =>
    Effect.gen(function* () {
      const database = yield* loaded([sync(20, 0), sync(20, 10), sync(20, 20)])
      expect(yield* ask(database, statistic("coverage_summary"), everything)).toEqual([
        { instance_id: "1", journal: "incoming", covered_share: 1, gaps: 0n, longest_gap_seconds: null }
      ])
    })
  )

  it.effect("counts the time between saved replies and the first sync, which has no interval, as a gap", () =>
    Effect.gen(function* () {
      const saved = { ...sync(14, 0), isImport: true }
      const database = yield* loaded([saved, sync(14, 100)])
      expect(yield* database.rows("select state from coverage")).toEqual([{ state: "ok" }, { state: "ok" }])
      expect(yield* ask(database, statistic("coverage_summary"), everything)).toMatchObject([
        { covered_share: 20 / 110, gaps: 1n, longest_gap_seconds: 5400 }
      ])
    })
  )

  it.effect("names the share, number and length of gaps, cut to the range that is asked for", () =>
    Effect.gen(function* () {
      const database = yield* loaded([sync(13, 0), sync(13, 20), sync(13, 33)])
      const whole = yield* ask(database, statistic("coverage_summary"), everything)
      expect(whole).toMatchObject([{ gaps: 2n, longest_gap_seconds: 660 }])
      expect(whole[0]?.["covered_share"]).toBeCloseTo(27 / 42)
      const scope = { ...everything, from: start - 5 * minute, to: start + 3 * minute }
      expect(yield* ask(database, statistic("coverage_summary"), scope)).toMatchObject([
        { covered_share: 2 / 8, gaps: 1n, longest_gap_seconds: 360 }
      ])
    })
  )
})
