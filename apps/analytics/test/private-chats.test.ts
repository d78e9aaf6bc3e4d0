import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { allIdsOf, chatsMeant } from "../src/people/chats.ts"
import { countChats, countPeople } from "../src/people/people.ts"
import type { RosterRow } from "../src/people-file/roster-row.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { publicTables } from "../src/tables/tables.ts"
import { committed, loaded, loadedInBatches } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, question, reaction, reply, said, vote } from "./model/scene.ts"

const number = "77015550101@c.us"
const hidden = "310000000000077@lid"
const inHidden = { chatId: hidden }
const inOpen = { chatId: number }

const ask = Effect.fnUntraced(function* (database: Database, name: string, chat?: ReadonlyArray<string>) {
  const asked = yield* statisticQuery(yield* findStatistic(name), { tz: "UTC", chat })
  return yield* database.rows(asked.sql, asked.parameters)
})

/** What is written goes out under the hidden id, what is answered comes in under the number. */
const conversation = [
  own("P", 100, { ...question("tea", "milk"), ...inHidden }),
  own("Q", 101, { textMessage: "which?", ...inHidden }),
  said(number, "V", 160, { ...vote("P", { tea: [number], milk: [] }), ...inOpen, senderName: "Ляззат" }),
  said(number, "R", 161, { ...reaction("Q", "👍"), ...inOpen }),
  said(number, "A", 170, { textMessage: "tea", ...inOpen })
]
/** In the chat of a hidden id the number writes. */
const told = said(number, "T", 180, { textMessage: "and milk", ...inHidden })

const loadedOf = (records: ReadonlyArray<JsonObject>) => loaded([reply([...records].reverse())])

const line = (...ids: ReadonlyArray<string>): RosterRow => ({
  ids,
  name: null,
  alias: null,
  groups: [],
  chatIds: []
})

const expectOneChat = Effect.fnUntraced(function* (database: Database) {
  const [chat, ...others] = yield* ask(database, "messages_by_chat")
  expect(others).toEqual([])
  expect(chat).toMatchObject({ chat_id: number, chat_name: "Ляззат", chat_type: "private", senders: 2n })
  const results = yield* ask(database, "poll_results")
  expect(results.map((row) => [row["chat_id"], row["option_name"], row["votes"], row["voters"]])).toEqual([
    [number, "tea", 1n, 1n],
    [number, "milk", 0n, 1n]
  ])
  expect(yield* ask(database, "most_reacted_messages")).toMatchObject([{ chat_id: number, text: "which?" }])
  expect(yield* ask(database, "response_times")).toMatchObject([{ chat_id: number, answers: 1n }])
  expect(yield* ask(database, "conversation_pairs")).toMatchObject([
    { sender_id: number, answered_id: "instance:1", answers: 1n, median_seconds: 69 }
  ])
})

layer(NodeServices.layer)("a private chat under a hidden id and a number", (it) => {
  it.effect("is one chat as soon as the journal shows the pair, whether people are counted or not", () =>
    Effect.gen(function* () {
      for (const count of [countChats, (database: Database) => countPeople(database, [])]) {
        const database = yield* loadedOf([...conversation, told])
        yield* count(database)
        yield* expectOneChat(database)
      }
    })
  )

  it.effect("is one chat if a roster or a vote in a group links the ids, and two otherwise", () =>
    Effect.gen(function* () {
      const listed = yield* loadedOf(conversation)
      yield* countPeople(listed, [line(number, hidden)])
      yield* expectOneChat(listed)
      const voted = yield* loadedOf([...conversation, said(number, "G", 190, vote("X", { a: [hidden] }))])
      yield* countChats(voted)
      expect(
        (yield* ask(voted, "poll_results"))
          .filter((row) => row["poll_message_id"] === "P")
          .map((row) => row["votes"])
      ).toEqual([1n, 0n])
      const apart = yield* loadedOf(conversation)
      yield* countChats(apart)
      expect((yield* ask(apart, "messages_by_chat")).map((row) => row["chat_id"])).toEqual([hidden, number])
    })
  )

  it.effect("is found by either id, and leaves the tables of the archive as they were sent", () =>
    Effect.gen(function* () {
      const database = yield* loadedOf([...conversation, told])
      expect(yield* allIdsOf(database, [hidden])).toEqual([hidden, number])
      expect(yield* allIdsOf(database, [number])).toEqual([hidden, number])
      expect(yield* allIdsOf(database, ["g@g.us"])).toEqual(["g@g.us"])
      expect((yield* database.rows("select distinct chat_id from messages order by all")).length).toBe(2)
      yield* countChats(database)
      for (const id of [hidden, number]) {
        const chat = yield* chatsMeant(database, [id])
        expect(chat).toEqual([number])
        expect(yield* ask(database, "messages_by_chat", chat)).toMatchObject([{ messages: 4n }])
      }
      expect(yield* chatsMeant(database, ["nobody@c.us"])).toEqual(["nobody@c.us"])
    })
  )

  it.effect("is found by the number even if it is only recorded under the hidden id", () =>
    Effect.gen(function* () {
      const database = yield* loadedOf([told])
      yield* countChats(database)
      expect(yield* chatsMeant(database, [number])).toEqual([hidden])
      expect(yield* ask(database, "messages_by_chat")).toMatchObject([
        { chat_id: hidden, chat_name: null, messages: 1n }
      ])
    })
  )

  it.effect(
    "has a message once that came under both ids, and the latest reaction and vote of its person",
    () =>
      Effect.gen(function* () {
        const database = yield* loadedOf([
          ...conversation,
          told,
          said(number, "A", 170, { textMessage: "tea", ...inHidden }),
          said(hidden, "S", 200, { ...reaction("Q", "❤"), ...inHidden }),
          said(hidden, "W", 201, { ...vote("P", { tea: [], milk: [hidden] }), ...inHidden })
        ])
        yield* countChats(database)
        expect(yield* ask(database, "messages_by_chat")).toMatchObject([{ messages: 4n, senders: 2n }])
        expect(yield* ask(database, "messages_by_sender")).toMatchObject([
          { sender_id: number, messages: 2n },
          { sender_id: "instance:1", messages: 2n }
        ])
        expect(yield* database.rows("select sender_id, message_count from senders order by all")).toEqual([
          { sender_id: number, message_count: 2n },
          { sender_id: "instance:1", message_count: 2n }
        ])
        expect(yield* database.rows("select chat_id, message_count from chats")).toEqual([
          { chat_id: number, message_count: 4n }
        ])
        expect(yield* ask(database, "reactions_by_emoji")).toMatchObject([{ emoji_base: "❤", reactions: 1n }])
        const results = yield* ask(database, "poll_results")
        expect(results.map((row) => [row["option_name"], row["votes"]])).toEqual([
          ["tea", 0n],
          ["milk", 1n]
        ])
      })
  )

  it.effect(
    "stays two chats if a person has two numbers and nothing shows which one the hidden id belongs to",
    () =>
      Effect.gen(function* () {
        const database = yield* loadedOf([
          ...conversation,
          said("77015550102@c.us", "B", 200, { chatId: "77015550102@c.us" })
        ])
        yield* countPeople(database, [line(number, "77015550102@c.us", hidden)])
        const chats = yield* ask(database, "messages_by_chat")
        expect(chats.map((row) => row["chat_id"])).toEqual([hidden, number, "77015550102@c.us"])
      })
  )

  it.effect("leaves every table with the columns it has", () =>
    Effect.gen(function* () {
      const database = yield* loadedOf([...conversation, told])
      yield* countChats(database)
      for (const table of publicTables()) {
        const columnsOf = (schema: string) =>
          database.rows(`select column_name, column_type from (describe ${schema}${table})`)
        expect(yield* columnsOf(""), table).toEqual(yield* columnsOf("memory.main."))
      }
    })
  )
})

layer(NodeServices.layer)("an account whose own number stands as the sender of what others wrote", (it) => {
  it.effect("is not taken for the people who wrote it, whenever its number becomes known", () =>
    Effect.gen(function* () {
      const wrong = [
        said(number, "M", 10, { textMessage: "is it ready?", ...inHidden }),
        said(number, "V", 20, vote("P", { tea: ["310000000000078@lid"], milk: [] }))
      ]
      const evidence = { asked_at: new Date(900_000).toISOString(), settings: { wid: number } }
      const refs = yield* committed([
        reply(wrong),
        { ...reply([said("77015550109@c.us", "N", 30)], { requestedAt: 2_000_000 }), evidence }
      ])
      for (const batches of [[refs], refs.map((ref) => [ref]), [...refs].reverse().map((ref) => [ref])]) {
        const database = yield* loadedInBatches(batches)
        const own = yield* database.rows("select id from people where person_id = 'instance:1' order by id")
        expect(own.map(({ id }) => id)).toEqual(["instance:1", number].sort())
      }
    })
  )
})

layer(NodeServices.layer)("a vote that names a hidden id which is known as somebody else's", (it) => {
  it.effect("is listed once in the issues, in any order of loading", () =>
    Effect.gen(function* () {
      const votes = [
        said("71@c.us", "V", 2, vote("P", { tea: ["9@lid"], milk: [] })),
        said("75@c.us", "N", 1)
      ]
      const other = said("72@c.us", "T", 3, { chatId: "9@lid" })
      const issuesOf = (database: Database) =>
        database.rows("select message_id, position, code from issues order by all")
      const refs = yield* committed([
        reply(votes),
        reply([other], { requestedAt: 2_000_000 }),
        reply([other, ...votes], { requestedAt: 3_000_000 })
      ])
      const told = [{ message_id: "V", position: 1n, code: "poll_update_names_another_voter" }]
      const [first, second, third] = refs.map((ref) => [ref])
      if (first === undefined || second === undefined || third === undefined) throw new Error("three replies")
      expect(yield* issuesOf(yield* loadedInBatches([first]))).toEqual([])
      expect(yield* issuesOf(yield* loadedInBatches([first, second, third]))).toEqual(told)
      expect(yield* issuesOf(yield* loadedInBatches([third, second, first]))).toEqual(told)
      const whole = yield* loadedInBatches([refs])
      expect(yield* issuesOf(whole)).toEqual(told)
      expect(yield* whole.rows("select voter_id from poll_votes")).toEqual([{ voter_id: "72@c.us" }])
    })
  )
})
