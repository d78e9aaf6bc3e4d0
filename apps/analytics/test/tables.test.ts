import { type Random, randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { countPeople } from "../src/people/people.ts"
import { macrosSql } from "../src/sql-files.ts"
import { publicTables } from "../src/tables/tables.ts"
import { committed, loadedInBatches, rowsOf } from "./loaded.ts"
import { expectNoDifference, repliesOfSeeds, seedGroups } from "./many-accounts.ts"
import { differenceOfRows, type Row } from "./model/compare.ts"
import type { Reply } from "./model/observations.ts"
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

/** How often each sender uses each word: counted by the numbers of words, and in the texts themselves. */
const countedWords = Effect.fnUntraced(function* (database: Database) {
  yield* database.run(
    `create schema if not exists plain; ${macrosSql("plain.", ["texts"]).replaceAll("create macro", "create or replace macro")}`
  )
  const counted = (macro: string) =>
    database.rows(
      `select to_json(w)::varchar as line from ${macro}(null, null, null, null) as w order by line`
    )
  return { byNumbers: yield* counted("words_of"), inTexts: yield* counted("plain.words_of") }
})

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
        const words = yield* countedWords(inOtherOrder)
        expect(words.inTexts.length).toBeGreaterThan(0)
        expect(words.byNumbers, `words of ${name}`).toEqual(words.inTexts)
        yield* countPeople(inOtherOrder, [])
        const ofPeople = yield* countedWords(inOtherOrder)
        expect(ofPeople.byNumbers, `words of people of ${name}`).toEqual(ofPeople.inTexts)
      })
    )
  }
})

/** The tables after each reply was loaded alone, as a nightly sync does it. */
const afterEach = Effect.fnUntraced(function* (...replies: ReadonlyArray<Reply>) {
  const refs = yield* committed(replies)
  return yield* loadedInBatches(refs.map((ref) => [ref]))
})

const later = (requestedAt: number) => ({ requestedAt })

layer(NodeServices.layer)("a sender", (it) => {
  it.effect("has one message less when a later load shows that it is somebody else's", () =>
    Effect.gen(function* () {
      const database = yield* afterEach(
        reply([said("a@c.us", "A", 1), said("a@c.us", "B", 2)]),
        reply([said("b@c.us", "A", 1)], later(2_000_000))
      )
      expect(yield* database.rows("select sender_id, message_count from senders order by sender_id")).toEqual(
        [
          { sender_id: "a@c.us", message_count: 1n },
          { sender_id: "b@c.us", message_count: 1n }
        ]
      )
    })
  )

  it.effect("keeps the latest name whatever loads bring, and loses one that its message no longer has", () =>
    Effect.gen(function* () {
      const named = (id: string, second: number, senderName: string) =>
        said("a@c.us", id, second, { senderName })
      const names = "select sender_name, message_count, epoch(first_message_at) as first_at from senders"
      const database = yield* afterEach(
        reply([named("C", 300, "Third"), named("B", 200, "Second")]),
        reply([named("A", 100, "First")], later(2_000_000))
      )
      expect(yield* database.rows(names)).toEqual([
        { sender_name: "Third", message_count: 3n, first_at: 100 }
      ])
      const renamed = yield* afterEach(
        reply([named("C", 300, "Third"), named("B", 200, "Second")]),
        reply([named("E", 300, "Fifth"), named("D", 300, "Fourth")], later(2_000_000))
      )
      expect(yield* renamed.rows(names)).toEqual([{ sender_name: "Fifth", message_count: 4n, first_at: 200 }])
      const unnamed = yield* afterEach(
        reply([named("C", 300, "Third"), named("B", 200, "Second")]),
        reply([said("a@c.us", "C", 300)], later(2_000_000))
      )
      expect(yield* unnamed.rows(names)).toEqual([
        { sender_name: "Second", message_count: 2n, first_at: 200 }
      ])
    })
  )
})

layer(NodeServices.layer)("a chat", (it) => {
  it.effect("counts the messages and senders that later loads bring, each once", () =>
    Effect.gen(function* () {
      const database = yield* afterEach(
        reply([said("b@c.us", "B", 200), said("a@c.us", "A", 100)]),
        reply([said("c@c.us", "D", 400), said("a@c.us", "C", 300)], later(2_000_000)),
        reply([said("a@c.us", "C", 50)], later(3_000_000))
      )
      expect(
        yield* database.rows(
          "select message_count, sender_count, epoch(first_message_at) as first_at, epoch(last_message_at) as last_at from chats"
        )
      ).toEqual([{ message_count: 4n, sender_count: 3n, first_at: 50, last_at: 400 }])
    })
  )

  it.effect("has one type in whatever order its records are loaded, a known one if any tells it", () =>
    Effect.gen(function* () {
      const at = (chatId: string, id: string, second: number, chatType?: string) =>
        said("500000007", id, second, { chatId, ...(chatType === undefined ? {} : { chatType }) })
      const replies = [
        reply([at("-1003000000007", "A", 10), at("x", "D", 10)]),
        reply([at("-1003000000007", "B", 20, "channel"), at("x", "E", 20, "bot")], later(2_000_000)),
        reply([at("-1003000000007", "A", 10, "supergroup"), at("x", "D", 10, "user")], later(3_000_000))
      ]
      for (const order of [replies, replies.toReversed(), replies.slice(1)]) {
        const rows = yield* (yield* afterEach(...order)).rows(
          "select chat_id, chat_type from chats order by chat_id"
        )
        expect(rows).toEqual([
          { chat_id: "-1003000000007", chat_type: "channel" },
          { chat_id: "x", chat_type: "bot" }
        ])
      }
    })
  )
})

layer(NodeServices.layer)("the words of a message", (it) => {
  it.effect("are those of its latest text, whatever loads bring", () =>
    Effect.gen(function* () {
      const edit = said("a@c.us", "E", 200, {
        typeMessage: "editedMessage",
        editedMessageData: { textMessage: "new words, new", stanzaId: "A" }
      })
      const database = yield* afterEach(
        reply([
          said("a@c.us", "B", 100, { textMessage: "same" }),
          said("a@c.us", "A", 100, { textMessage: "old" })
        ]),
        reply([edit], later(2_000_000)),
        reply([said("b@c.us", "B", 100, { textMessage: "same" })], later(3_000_000))
      )
      expect(
        yield* database.rows(
          "select sender_id, word, uses, messages from words_of(null, null, null, null) order by sender_id, word"
        )
      ).toEqual([
        { sender_id: "a@c.us", word: "new", uses: 2n, messages: 1n },
        { sender_id: "a@c.us", word: "words", uses: 1n, messages: 1n },
        { sender_id: "b@c.us", word: "same", uses: 1n, messages: 1n }
      ])
    })
  )
})
