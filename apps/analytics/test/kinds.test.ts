import { idKind } from "@chatledger/core"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { statisticNames } from "../src/sql-files.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { isLong } from "./breadth.ts"
import { emptyDatabase, loaded } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, reply, said } from "./model/scene.ts"

const ann = "79990000001@c.us"
const call = { typeMessage: "incomingCall", senderName: "Ann by phone", status: "missed", isVideo: false }
const style = { text: "my day", backgroundColor: "#228B22", font: "SERIF", participants: [] }
const story = { typeMessage: "extendedTextMessage", extendedTextMessage: style }

const inPrivate = (record: JsonObject): JsonObject => ({ ...record, chatId: ann })

const rowCounts = Effect.fnUntraced(function* (database: Database) {
  const counts: Record<string, number> = {}
  for (const name of statisticNames()) {
    const { sql, parameters } = yield* statisticQuery(yield* findStatistic(name), {
      tz: "UTC",
      ...(name === "poll_results_at" && { at: new Date(1_000_000) })
    })
    counts[name] = (yield* database.rows(sql, parameters)).length
  }
  return counts
})

const count = Effect.fnUntraced(function* (database: Database, from: string) {
  const [row] = yield* database.rows(`select count(*) as n from ${from}`)
  return Number(row?.["n"])
})

layer(NodeServices.layer)("what is no message", (it) => {
  it.effect(
    "is kept in the table of messages, and counted as no message: calls, stories, and who was blocked",
    () =>
      Effect.gen(function* () {
        const database = yield* loaded([
          reply([
            inPrivate(said(ann, "C1", 100, call)),
            { ...said("79990000002@c.us", "C2", 101, call), chatId: "79990000002@c.us" },
            inPrivate(said(ann, "S1", 102, story)),
            { ...said("79990000003@c.us", "S2", 103), chatId: "status@broadcast" },
            inPrivate(
              said(ann, "S3", 104, {
                typeMessage: "imageMessage",
                participants: [],
                downloadUrl: "https://a/b"
              })
            ),
            {
              ...said("10000000000@c.us", "", 105, { typeMessage: "incomingBlock" }),
              chatId: "10000000000@c.us"
            },
            {
              ...said("79990000004@c.us", "", 106, { typeMessage: "incomingBlock" }),
              chatId: "79990000004@c.us"
            },
            inPrivate(own("C3", 107, { typeMessage: "outgoingCall", status: "hungUp" }))
          ])
        ])
        expect(
          (yield* database.rows("select kind, count(*) as n from messages group by all order by all")).map(
            ({ kind, n }) => [kind, Number(n)]
          )
        ).toEqual([
          ["block", 2],
          ["call", 3],
          ["story", 3]
        ])
        expect(yield* count(database, "messages where is_content")).toBe(0)
        for (const table of ["chats", "senders"])
          expect([table, yield* count(database, table)]).toEqual([table, 0])
        expect((yield* database.rows("select id from people order by id")).map(({ id }) => id)).toEqual([
          ann,
          "79990000002@c.us",
          "instance:1"
        ])
        const counts = Object.entries(yield* rowCounts(database)).filter(([, rows]) => rows > 0)
        expect(counts.map(([name]) => name)).toEqual([
          "answer_after_missed_call",
          "calls_by_person",
          "missed_calls"
        ])
      })
  )

  it.effect.runIf(isLong)("changes no count, no name and no answer time of the messages around it", () =>
    Effect.gen(function* () {
      const talk = [
        inPrivate(said(ann, "M1", 100, { senderName: "Ann", textMessage: "call me" })),
        inPrivate(own("M2", 500, { textMessage: "I did" }))
      ]
      const around = [
        inPrivate(said(ann, "C1", 200, call)),
        inPrivate(own("C2", 300, { typeMessage: "outgoingCall" })),
        inPrivate(said(ann, "S1", 900, { ...story, senderName: "Ann on holiday" }))
      ]
      const told = Effect.fnUntraced(function* (records: ReadonlyArray<JsonObject>) {
        const database = yield* loaded([reply(records)])
        const tables = yield* Effect.forEach(["chats", "senders", "people", "names"], (table) =>
          database.rows(`from ${table} order by all`)
        )
        const { sql, parameters } = yield* statisticQuery(yield* findStatistic("response_times"), {
          tz: "UTC"
        })
        return { tables, answers: yield* database.rows(sql, parameters) }
      })
      expect(yield* told([...talk, ...around])).toEqual(yield* told(talk))
    })
  )

  it.effect.runIf(isLong)(
    "covers no time of messages: a reply of calls covers the journal of calls, one of stories nothing",
    () =>
      Effect.gen(function* () {
        const calls = reply([said(ann, "C1", 100, call)], { minutes: 1440 })
        const stories = reply([said(ann, "S1", 100, story), said(ann, "S2", 101, story)], { minutes: 1440 })
        for (const [kind, saved] of Object.entries({ calls, stories })) {
          const database = yield* loaded([{ ...saved, isImport: true }])
          const journals = yield* database.rows("select distinct journal from coverage")
          expect(journals).toEqual(kind === "calls" ? [{ journal: "incoming calls" }] : [])
          expect(yield* database.rows("select journal, kind from snapshots")).toEqual([
            { journal: "incoming", kind }
          ])
        }
        const mixed = reply([said(ann, "C1", 100, call), said(ann, "M1", 101)], { minutes: 1440 })
        const database = yield* loaded([{ ...mixed, isImport: true }])
        expect(yield* count(database, "coverage where state = 'ok'")).toBe(1)
      })
  )
})

layer(NodeServices.layer)("the kind of an id", (it) => {
  it.effect("is the same in SQL as in TypeScript", () =>
    Effect.gen(function* () {
      const database = yield* emptyDatabase
      const users = ["7999", "0", "10000000000", "status", "instance:1", "", "120363000000000001", "1-2"]
      const ids = users.flatMap((user) =>
        ["", "@c.us", "@g.us", "@lid", "@newsletter", "@broadcast", "@C.US"].map((ending) => user + ending)
      )
      for (const id of ids)
        expect(yield* database.rows("select id_kind($id) as kind", { id })).toEqual([{ kind: idKind(id) }])
    })
  )

  it.effect("the type of a chat of MAX or Telegram comes from the journal, otherwise from its id", () =>
    Effect.gen(function* () {
      const inChat = (chatId: string, idMessage: string, more: JsonObject = {}): JsonObject => ({
        type: "incoming",
        typeMessage: "textMessage",
        idMessage,
        timestamp: 100,
        chatId,
        ...more
      })
      const database = yield* loaded([
        reply([
          inChat("40000007", "1"),
          inChat("-70000000000007", "2"),
          inChat("-123456789012345678901", "3", { senderId: "40000007" }),
          inChat("-1002000000007", "4", { chatType: "supergroup", senderId: "500000007" }),
          inChat("-1003000000007", "5", { chatType: "channel", senderId: "-1003000000007" }),
          inChat("500000009", "6", { chatType: "bot" }),
          inChat("79990000007@c.us", "7")
        ])
      ])
      const rows = yield* database.rows("select chat_type, sender_id from messages order by message_id")
      expect(rows.map(({ chat_type, sender_id }) => [chat_type, sender_id])).toEqual([
        ["private", "40000007"],
        ["group", null],
        ["group", "40000007"],
        ["group", "500000007"],
        ["channel", "-1003000000007"],
        ["bot", "500000009"],
        ["private", "79990000007@c.us"]
      ])
      const people = yield* database.rows("select id from people order by id")
      expect(people.map(({ id }) => id)).toEqual(["40000007", "500000007", "500000009", "79990000007@c.us"])
    })
  )
})

layer(NodeServices.layer)("what a business sends with buttons", (it) => {
  it.effect("has its title, its footer or its buttons as text where it has no other", () =>
    Effect.gen(function* () {
      const sent = (id: string, name: string, body: JsonObject) =>
        own(id, Number(id), { typeMessage: name, [name]: body })
      const buttons = [{ buttonText: "Mon" }, { buttonText: "" }, { buttonText: "Tue" }]
      const database = yield* loaded([
        reply([
          sent("1", "templateMessage", { contentText: "", titleText: "Invoice ready", footerText: "Shop" }),
          sent("2", "interactiveButtons", { titleText: "Pick", buttons }),
          sent("3", "listMessage", { contentText: "", title: "", footer: "until Friday" }),
          sent("4", "interactiveButtons", { titleText: "", buttons }),
          sent("5", "interactiveButtonsReply", { contentText: "Which day?", titleText: "Pick" })
        ])
      ])
      const rows = yield* database.rows("select text from messages order by message_id")
      expect(rows.map(({ text }) => text)).toEqual([
        "Invoice ready",
        "Pick",
        "until Friday",
        "Mon, Tue",
        "Which day?"
      ])
    })
  )

  it.effect("has its text also where no object of its own holds it", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([
          own("B", 100, { typeMessage: "buttonsMessage", contentText: "Tomorrow?", footer: "Clay" }),
          said(ann, "C", 101, { typeMessage: "buttonsResponseMessage", selectedButtonText: "Yes" }),
          said(ann, "D", 102, { typeMessage: "interactiveButtonsReply", selectedDisplayText: "Coming" }),
          said(ann, "E", 103, { typeMessage: "groupInviteMessage", groupInviteData: { groupName: "Choir" } })
        ])
      ])
      const rows = yield* database.rows("select text from messages order by message_id")
      expect(rows.map(({ text }) => text)).toEqual(["Tomorrow?", "Yes", "Coming", "Choir"])
    })
  )

  it.effect("has its text where every message has it, and what was chosen of it names its target", () =>
    Effect.gen(function* () {
      const sent = (name: string, contentText: string): JsonObject => ({
        typeMessage: name,
        [name]: { contentText, footer: "", buttons: [{ buttonText: "Yes" }] }
      })
      const choices: ReadonlyArray<readonly [string, JsonObject]> = [
        [
          "templateButtonsReplyMessage",
          { templateButtonReplyMessage: { stanzaId: "B1", selectedDisplayText: "спасибо" } }
        ],
        ["buttonsResponseMessage", { buttonsResponseMessage: { stanzaId: "B2", selectedButtonText: "yes" } }],
        ["listResponseMessage", { listResponseMessage: { stanzaId: "B3", title: "tea" } }],
        ["interactiveButtonsReply", { interactiveButtonsReply: { stanzaId: "B4", contentText: "monday" } }],
        [
          "interactiveButtonsResponse",
          { interactiveButtonsResponse: { stanzaId: "B4", selectedDisplayText: "tuesday" } }
        ],
        [
          "interactiveButtonsResponse",
          { interactiveButtonsResponse: { stanzaId: "B4", selectedButtonText: "friday" } }
        ]
      ]
      const database = yield* loaded([
        reply([
          ...["templateMessage", "buttonsMessage", "listMessage", "interactiveButtons"].map((name, index) =>
            own(`B${index + 1}`, 100 + index, sent(name, `ваш заказ ${index}`))
          ),
          ...choices.map(([typeMessage, body], index) =>
            inPrivate(said(ann, `C${index + 1}`, 110 + index, { typeMessage, ...body }))
          ),
          inPrivate(said(ann, "D", 120, { typeMessage: "listResponseMessage", title: "of no known shape" })),
          inPrivate(
            said(ann, "E", 121, { textMessage: "see", quotedMessage: sent("templateMessage", "old") })
          )
        ])
      ])
      const rows = yield* database.rows(
        "select message_id, text, quoted_message_id, extra is null as is_whole from messages order by message_id"
      )
      expect(rows.map((row) => Object.values(row))).toEqual([
        ["B1", "ваш заказ 0", null, false],
        ["B2", "ваш заказ 1", null, false],
        ["B3", "ваш заказ 2", null, false],
        ["B4", "ваш заказ 3", null, false],
        ["C1", "спасибо", "B1", true],
        ["C2", "yes", "B2", true],
        ["C3", "tea", "B3", true],
        ["C4", "monday", "B4", true],
        ["C5", "tuesday", "B4", true],
        ["C6", "friday", "B4", true],
        ["D", null, null, false],
        ["E", "see", null, true]
      ])
      const quotes = yield* database.rows(
        "select message_id, quoted_message_id, quoted_text from quotes order by message_id"
      )
      expect(quotes.map((row) => Object.values(row))).toEqual([
        ["C1", "B1", null],
        ["C2", "B2", null],
        ["C3", "B3", null],
        ["C4", "B4", null],
        ["C5", "B4", null],
        ["C6", "B4", null],
        ["E", null, "old"]
      ])
      const { sql, parameters } = yield* statisticQuery(yield* findStatistic("words"), { tz: "UTC" })
      const words = (yield* database.rows(sql, parameters)).map((row) => [row["word"], Number(row["uses"])])
      expect(words).toContainEqual(["заказ", 4])
      expect(words).toContainEqual(["спасибо", 1])
    })
  )
})

layer(NodeServices.layer)("an invitation to a group", (it) => {
  it.effect("is read by its caption, or by the name of the group", () =>
    Effect.gen(function* () {
      const invite = (id: string, time: number, fields: JsonObject) =>
        inPrivate(
          said(ann, id, time, {
            typeMessage: "groupInviteMessage",
            groupInviteMessageData: { groupJid: "120363000000000009@g.us", inviteCode: "AAAA", ...fields }
          })
        )
      const database = yield* loaded([
        reply([
          invite("A", 100, { groupName: "Клуб", caption: "заходите" }),
          invite("B", 101, { groupName: "Клуб", caption: "" })
        ])
      ])
      const rows = yield* database.rows(
        "select text, extra ->> '$.groupInviteMessageData.groupName' as name from messages order by message_id"
      )
      expect(rows.map((row) => Object.values(row))).toEqual([
        ["заходите", "Клуб"],
        ["Клуб", "Клуб"]
      ])
    })
  )
})
