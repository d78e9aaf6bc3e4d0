// Tables of a choice: every count in a file is about the messages of that file, as the statistics count them.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { type Choice, chosenMessages } from "../src/chosen/chosen-rows.ts"
import type { Database } from "../src/engine/database.ts"
import { sourceOf } from "../src/export/export-source.ts"
import { tablesToExport } from "../src/export/table-export.ts"
import { countPeople } from "../src/people/people.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { publicTables } from "../src/tables/tables.ts"
import { loaded } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"
import { question, reaction, reply, said, vote } from "./model/scene.ts"

const rowsOf = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  name: "chats" | "senders" | "people"
) {
  const [table] = yield* tablesToExport(database, [name], choice, { thumbnails: false, names: false })
  return yield* database.rows(table?.query ?? "")
})

const asked = Effect.fnUntraced(function* (database: Database, choice: Choice, name: string) {
  const { sql, parameters } = yield* statisticQuery(yield* findStatistic(name), { ...choice, tz: "UTC" })
  return yield* database.rows(sql, parameters)
})

type Row = Readonly<Record<string, unknown>>

/** Rows of some columns in one order, times and counts as texts. */
const texts = (rows: ReadonlyArray<Row>, ...columns: ReadonlyArray<string>) =>
  rows.map((row) => columns.map((column) => String(row[column])).join(" ")).toSorted()

/** Choices of a loaded account: halves of its time, some chats, an instance, a type. */
const choicesOf = Effect.fnUntraced(function* (database: Database) {
  const [middle] = yield* database.rows(
    "select epoch_ms(quantile_disc(sent_at, 0.5)) as middle from messages"
  )
  const chats = yield* database.rows(
    "select chat_id from messages group by chat_id order by count(*) desc, chat_id limit 2"
  )
  const instances = yield* database.rows("select min(instance_id) as id from messages")
  const at = new Date(Number(middle?.["middle"]))
  const chat = chats.map(({ chat_id }) => String(chat_id))
  const instance = instances.map(({ id }) => String(id))
  const choices: ReadonlyArray<Choice> = [
    {},
    { from: at },
    { to: at },
    { chat },
    { instance },
    { instance, chat, from: at },
    { type: ["textMessage"] },
    { chat: ["nobody@c.us"] }
  ]
  return choices
})

layer(NodeServices.layer)("the tables of a choice", (it) => {
  for (const areJoined of [false, true])
    it.effect(
      `count what the statistics count${areJoined ? ", people too" : ""}, and what stands in messages`,
      () =>
        Effect.gen(function* () {
          const database = yield* loaded(repliesOfSeeds([1, 2, 3]))
          if (areJoined) yield* countPeople(database, [])
          for (const choice of yield* choicesOf(database)) {
            const of = JSON.stringify(choice)
            const chats = yield* rowsOf(database, choice, "chats")
            const senders = yield* rowsOf(database, choice, "senders")
            if (choice.type === undefined) {
              const byChat = yield* asked(database, choice, "messages_by_chat")
              expect(
                texts(
                  chats.filter(({ message_count }) => message_count !== 0n),
                  "instance_id",
                  "chat_id",
                  "message_count",
                  "sender_count",
                  "first_message_at",
                  "last_message_at"
                ),
                of
              ).toEqual(
                texts(
                  byChat,
                  "instance_id",
                  "chat_id",
                  "messages",
                  "senders",
                  "first_message_at",
                  "last_message_at"
                )
              )
              const bySender = (yield* asked(database, choice, "messages_by_sender")).filter(
                ({ sender_id }) => sender_id !== null
              )
              expect(
                texts(
                  senders.filter(({ message_count }) => message_count !== 0n),
                  "instance_id",
                  "sender_id",
                  "message_count",
                  "first_message_at",
                  "last_message_at"
                ),
                of
              ).toEqual(
                texts(bySender, "instance_id", "sender_id", "messages", "first_message_at", "last_message_at")
              )
            }
            const { messages } = yield* sourceOf(database, choice)
            const rows = yield* database.rows(
              `select count(*)::integer as n from (${chosenMessages(choice)})`
            )
            expect(messages.count + messages.events_calls_and_stories, of).toBe(rows[0]?.["n"])
            const sum = chats.reduce((total, { message_count }) => total + Number(message_count), 0)
            expect(sum, of).toBe(messages.count)
          }
        })
    )

  it.effect("name the people who appear in it, with all their ids, and nobody else", () =>
    Effect.gen(function* () {
      const [anna, boris, vera, gleb] = [
        "79000000001@c.us",
        "79000000002@c.us",
        "79000000003@c.us",
        "79000000004@c.us"
      ] as const
      const database = yield* loaded([
        reply(
          [
            said(anna, "A", 1_700_000_000, { textMessage: "hello" }),
            said(boris, "P", 1_700_000_010, question("tea", "coffee")),
            said(vera, "V", 1_700_086_400, vote("P", { tea: [vera] })),
            said(boris, "R", 1_700_086_410, {
              ...reaction("A", "👍"),
              quotedMessage: { stanzaId: "A", participant: anna }
            }),
            said(gleb, "G", 1_700_172_800, { textMessage: "later", chatId: gleb })
          ].toReversed()
        )
      ])
      const at = (second: number) => new Date(second * 1000)
      const ids = Effect.fnUntraced(function* (choice: Choice) {
        return (yield* rowsOf(database, choice, "people")).map(({ id }) => id)
      })
      expect(yield* ids({ from: at(1_700_086_400), to: at(1_700_172_800) })).toEqual([anna, boris, vera])
      expect(yield* ids({ chat: [gleb] })).toEqual([gleb])
      expect(yield* ids({ to: at(1_700_000_005) })).toEqual([anna])
    })
  )

  it.effect("can be asked of every table, whatever the choice", () =>
    Effect.gen(function* () {
      const database = yield* loaded(repliesOfSeeds([4]))
      const all = { thumbnails: true }
      const narrow = { from: new Date(0), instance: ["1"], chat: ["g@g.us"], type: ["textMessage"] }
      const whole = yield* tablesToExport(database, publicTables(), {}, all)
      for (const [place, { name, query }] of (yield* tablesToExport(
        database,
        publicTables(),
        narrow,
        all
      )).entries()) {
        const columnsOf = (sql: string) => database.rows(`select column_name from (describe ${sql})`)
        expect(yield* columnsOf(query), name).toEqual(yield* columnsOf(whole[place]?.query ?? ""))
      }
    })
  )
})
