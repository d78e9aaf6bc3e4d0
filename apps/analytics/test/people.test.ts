import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { countPeople } from "../src/people/people.ts"
import { unseenInRosters } from "../src/people/unseen.ts"
import type { RosterRow } from "../src/people-file/roster-row.ts"
import { findStatistic, statisticQuery, statistics } from "../src/statistics/statistics.ts"
import { publicTables } from "../src/tables/tables.ts"
import { loaded } from "./loaded.ts"
import { expectNoDifference, repliesOfSeeds, seedGroups } from "./many-accounts.ts"
import { contactsOf } from "./model/attachments.ts"
import { sendersOf } from "./model/chats-and-senders.ts"
import { differenceOfRows, type Row } from "./model/compare.ts"
import { messagesOf } from "./model/messages.ts"
import { observationsOf } from "./model/observations.ts"
import { pairsOf } from "./model/pairs.ts"
import {
  chatsOfPeople,
  messagesOfChats,
  messagesOfPeople,
  personsOf,
  pollsOfPeople,
  sendersOfPeople
} from "./model/people.ts"
import { pollsOf } from "./model/polls.ts"
import type { JsonObject } from "./model/record.ts"
import { tablesOfMessages } from "./model/reference.ts"
import { group, own, question, reaction, reply, said, vote } from "./model/scene.ts"

const at = Date.parse("2023-11-15T12:00:00Z")

const ask = Effect.fnUntraced(function* (database: Database, name: string, chat?: ReadonlyArray<string>) {
  const asked = yield* statisticQuery(yield* findStatistic(name), { tz: "UTC", at: new Date(at), chat })
  const rows: ReadonlyArray<Row> = yield* database.rows(asked.sql, asked.parameters)
  return rows
})

layer(NodeServices.layer)("people of any account", (it) => {
  for (const seeds of seedGroups().slice(0, 4))
    it.effect(`are those of the reference model, in every statistic: ${seeds[0]} to ${seeds.at(-1)}`, () =>
      Effect.gen(function* () {
        const replies = repliesOfSeeds(seeds)
        const messages = messagesOf(observationsOf(replies))
        const polls = pollsOf(messages)
        const personOf = personsOf(
          messages,
          polls,
          contactsOf(messages).map(({ vcard }) => vcard)
        )
        const database = yield* loaded(replies)
        const people = yield* database.rows("select id, person_id, name from people order by id")
        const expected = people.map(({ id, name }) => ({ id, person_id: personOf(String(id)), name }))
        const nameOf = new Map(
          people.map(({ id, name }) => [String(id), name === null ? null : String(name)])
        )
        expect(people).toEqual(expected)
        expect(people.filter(({ id, person_id }) => id !== person_id).length).toBeGreaterThan(3)
        yield* countPeople(database, [])
        const chatOf = chatsOfPeople(
          messages,
          people.map(({ id, person_id }) => ({ id: String(id), person_id: String(person_id) }))
        )
        const ofChats = messagesOfChats(messages, chatOf)
        expect(ofChats.some((message) => !messages.includes(message))).toBe(true)
        const model = tablesOfMessages(
          messagesOfPeople(ofChats, personOf),
          pollsOfPeople(pollsOf(ofChats, pairsOf(messages)), personOf),
          undefined,
          sendersOfPeople(sendersOf(ofChats), personOf),
          (id) => nameOf.get(id) ?? null
        )
        for (const { name } of statistics()) {
          const found = Object.entries(model).find(([table]) => table === name)?.[1]
          if (found === undefined) continue
          const rows: ReadonlyArray<Row> = typeof found === "function" ? found(at) : found
          expectNoDifference(differenceOfRows(name, yield* ask(database, name), rows))
        }
      })
    )
})

const personsIn = Effect.fnUntraced(function* (...records: ReadonlyArray<JsonObject>) {
  const database = yield* loaded([reply([...records].reverse())])
  const rows = yield* database.rows("select id, person_id from people where id not like '%@g.us' order by id")
  return Object.fromEntries(rows.map((row) => [String(row["id"]), String(row["person_id"])]))
})

const card = (...lines: ReadonlyArray<string>): JsonObject => ({
  typeMessage: "contactMessage",
  contact: {
    displayName: "Аня",
    vcard: ["BEGIN:VCARD", "VERSION:3.0", "FN:Аня", ...lines, "END:VCARD"].join("\r\n")
  }
})

layer(NodeServices.layer)("a person", (it) => {
  it.effect("is known under two ids by a vote that names the other one", () =>
    Effect.gen(function* () {
      const persons = yield* personsIn(
        said("71@c.us", "A", 1),
        said("9@lid", "B", 2, reaction("A", "👍")),
        said("71@c.us", "C", 3, vote("P", { a: ["9@lid"], b: [] }))
      )
      expect(persons).toMatchObject({ "71@c.us": "71@c.us", "9@lid": "71@c.us" })
    })
  )

  it.effect("has the account's id, whose number another instance shows", () =>
    Effect.gen(function* () {
      const persons = yield* personsIn(own("A", 1, vote("P", { a: ["70@c.us"] })), said("70@c.us", "B", 2))
      expect(persons).toEqual({ "instance:1": "instance:1", "70@c.us": "instance:1" })
    })
  )

  it.effect("is not joined by a tally, by a withdrawal, by an id of the same kind, or by equal names", () =>
    Effect.gen(function* () {
      const anna = { senderName: "Анна" }
      const persons = yield* personsIn(
        said("71@c.us", "A", 1, { ...vote("P", { a: ["9@lid", "72@c.us"] }), ...anna }),
        said("71@c.us", "B", 2, vote("P", { a: [] })),
        said("71@c.us", "C", 3, vote("P", { a: ["73@c.us"] })),
        said("74@c.us", "D", 4, anna),
        said("8@lid", "E", 5, anna)
      )
      for (const [id, person] of Object.entries(persons)) expect(person).toBe(id)
      expect(Object.keys(persons)).toEqual(["71@c.us", "72@c.us", "73@c.us", "74@c.us", "8@lid", "9@lid"])
    })
  )

  it.effect(
    "is found by the number as a shared contact writes it, unless that has an account of its own",
    () =>
      Effect.gen(function* () {
        const two = card(
          "TEL;waid=553188880001:+55 31 98888-0001",
          "item1.TEL;type=CELL;waid=77014445566:+7 701 999-88-77"
        )
        const persons = yield* personsIn(said("71@c.us", "A", 1, two), said("77019998877@c.us", "B", 2))
        expect(persons).toMatchObject({
          "5531988880001@c.us": "553188880001@c.us",
          "77014445566@c.us": "77014445566@c.us",
          "77019998877@c.us": "77019998877@c.us"
        })
      })
  )

  it.effect("is not joined by contacts that contradict each other", () =>
    Effect.gen(function* () {
      const persons = yield* personsIn(
        said("71@c.us", "A", 1, card("TEL;waid=77011112233:+7 701 111-22-44")),
        said("71@c.us", "B", 2, card("TEL;waid=77014445566:8 701 111 22 44")),
        said("71@c.us", "C", 3, card("TEL;waid=77014445577:+7 701 111-22-55")),
        said("71@c.us", "D", 4, card("TEL;waid=77011112255:+7 701 111-22-55"))
      )
      for (const id of ["77011112233@c.us", "77014445566@c.us", "77014445577@c.us", "77011112255@c.us"])
        expect(persons[id]).toBe(id)
      expect(persons["77011112244@c.us"]).toBeUndefined()
    })
  )

  it.effect("is not joined by a chain of contacts: only its last step counts", () =>
    Effect.gen(function* () {
      const lines = Array.from({ length: 300 }, (_, i) => `TEL;waid=${77000000001 + i}:${77000000000 + i}`)
      const persons = yield* personsIn(said("71@c.us", "A", 1, card(...lines)))
      expect(new Set(Object.values(persons)).size).toBe(300)
    })
  )

  it.effect("has the name of the id that wrote last, or of a contact if there is no other", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply(
          [
            said("71@c.us", "A", 1, { senderName: "old" }),
            said("71@c.us", "B", 2, vote("P", { a: ["9@lid"] })),
            said("9@lid", "C", 3, { senderName: "new" }),
            said("9@lid", "D", 4, card("TEL;waid=77011112233:+77011112233"))
          ].reverse()
        )
      ])
      expect(yield* database.rows("select id, name from people order by id")).toEqual([
        { id: "71@c.us", name: "new" },
        { id: "77011112233@c.us", name: "Аня" },
        { id: "9@lid", name: "new" }
      ])
    })
  )
})

layer(NodeServices.layer)("somebody with two ids", (it) => {
  const link = said("71@c.us", "L", 1, vote("Q", { a: ["9@lid"] }))
  const people = Effect.fnUntraced(function* (...records: ReadonlyArray<JsonObject>) {
    const database = yield* loaded([reply([link, ...records].reverse())])
    yield* countPeople(database, [])
    return database
  })

  it.effect("has one reaction to a message, the latest, whichever id it came from", () =>
    Effect.gen(function* () {
      const database = yield* people(
        said("71@c.us", "A", 2, reaction("M", "👍")),
        said("9@lid", "B", 3, reaction("M", "❤"))
      )
      expect(yield* ask(database, "reactions_by_reactor")).toMatchObject([
        { reactor_id: "71@c.us", reactions: 1n, favourite_emoji: "❤" }
      ])
      const removed = yield* people(
        said("71@c.us", "A", 2, reaction("M", "👍")),
        said("9@lid", "B", 3, reaction("M", ""))
      )
      expect(yield* ask(removed, "reactions_by_emoji")).toEqual([])
    })
  )

  it.effect("has one vote in a poll, and one update that names both ids is one choice", () =>
    Effect.gen(function* () {
      const asked = said("75@c.us", "P", 1, question("a", "b", "c"))
      const changed = yield* people(
        asked,
        said("71@c.us", "A", 2, vote("P", { a: ["71@c.us"] })),
        said("9@lid", "B", 3, vote("P", { b: ["9@lid"] }))
      )
      expect(yield* ask(changed, "poll_turnout", [group])).toMatchObject([
        { poll_message_id: "Q" },
        { poll_message_id: "P", voters: 1n, changed_their_vote: 1n, winner: "b" }
      ])
      const tally = yield* people(asked, said("71@c.us", "A", 2, vote("P", { a: ["71@c.us"], b: ["9@lid"] })))
      const voters = yield* ask(tally, "poll_voters", [group])
      expect(
        voters
          .filter((row) => row["poll_message_id"] === "P")
          .map((row) => [row["voter_id"], row["option_name"], row["is_chosen"]])
      ).toEqual([
        ["71@c.us", "a", true],
        ["71@c.us", "b", true],
        ["71@c.us", "c", false]
      ])
    })
  )

  it.effect("is one sender, who does not answer themselves", () =>
    Effect.gen(function* () {
      const database = yield* people(said("71@c.us", "A", 2), said("9@lid", "B", 3), said("75@c.us", "C", 4))
      expect(yield* ask(database, "messages_by_sender")).toMatchObject([
        { sender_id: "71@c.us", messages: 2n },
        { sender_id: "75@c.us", messages: 1n }
      ])
      expect(yield* ask(database, "conversation_pairs")).toMatchObject([
        { sender_id: "75@c.us", answered_id: "71@c.us", answers: 1n }
      ])
      expect(yield* database.rows("select sender_count from chats")).toEqual([{ sender_count: 2n }])
    })
  )

  it.effect("leaves every table with the columns it has", () =>
    Effect.gen(function* () {
      const database = yield* people()
      for (const table of publicTables()) {
        const columnsOf = (schema: string) =>
          database.rows(`select column_name, column_type from (describe ${schema}${table})`)
        expect(yield* columnsOf(""), table).toEqual(yield* columnsOf("memory.main."))
      }
    })
  )
})

const listed = (ids: ReadonlyArray<string>, fields: Partial<RosterRow> = {}): RosterRow => ({
  ids,
  name: null,
  alias: null,
  groups: [],
  chatIds: [],
  ...fields
})

layer(NodeServices.layer)("a roster", (it) => {
  const scene = [
    said("71@c.us", "A", 100, { senderName: "a" }),
    said("9@lid", "B", 200, reaction("A", "👍")),
    said("72@c.us", "C", 300),
    own("D", 400)
  ]
  const withRoster = Effect.fnUntraced(function* (...roster: ReadonlyArray<RosterRow>) {
    const database = yield* loaded([reply([...scene].reverse())])
    yield* countPeople(database, roster)
    return database
  })

  it.effect("joins the ids of a line, and lines that share one, and names the person", () =>
    Effect.gen(function* () {
      const database = yield* withRoster(
        listed(["71@c.us", "9@lid"], { name: "Анна", groups: ["club"] }),
        listed(["9@lid", "79@c.us"], { alias: "Анька" })
      )
      const rows = yield* database.rows(
        "select id, person_id, name, alias, groups[1] as g, evidence::varchar as e from people where is_listed order by id"
      )
      const anna = { person_id: "71@c.us", name: "Анна", alias: "Анька", g: "club" }
      expect(rows).toEqual([
        { id: "71@c.us", ...anna, e: "[roster, seen]" },
        { id: "79@c.us", ...anna, e: "[roster]" },
        { id: "9@lid", ...anna, e: "[roster, seen]" }
      ])
      expect(yield* ask(database, "messages_by_sender")).toMatchObject([
        { sender_id: "71@c.us", sender_name: "Анна" },
        { sender_id: "72@c.us" },
        { sender_id: "instance:1" }
      ])
    })
  )

  it.effect("says who is silent: in its groups, or in all of them", () =>
    Effect.gen(function* () {
      const database = yield* withRoster(
        listed(["71@c.us"], { name: "writes" }),
        listed(["9@lid"], { name: "reacts" }),
        listed(["78@c.us"], { name: "never", chatIds: [group, "other@g.us"] })
      )
      expect(yield* ask(database, "silent_members")).toMatchObject([
        { chat_id: null, member_id: "9@lid", member_name: "reacts", last_message_at: null },
        { chat_id: group, member_id: "78@c.us", member_name: "never", last_seen_at: null },
        { chat_id: "other@g.us", member_id: "78@c.us", last_seen_at: null }
      ])
      const seen = yield* ask(database, "last_seen")
      expect(seen.map((row) => [row["member_name"], row["chats"]])).toEqual([
        ["never", 0n],
        ["writes", 1n],
        ["reacts", 1n]
      ])
    })
  )

  it.effect("recognises a number in WhatsApp's form, and reports who was never seen", () =>
    Effect.gen(function* () {
      const wrote = ["553188880101@c.us", "5215510000101@c.us", "5491100000101@c.us"]
      const database = yield* loaded([
        reply(wrote.map((id, index) => ({ ...said(id, `M${index}`, index + 1), chatId: group })))
      ])
      const ids = ["5531988880101@c.us", "525510000101@c.us", "541100000101@c.us", "447700900101@c.us"]
      const chatIds = [group]
      yield* countPeople(
        database,
        ids.map((id, index) => ({
          ...listed([id], { chatIds }),
          place: { path: "club.csv", row: index + 2 }
        }))
      )
      const silent = yield* ask(database, "silent_members")
      expect(silent.map((row) => row["member_id"])).toEqual(["447700900101@c.us"])
      expect(yield* unseenInRosters(database)).toEqual([
        { path: "club.csv", rows: [5], count: 1, of: 4, isReply: false }
      ])
    })
  )

  it.effect("without one, members are those who were ever seen in the group", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply([...scene].reverse())])
      const silent = yield* ask(database, "silent_members")
      expect(silent.map((row) => row["member_id"])).toEqual(["9@lid"])
    })
  )
})
