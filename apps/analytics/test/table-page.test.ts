// Tables read by pages, and copies kept up to date, of generated accounts.

import { randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { tablesToExport } from "../src/export/table-export.ts"
import { type Page, pageOfTable } from "../src/tables/table-page.ts"
import { publicTables, tableNamed } from "../src/tables/tables.ts"
import { breadth } from "./breadth.ts"
import { committed, emptyDatabase, load } from "./loaded.ts"
import { generateAccount } from "./model/generator.ts"
import type { Reply } from "./model/observations.ts"

const seeds = (count: number) => Array.from({ length: count }, (_, nth) => 101 + nth)

/** The rows of a page as texts with their keys, and where the next one begins. */
const pageOf = Effect.fnUntraced(function* (database: Database, name: string, page: Page = {}, names = true) {
  const [whole] = yield* tablesToExport(
    database,
    [name],
    {},
    {
      thumbnails: true,
      names,
      isOrdered: false
    }
  )
  if (whole === undefined) throw new Error(name)
  const { next, table } = yield* pageOfTable(database, whole, page)
  const rows = yield* database.rows(
    `select to_json([${tableNamed(name).key.join("::varchar, ")}::varchar])::varchar as key, to_json(t)::varchar as line
     from (${table.query}) as t`
  )
  return { next, rows: rows.map((row) => ({ key: String(row["key"]), line: String(row["line"]) })) }
})

const paged = Effect.fnUntraced(function* (database: Database, name: string, limit: number) {
  const lines: Array<string> = []
  let after: string | undefined
  do {
    const { next, rows } = yield* pageOf(database, name, { limit, after })
    expect(rows.length).toBeLessThanOrEqual(limit)
    if (next !== undefined) expect(rows).toHaveLength(limit)
    lines.push(...rows.map(({ line }) => line))
    after = next
  } while (after !== undefined)
  return lines
})

const counted = Effect.fnUntraced(function* (database: Database, name: string, limit: number) {
  const lines: Array<string> = []
  for (let offset = 0; ; offset += limit) {
    const { rows } = yield* pageOf(database, name, { limit, offset })
    lines.push(...rows.map(({ line }) => line))
    if (rows.length < limit) return lines
  }
})

const loadedWith = Effect.fnUntraced(function* (replies: ReadonlyArray<Reply>) {
  const database = yield* emptyDatabase
  yield* load(database, yield* committed(replies))
  return database
})

layer(NodeServices.layer)("a reader of tables", (it) => {
  it.effect("gets every row once, page by page or by counting, whatever the size of a page", () =>
    Effect.gen(function* () {
      for (const seed of seeds(breadth(1, 4))) {
        const random = randomFrom(seed)
        const database = yield* loadedWith(generateAccount(seed).replies)
        for (const name of publicTables()) {
          const { rows } = yield* pageOf(database, name)
          expect(new Set(rows.map(({ key }) => key)).size, `keys of ${name} of ${seed}`).toBe(rows.length)
          const whole = rows.map(({ line }) => line)
          const limit = random.between(Math.ceil(whole.length / 9) + 1, whole.length + 2)
          expect(yield* paged(database, name, limit), `${name} of ${seed} by ${limit}`).toEqual(whole)
          expect(yield* counted(database, name, limit), `${name} of ${seed} by ${limit}`).toEqual(whole)
        }
      }
    }).pipe(Effect.scoped)
  )

  it.effect("keeps a copy by asking for what is new since a time", () =>
    Effect.gen(function* () {
      const told = { all: 0, compared: 0 }
      for (const seed of seeds(breadth(2, 10))) {
        const { replies } = generateAccount(seed, { replies: 10 })
        const times = replies.map(({ requestedAt }) => requestedAt).toSorted((a, b) => a - b)
        const since = new Date(times[5] ?? 0)
        const before = yield* loadedWith(replies.filter(({ requestedAt }) => requestedAt < since.getTime()))
        const after = yield* loadedWith(replies)
        for (const name of publicTables()) {
          const changed = (yield* pageOf(after, name, { since }, false)).rows
          const linesOf = (database: Database) =>
            Effect.map(
              pageOf(database, name, {}, false),
              ({ rows }) => new Map(rows.map(({ key, line }) => [key, line]))
            )
          const copy = yield* linesOf(before)
          const whole = yield* linesOf(after)
          // A record of another kind under the same id takes a row away, and that is not told.
          const isWithout = [...copy.keys()].every((key) => whole.has(key))
          for (const { key, line } of changed) copy.set(key, line)
          told.all += 1
          told.compared += isWithout ? 1 : 0
          if (name === "coverage" || name === "people") expect(changed).toHaveLength(whole.size)
          else if (isWithout)
            expect(Object.fromEntries(copy), `${name} of ${seed}`).toEqual(Object.fromEntries(whole))
        }
      }
      expect(told.compared).toBeGreaterThan(told.all * 0.8)
    }).pipe(Effect.scoped)
  )

  it.effect("is told when what it gives as after is none", () =>
    Effect.gen(function* () {
      const database = yield* loadedWith(generateAccount(1).replies)
      const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
      const key = ["1101000001", "a@c.us", "M"]
      const wrong = [
        "",
        "x",
        "%",
        text({}),
        text([1]),
        text(["2026-01-31"]),
        text(["soon", "1101000001", "1", "a@c.us", "M"]),
        text(["2026-01-31", "1101000001", "first", "a@c.us", "M"]),
        text([1, ...key])
      ]
      for (const after of wrong) {
        const error = yield* Effect.flip(pageOf(database, "messages", { after }))
        expect(error).toMatchObject({ _tag: "UsageError", reason: { code: "page_after" } })
      }
      const hostile = text(["1970-01-01", "' or true --", "0", "'); drop table messages; --", "\\"])
      expect((yield* pageOf(database, "messages", { after: hostile })).rows.length).toBeGreaterThan(0)
    }).pipe(Effect.scoped)
  )
})
