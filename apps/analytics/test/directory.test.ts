// What replies of the directory come to: names, members, and whose hidden id is whose.
import type { Facts } from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { countPeople } from "../src/people/people.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { brokenInvariants } from "../src/tables/invariants.ts"
import { committed, emptyDatabase, load, loaded, loadedInBatches, type SavedReply } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, reply, said } from "./model/scene.ts"

const club = "120363000000000901@g.us"
const anna = { id: "79010000901@c.us", lid: "900000000000901@lid" }
const boris = { id: "79010000902@c.us", lid: "900000000000902@lid" }
const vera = "79010000903@c.us"

const told = (
  journal: "contacts" | "chats" | "group",
  value: unknown,
  requestedAt: number,
  more: Partial<SavedReply> = {}
): SavedReply => ({
  instanceId: "1",
  journal: journal as Facts["journal"] as "incoming",
  requestedAt: requestedAt * 1000,
  requestedAtIsGuess: false,
  minutes: null,
  body: JSON.stringify(value),
  ...more
})

const contact = (id: string, name: string, contactName = "") => ({ id, name, contactName, type: "user" })

const groupOf = (subject: string, ...participants: ReadonlyArray<JsonObject>) => ({
  groupId: club,
  owner: anna.id,
  subject,
  creation: 1_600_000_000,
  participants: participants.map((one) => ({ isAdmin: false, isSuperAdmin: false, ...one }))
})

const inClub = (sender: string, id: string, at = 500, more: JsonObject = {}) =>
  said(sender, id, at, { chatId: club, textMessage: "x", ...more })

const namesOf = Effect.fnUntraced(function* (replies: ReadonlyArray<SavedReply>) {
  const database = yield* loaded(replies)
  const rows = yield* database.rows("select id, name from names where id not like 'instance:%' order by id")
  expect((yield* brokenInvariants(database)).broken).toEqual([])
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
})

layer(NodeServices.layer)("names of the directory", (it) => {
  it.effect("are beside ids without any flag: the phone book first, then the profile, then the journal", () =>
    Effect.gen(function* () {
      const messages = reply([
        inClub(anna.id, "A", 500, { senderName: "anna j" }),
        inClub(boris.id, "B", 501, { senderName: "boris j" }),
        inClub(vera, "C", 502, { senderName: "vera j" })
      ])
      const names = yield* namesOf([
        messages,
        told("contacts", [contact(anna.id, "Anna P", "Anna B"), contact(boris.id, "Boris P")], 2000),
        told("chats", [{ id: club, name: "Our club", type: "group" }], 2001)
      ])
      expect(names).toEqual({
        [club]: "Our club",
        [anna.id]: "Anna B",
        [boris.id]: "Boris P",
        [vera]: "vera j"
      })
    })
  )

  it.effect("are kept if a later reply is empty, and replaced if it has another", () =>
    Effect.gen(function* () {
      const one = reply([inClub(anna.id, "A")])
      const named = told("contacts", [contact(anna.id, "Anna", "Anna B"), contact(club, "Club")], 2000)
      const empty = told("contacts", [contact(anna.id, ""), contact(club, "")], 3000)
      const none = told("contacts", [], 3500)
      expect(yield* namesOf([one, named, empty, none])).toEqual({ [club]: "Club", [anna.id]: "Anna B" })
      const renamed = told("contacts", [contact(anna.id, "Ann", "Ann B"), contact(club, "Chess")], 4000)
      expect(yield* namesOf([one, renamed, named, empty])).toEqual({ [club]: "Chess", [anna.id]: "Ann B" })
      const guessed = { ...renamed, requestedAtIsGuess: true }
      expect(yield* namesOf([one, guessed, named])).toEqual({ [club]: "Club", [anna.id]: "Anna B" })
    })
  )

  it.effect("are the same in every table where two replies of one time differ", () =>
    Effect.gen(function* () {
      const differing = ["Chess", "Club", "Choir", "Chats", "Chat"]
      for (const listed of differing) {
        const database = yield* loaded([
          told("chats", [{ id: club, name: listed, type: "group" }], 2000),
          told("group", groupOf("Circle"), 2000)
        ])
        const [row] = yield* database.rows(
          `select any_value(c.name) as listed, any_value(g.name) as current, any_value(n.name) as named
           from contacts_directory as c
           join groups as g on g.chat_id = c.id and g.is_current
           join names as n on n.id = c.id`
        )
        expect(new Set(Object.values(row ?? {})).size, JSON.stringify(row)).toBe(1)
      }
    })
  )

  it.effect("name a person under every id that pairs of members link", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([inClub(anna.lid, "A"), inClub(anna.id, "B", 501), inClub(boris.lid, "C", 502)]),
        told("contacts", [contact(anna.id, "Anna"), contact(boris.id, "Boris")], 2000),
        told("group", groupOf("Club", anna, boris), 2001)
      ])
      expect(
        yield* database.rows(
          "select id, person_id, name, array_to_string(evidence, ' ') as evidence from people where id like '%901@%' order by id"
        )
      ).toEqual([
        { id: anna.id, person_id: anna.id, name: "Anna", evidence: "directory seen" },
        { id: anna.lid, person_id: anna.id, name: "Anna", evidence: "directory seen" }
      ])
      expect(yield* database.rows(`select name from names where id = '${boris.lid}'`)).toEqual([
        { name: "Boris" }
      ])
      expect((yield* brokenInvariants(database)).broken).toEqual([])
    })
  )

  it.effect("make nobody of contacts who never did anything", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([inClub(anna.id, "A")]),
        told("contacts", [contact(anna.id, "Anna"), contact(vera, "Vera")], 2000)
      ])
      expect(yield* database.rows("select id from people where not id like 'instance:%'")).toEqual([
        { id: anna.id }
      ])
      expect(
        yield* database.rows("select id, name, contact_name from contacts_directory order by id")
      ).toEqual([
        { id: anna.id, name: "Anna", contact_name: null },
        { id: vera, name: "Vera", contact_name: null }
      ])
    })
  )
})

const at = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19)
const membersSql = `
  select member_id, strftime(first_seen_at, '%Y-%m-%dT%H:%M:%S') as first, strftime(last_seen_at, '%Y-%m-%dT%H:%M:%S') as last,
    strftime(left_by, '%Y-%m-%dT%H:%M:%S') as left
  from group_members order by member_id, first_seen_at`

layer(NodeServices.layer)("members of groups", (it) => {
  const replies = [
    told("group", groupOf("Club", anna, { id: vera }), 1000),
    told("group", groupOf("Club", anna, { id: vera }), 2000),
    told("group", groupOf("Chess", anna, boris), 3000),
    told("group", { groupId: club, subject: "Chess" }, 3500),
    told("group", groupOf("Chess", anna, boris, { id: vera }), 4000)
  ]
  const expected = [
    { member_id: anna.id, first: at(1000), last: at(4000), left: null },
    { member_id: boris.id, first: at(3000), last: at(4000), left: null },
    { member_id: vera, first: at(1000), last: at(2000), left: at(3000) },
    { member_id: vera, first: at(4000), last: at(4000), left: null }
  ]

  it.effect("have a row for each time without a break, and groups one for each name", () =>
    Effect.gen(function* () {
      const database = yield* loaded(replies)
      expect(yield* database.rows(membersSql)).toEqual(expected)
      expect(
        yield* database.rows(
          `select name, is_current, member_count, strftime(last_seen_at, '%Y-%m-%dT%H:%M:%S') as last, owner_id
           from groups order by name`
        )
      ).toEqual([
        { name: "Chess", is_current: true, member_count: 3, last: at(4000), owner_id: anna.id },
        { name: "Club", is_current: false, member_count: 3, last: at(2000), owner_id: anna.id }
      ])
      expect((yield* brokenInvariants(database)).broken).toEqual([])
    })
  )

  it.effect("are the same whatever the order of loading", () =>
    Effect.gen(function* () {
      const refs = yield* committed([...replies, reply([inClub(vera, "A")])])
      const tables = ["group_members", "groups", "contacts_directory", "people", "names"]
      const all = (database: Effect.Success<typeof emptyDatabase>) =>
        Effect.forEach(tables, (table) => database.rows(`from ${table} order by all`))
      const whole = yield* all(yield* loadedInBatches([refs]))
      const forth = yield* all(yield* loadedInBatches(refs.map((ref) => [ref])))
      const back = yield* all(yield* loadedInBatches(refs.toReversed().map((ref) => [ref])))
      expect(forth).toEqual(whole)
      expect(back).toEqual(whole)
    })
  )

  it.effect("stay one member where a hidden id turns out to be a number's", () =>
    Effect.gen(function* () {
      const database = yield* emptyDatabase
      const refs = yield* committed([
        told("group", groupOf("Club", { id: anna.lid }, { id: boris.lid }), 1000),
        told("group", groupOf("Club", anna, { id: boris.id, lid: boris.lid }), 2000)
      ])
      for (const ref of refs) yield* load(database, [ref])
      expect(yield* database.rows(membersSql)).toEqual([
        { member_id: anna.id, first: at(1000), last: at(2000), left: null },
        { member_id: boris.id, first: at(1000), last: at(2000), left: null }
      ])
    })
  )

  it.effect(
    "are silent if they never wrote, without a roster; the account is known by the number in its settings, or by quotes of what it wrote",
    () =>
      Effect.gen(function* () {
        const number = "79010000999@c.us"
        const evidence = { asked_at: new Date(900_000).toISOString(), settings: { wid: number } }
        const silent = Effect.fnUntraced(function* (
          more: Partial<SavedReply>,
          ...others: ReadonlyArray<JsonObject>
        ) {
          const database = yield* loaded([
            { ...reply([inClub(anna.lid, "A"), own("B", 501, { chatId: club }), ...others]), ...more },
            told("contacts", [contact(vera, "Vera")], 2000),
            told("group", groupOf("Club", anna, { id: vera }, { id: number }), 2001)
          ])
          const { sql, parameters } = yield* statisticQuery(yield* findStatistic("silent_members"), {
            tz: "UTC"
          })
          const silentNow = Effect.map(database.rows(sql, parameters), (rows) =>
            rows.map((row) => [row["chat_name"], row["member_id"], row["member_name"]])
          )
          const byId = yield* silentNow
          yield* countPeople(database, [])
          expect((yield* brokenInvariants(database)).broken).toEqual([])
          expect(yield* silentNow).toEqual(byId)
          return byId
        })
        expect(yield* silent({ evidence })).toEqual([["Club", vera, "Vera"]])
        expect(yield* silent({})).toEqual([
          ["Club", vera, "Vera"],
          ["Club", number, null]
        ])
        const quotedMessage = { stanzaId: "B", participant: number, typeMessage: "textMessage" }
        expect(
          yield* silent({}, inClub(anna.lid, "C", 502, { typeMessage: "quotedMessage", quotedMessage }))
        ).toEqual([["Club", vera, "Vera"]])
      })
  )

  it.effect("without an id are issues of their own, and lose no other", () =>
    Effect.gen(function* () {
      const odd = [{ id: "null@c.us" }, { id: "" }, {}]
      const entries = [
        { id: "null@c.us", name: "Nobody" },
        ...Array.from({ length: 400 }, (_, place) => ({
          id: `7902${String(place).padStart(7, "0")}@c.us`,
          name: ""
        })),
        { id: club, name: "" },
        { chatId: "-170000000000000000000001", name: "More than 64 bits", type: "group" }
      ]
      const database = yield* loaded([
        reply([inClub(anna.id, "A"), { ...inClub("", "B", 502), senderId: null }]),
        told("contacts", entries, 2000),
        told("chats", [], 2001),
        told("group", groupOf("", anna, ...odd), 2002)
      ])
      expect(yield* database.rows("select detail from issues order by all")).toEqual([
        { detail: "member 2: the entry has no id, or one that can be none" },
        { detail: "member 3: the entry has no id, or one that can be none" },
        { detail: "member 4: the entry has no id, or one that can be none" },
        { detail: "the entry has no id, or one that can be none" }
      ])
      expect(yield* database.rows("select count(*)::integer as n from contacts_directory")).toEqual([
        { n: 402 }
      ])
      expect(yield* database.rows("select chat_id, name, member_count from groups order by all")).toEqual([
        { chat_id: "-170000000000000000000001", name: "More than 64 bits", member_count: null },
        { chat_id: club, name: null, member_count: 1 }
      ])
      expect(yield* database.rows("select sender_id from messages order by message_id")).toEqual([
        { sender_id: anna.id },
        { sender_id: null }
      ])
      expect((yield* brokenInvariants(database)).broken).toEqual([])
    })
  )
})
