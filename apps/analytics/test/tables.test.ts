import { type Random, randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/database.ts"
import { publicTables } from "../src/tables/tables.ts"
import { committed, loadedInBatches, rowsOf } from "./loaded.ts"
import { expectNoDifference, repliesOfSeeds, seedGroups } from "./many-accounts.ts"
import { differenceOfRows, type Row } from "./model/compare.ts"
import { modelTables } from "./model/reference.ts"
import { reply, said } from "./model/scene.ts"

const modelled = [
  "messages",
  "message_revisions",
  "media",
  "link_previews",
  "locations",
  "contacts",
  "quotes",
  "reactions",
  "polls",
  "poll_options",
  "poll_votes",
  "chats",
  "senders"
] as const

/** Every row of every table as JSON text, sorted. */
const everything = (database: Database) =>
  Effect.forEach(publicTables(), (table) =>
    Effect.map(
      database.rows(`select to_json(t)::varchar as line from ${table} as t order by line`),
      (rows) => ({ table, lines: rows.map((row) => String(row["line"])) })
    )
  )

const inBatches = <Item>(random: Random, items: ReadonlyArray<Item>): ReadonlyArray<ReadonlyArray<Item>> => {
  const batches = random.between(2, 5)
  const shuffled = random.sample(items)
  const place = shuffled.map(() => random.between(1, batches))
  return Array.from({ length: batches }, (_, batch) =>
    shuffled.filter((_, index) => place[index] === batch + 1)
  )
}

layer(NodeServices.layer)("the tables of any account", (it) => {
  for (const seeds of seedGroups()) {
    const name = `${seeds[0]} to ${seeds.at(-1)}`
    const replies = repliesOfSeeds(seeds)

    it.effect(`hold what the reference model says, and so they do however they are loaded: ${name}`, () =>
      Effect.gen(function* () {
        const refs = yield* committed(replies)
        const atOnce = yield* loadedInBatches([refs])
        const model = modelTables(replies)
        for (const table of modelled) {
          const rows: ReadonlyArray<Row> = yield* rowsOf(atOnce, table)
          expectNoDifference(differenceOfRows(table, rows, model[table]))
        }
        const inOtherOrder = yield* loadedInBatches(inBatches(randomFrom(seeds[0] ?? 0), refs))
        const [expected, actual] = [yield* everything(atOnce), yield* everything(inOtherOrder)]
        for (const [index, { table, lines }] of expected.entries()) {
          const others = actual[index]?.lines ?? []
          const [known, found] = [new Set(lines), new Set(others)]
          const differences = [
            ...lines.filter((line) => !found.has(line)),
            ...others.filter((line) => !known.has(line))
          ]
          expect(differences, `${table} of ${name}`).toEqual([])
          expect(others.length, `${table} of ${name}`).toBe(lines.length)
        }
      })
    )
  }
})

layer(NodeServices.layer)("a sender", (it) => {
  it.effect("has one message less when a later load shows that it is somebody else's", () =>
    Effect.gen(function* () {
      const before = reply([said("a@c.us", "A", 1), said("a@c.us", "B", 2)])
      const after = reply([said("b@c.us", "A", 1)], { requestedAt: 2_000_000 })
      const refs = yield* committed([before, after])
      const database = yield* loadedInBatches(refs.map((ref) => [ref]))
      expect(yield* database.rows("select sender_id, message_count from senders order by sender_id")).toEqual(
        [
          { sender_id: "a@c.us", message_count: 1n },
          { sender_id: "b@c.us", message_count: 1n }
        ]
      )
    })
  )
})
