import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { tablesToExport } from "../src/export/table-export.ts"
import { nameIds } from "../src/names/names.ts"
import { countPeople } from "../src/people/people.ts"
import type { NamedId } from "../src/people-file/named-id.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { publicTables } from "../src/tables/tables.ts"
import { loaded } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, question, reaction, reply, said, vote } from "./model/scene.ts"

const club = "120363000000000001@g.us"
const inClub = (record: JsonObject): JsonObject => ({ ...record, chatId: club })

const account = () =>
  loaded([
    reply(
      [
        inClub(said("71@c.us", "A", 1, { senderName: "Anna" })),
        inClub(
          said("71@c.us", "B", 2, {
            ...reaction("A", "👍"),
            quotedMessage: { stanzaId: "A", participant: "9@lid" },
            senderName: "Anna"
          })
        ),
        inClub(said("72@c.us", "P", 3, { ...question("yes", "no"), senderContactName: "Boris, work" })),
        inClub(said("72@c.us", "D", 4, vote("P", { yes: ["9@lid"], no: [] }))),
        said("73@c.us", "E", 5),
        own("F", 6)
      ].reverse()
    )
  ])

const namesIn = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows("select id, name from names where name is not null order by id")
  return Object.fromEntries(rows.map(({ id, name }) => [String(id), String(name)]))
})

const exported = Effect.fnUntraced(function* (database: Database, table: string) {
  const [found] = yield* tablesToExport(database, [table], {}, { thumbnails: false })
  return { table: found, rows: yield* database.rows(found?.query ?? "") }
})

layer(NodeServices.layer)("a name beside an id", (it) => {
  it.effect("is what the person chose, else that of the address book, else that of their other id", () =>
    Effect.gen(function* () {
      const database = yield* account()
      expect(yield* namesIn(database)).toEqual({
        "71@c.us": "Anna",
        "72@c.us": "Boris, work",
        "9@lid": "Boris, work"
      })
    })
  )

  it.effect(
    "stands directly after every column of ids of every table, in CSV and XLSX but not in Parquet",
    () =>
      Effect.gen(function* () {
        const database = yield* account()
        const after = {
          chat_id: "chat_name",
          sender_id: "sender_display_name",
          quoted_participant: "quoted_participant_name",
          target_participant: "target_participant_name",
          reactor_id: "reactor_name",
          voter_id: "voter_name",
          asked_by: "asked_by_name"
        }
        // On a phone, names are what the phone shows.
        for (const name of publicTables().filter((one) => one !== "phone_messages")) {
          const { table } = yield* exported(database, name)
          const [row] = yield* database.rows(
            `select list(column_name) as names from (describe ${table?.query ?? ""})`
          )
          const columns = JSON.parse(JSON.stringify(row?.["names"]))["items"] as ReadonlyArray<string>
          for (const [id, beside] of Object.entries(after)) {
            const place = columns.indexOf(id)
            if (place >= 0) expect(columns[place + 1], name).toBe(beside)
            if (place >= 0) expect(table?.columns?.[beside]?.omitFrom).toEqual(["parquet"])
          }
          const ids = columns.filter((column) => Object.hasOwn(after, column)).length
          expect(columns.filter((column) => Object.values<string>(after).includes(column)).length).toBe(ids)
        }
      })
  )

  it.effect("is that of the other side for a private chat, and none for a group that nobody named", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([
          inClub(said("71@c.us", "A", 1)),
          { ...said("71@c.us", "B", 2, { senderName: "Anna" }), chatId: "71@c.us" }
        ])
      ])
      const { rows } = yield* exported(database, "chats")
      expect(rows.map(({ chat_id, chat_name }) => [chat_id, chat_name])).toEqual([
        [club, null],
        ["71@c.us", "Anna"]
      ])
    })
  )

  it.effect("never doubles or loses a row, nor changes their order", () =>
    Effect.gen(function* () {
      const database = yield* account()
      for (const name of publicTables()) {
        const read = Effect.fnUntraced(function* (names: boolean) {
          const [table] = yield* tablesToExport(database, [name], {}, { thumbnails: false, names })
          return yield* database.rows(table?.query ?? "")
        })
        const [plain, named] = [yield* read(false), yield* read(true)]
        const columns = Object.keys(plain[0] ?? {})
        expect(named.map((row) => columns.map((column) => row[column]))).toEqual(
          plain.map((row) => Object.values(row))
        )
      }
    })
  )
})

const given: ReadonlyArray<NamedId> = [
  { id: club, name: "The club" },
  { id: "72@c.us", name: "Boris the Great" },
  { id: "73@c.us", name: "Vera" },
  { id: "73@c.us", name: "Somebody else" },
  { id: "instance:1", name: "Us" }
]

layer(NodeServices.layer)("a file of names", (it) => {
  it.effect("names groups, accounts and people, all ids of a person, and the first match wins", () =>
    Effect.gen(function* () {
      const database = yield* account()
      yield* nameIds(database, given)
      expect(yield* namesIn(database)).toEqual({
        [club]: "The club",
        "71@c.us": "Anna",
        "72@c.us": "Boris the Great",
        "9@lid": "Boris the Great",
        "73@c.us": "Vera",
        "instance:1": "Us"
      })
    })
  )

  it.effect("is what statistics and exported tables say, too, also where people are counted", () =>
    Effect.gen(function* () {
      const database = yield* account()
      yield* countPeople(database, [], given)
      const { sql, parameters } = yield* statisticQuery(yield* findStatistic("poll_voters"), { tz: "UTC" })
      const [row] = yield* database.rows(sql, parameters)
      expect(row).toMatchObject({
        chat_id: club,
        chat_name: "The club",
        voter_id: "72@c.us",
        voter_name: "Boris the Great"
      })
      const { rows } = yield* exported(database, "poll_votes")
      expect(rows).toMatchObject([{ chat_name: "The club", voter_name: "Boris the Great" }])
    })
  )

  it.effect("takes precedence over the roster, which takes precedence over the journal", () =>
    Effect.gen(function* () {
      const database = yield* account()
      const listed = { alias: null, groups: [], chatIds: [] }
      const roster = [
        { ...listed, ids: ["71@c.us"], name: "Anna A." },
        { ...listed, ids: ["72@c.us"], name: "Boris B." }
      ]
      yield* countPeople(database, roster, given)
      expect(yield* namesIn(database)).toMatchObject({ "71@c.us": "Anna A.", "72@c.us": "Boris the Great" })
    })
  )

  it.effect("has no effect if it equals the name in the journal, and does not apply to other ids then", () =>
    Effect.gen(function* () {
      const database = yield* account()
      yield* nameIds(database, [{ id: "72@c.us", name: "Boris, work" }])
      expect(yield* namesIn(database)).toEqual({
        "71@c.us": "Anna",
        "72@c.us": "Boris, work",
        "9@lid": "Boris, work"
      })
      yield* nameIds(database, [
        { id: "71@c.us", name: "Anna", place: { path: "a.xlsx", row: 2 } },
        { id: "71@c.us", name: "Anna the Great", place: { path: "a.xlsx", row: 9 } },
        { id: "72@c.us", name: "Boris", instance: "1" },
        { id: "73@c.us", name: "Vera", instance: "2" }
      ])
      expect(yield* namesIn(database)).toMatchObject({
        "71@c.us": "Anna the Great",
        "72@c.us": "Boris",
        "73@c.us": "Vera"
      })
    })
  )

  it.effect("of the table people does not change names that it only repeats", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([
          said("79010000001@c.us", "B", 2, { senderName: "Anya" }),
          said("79010000001@c.us", "A", 1, { senderName: "Anna" })
        ]),
        { ...reply([said("79010000001@c.us", "C", 3, { senderName: "Annie" })]), instanceId: "2" }
      ])
      const names = () =>
        database.rows("select instance_id, name from names where id = '79010000001@c.us' order by all")
      const before = yield* names()
      yield* nameIds(database, [{ id: "79010000001@c.us", name: "Annie", isOwn: true }])
      expect(yield* names()).toEqual(before)
      yield* nameIds(database, [{ id: "79010000001@c.us", name: "Annie" }])
      expect((yield* names()).map(({ name }) => name)).toEqual(["Annie", "Annie"])
    })
  )
})
