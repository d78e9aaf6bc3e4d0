// The workbook that people read, as rows and blocks: what stands first, what is not there, and in whose words.

import { issueCodes } from "@chatledger/core"
import { issueWords } from "@chatledger/core/internal"
import type { ExportTable, PageBlock, PageTable, WorkbookPage, WrittenTables } from "@chatledger/export"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { nameIds } from "../src/names/names.ts"
import { countPeople } from "../src/people/people.ts"
import { catalogue } from "../src/tables/catalogue.ts"
import { exportedTables } from "../src/tables/tables.ts"
import { inWords } from "../src/workbook/simple/column.ts"
import { sheetNames, sheetsMeant, sheetTitle, usualSheets } from "../src/workbook/simple/sheets.ts"
import { type SimpleOptions, simpleWorkbook } from "../src/workbook/simple/workbook.ts"
import { emptyDatabase, loaded } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"
import { group, own, question, reaction, reply, said, vote } from "./model/scene.ts"

const options: SimpleOptions = {
  timeZone: "Europe/Moscow",
  locale: "en",
  program: "chatledger 9.9.9",
  thumbnails: false,
  ownNames: new Map(),
  isNewestFirst: false
}

const anna = "79000000001@c.us"
const boris = "79000000002@c.us"
const inPrivate = { chatId: boris }

const scene = Effect.gen(function* () {
  const records = [
    said(anna, "Q", 100, { textMessage: "=1+1 who comes?", senderName: "Анна" }),
    said(anna, "P", 110, { ...question("tea", "milk"), senderName: "Анна" }),
    said(boris, "B1", 130, { textMessage: "I do", senderName: "" }),
    said(boris, "V1", 140, vote("P", { tea: [boris], milk: [] })),
    said(anna, "V2", 150, vote("P", { tea: [anna], milk: [anna] })),
    said(boris, "V3", 160, vote("P", { tea: [], milk: [] })),
    said(boris, "R1", 170, reaction("Q", "👍")),
    said(boris, "R2", 180, reaction("Q", "")),
    said(boris, "M1", 190, { ...inPrivate, textMessage: "hello" }),
    own("O1", 250, { ...inPrivate, textMessage: "good day", statusMessage: "read" }),
    said(boris, "I", 300, {
      ...inPrivate,
      typeMessage: "imageMessage",
      downloadUrl: "https://example.com/1.jpg",
      fileName: "1.jpg"
    }),
    { type: "incoming", idMessage: "C", timestamp: 310, typeMessage: "incomingCall", chatId: boris },
    { type: "incoming", idMessage: "X" }
  ]
  return yield* loaded([reply(records.reverse())])
})

const written: WrittenTables = { tables: [], cuts: [] }

const rowsIn = Effect.fnUntraced(function* (database: Database, table: ExportTable | undefined) {
  const rows = yield* database.rows(table?.query ?? "select 'no such sheet'")
  return rows.map((row) => Object.values(row).map((value) => (value === null ? null : String(value))))
})

const titlesOf = ({ columns = {} }: ExportTable) =>
  Object.values(columns).map(({ isFolded, title }) => (isFolded === true ? `(${title})` : title))

const tableOf = (blocks: ReadonlyArray<PageBlock>, name: string): PageTable => {
  const found = blocks.find((block) => block.kind === "table" && block.name === name)
  if (found?.kind !== "table") throw new Error(`there is no table ${name}`)
  return found
}

const textsOf = (page: WorkbookPage | undefined) =>
  (page?.blocks(written) ?? []).flatMap((block) => {
    if (block.kind === "table" || block.kind === "chart") return []
    return block.kind === "facts" ? block.facts.map(([name, value]) => `${name}: ${value}`) : [block.text]
  })

layer(NodeServices.layer)("the workbook that people read", (it) => {
  it.effect("shows messages as a chat does, without events, calls and unreadable records", () =>
    Effect.gen(function* () {
      const database = yield* scene
      const { pages, sheets } = yield* simpleWorkbook(database, {}, options)
      const messages = sheets.find(({ name }) => name === "messages")
      const rows = (yield* rowsIn(database, messages)).map((row) => row.slice(1, 8))
      expect(rows).toEqual([
        [group, "Анна", "=1+1 who comes?", "text", null, "incoming", "group"],
        [group, "Анна", "?", "poll", null, "incoming", "group"],
        [group, "+79000000002", "I do", "text", null, "incoming", "group"],
        ["+79000000002", "+79000000002", "hello", "text", null, "incoming", "private"],
        ["+79000000002", "You", "good day", "text", "read", "outgoing", "private"],
        ["+79000000002", "+79000000002", null, "picture", null, "incoming", "private"]
      ])
      const about = textsOf(pages[0]).join("\n")
      expect(about).toContain("6 reactions, votes, edits, deletions, calls and stories")
      expect(about).toContain("1 record without content: --preset full keeps it")
      expect(about).toContain(
        "Silent members: the members of the groups are unknown: give them with --roster"
      )
    })
  )

  it.effect("shows the name that a sender without an id chose", () =>
    Effect.gen(function* () {
      const inGroup = { chatId: "-1001234567890", textMessage: "hello" }
      const database = yield* loaded([reply([said("", "1", 100, { ...inGroup, senderName: "Vera" })])])
      const { sheets } = yield* simpleWorkbook(database, {}, options)
      const [row] = yield* rowsIn(
        database,
        sheets.find(({ name }) => name === "messages")
      )
      expect(row?.slice(1, 4)).toEqual(["-1001234567890", "Vera", "hello"])
    })
  )

  it.effect("shows the names of those whom texts mention by number or hidden id", () =>
    Effect.gen(function* () {
      const hidden = "98765432109876@lid"
      const database = yield* loaded([
        reply([
          said(boris, "R", 300, reaction("A", "👍")),
          said(hidden, "B", 200, {
            typeMessage: "quotedMessage",
            textMessage: "a@79000000001.example, @790000000011",
            senderName: "C\\1\nD",
            quotedMessage: { stanzaId: "A", participant: anna, textMessage: "@98765432109876?" }
          }),
          said(anna, "A", 100, {
            textMessage: "(@79000000001 @98765432109876, @98765432109876)",
            senderName: "Анна"
          })
        ])
      ])
      const { sheets } = yield* simpleWorkbook(database, {}, options)
      const sheet = (name: string) =>
        rowsIn(
          database,
          sheets.find((each) => each.name === name)
        )
      const messages = yield* sheet("messages")
      expect(messages.map((row) => [row[3], row[9]])).toEqual([
        ["(@Анна @C\\1\nD, @C\\1\nD)", null],
        ["a@79000000001.example, @790000000011", "@C\\1\nD?"]
      ])
      expect((yield* sheet("reactions")).flat()).toContain("(@Анна @C\\1\nD, @C\\1\nD)")
    })
  )

  it.effect("puts what is read first, and folds ids and what is for programs away", () =>
    Effect.gen(function* () {
      const { sheets } = yield* simpleWorkbook(yield* emptyDatabase, {}, options)
      const [messages, ...others] = sheets.map(titlesOf)
      expect(messages?.slice(0, 6)).toEqual(["Date and time", "Chat", "Sender", "Text", "Kind", "Status"])
      expect(messages).toContain("(Message id)")
      for (const titles of [messages ?? [], ...others]) {
        const first = titles.findIndex((title) => title?.startsWith("("))
        expect(first).toBeGreaterThan(3)
        expect(titles.slice(first).every((title) => title?.startsWith("("))).toBe(true)
        expect(titles.slice(0, first).filter((title) => /\bid\b/i.test(title ?? ""))).toEqual([])
      }
    })
  )

  it.effect(
    "says in the language of the sheet what values are, and calls the account what its owner does",
    () =>
      Effect.gen(function* () {
        const database = yield* scene
        const russian = { ...options, locale: "ru", ownNames: new Map([["1", "Магазин"]]) } as const
        const { look, sheets } = yield* simpleWorkbook(database, {}, russian)
        expect(sheets.map(({ title }) => title)).toEqual([
          "Сообщения",
          "Реакции на сообщения",
          "Кто как быстро отвечает",
          "Переписка по дням",
          "Звонки"
        ])
        const rows = yield* rowsIn(
          database,
          sheets.find(({ name }) => name === "messages")
        )
        expect(rows.map((row) => row.slice(2, 8)).slice(-2)).toEqual([
          ["Магазин", "good day", "текст", "прочитано", "исходящее", "личный"],
          ["+79000000002", null, "изображение", null, "входящее", "личный"]
        ])
        expect(look.formats.moment).toBe("dd.mm.yyyy hh:mm")
        expect(look.print.footer).toBe("01.01.1970")
      })
  )

  it.effect("shows the newest rows first when asked", () =>
    Effect.gen(function* () {
      const database = yield* scene
      const { sheets } = yield* simpleWorkbook(database, {}, { ...options, isNewestFirst: true })
      const [first, last] = [0, -1].map(
        Effect.fnUntraced(function* (place) {
          return (yield* rowsIn(database, sheets[0])).at(place)?.[3]
        })
      )
      expect([yield* first ?? Effect.void, yield* last ?? Effect.void]).toEqual([null, "=1+1 who comes?"])
      const reactions = yield* rowsIn(database, sheets[1])
      expect(reactions.map((row) => row.slice(1, 7))).toEqual([
        ["+79000000002", null, "=1+1 who comes?", "Анна", group, "removed"],
        ["+79000000002", "👍", "=1+1 who comes?", "Анна", group, "replaced by a later one"]
      ])
    })
  )

  it.effect("shows who voted for what as voters by options, and who withdrew", () =>
    Effect.gen(function* () {
      const database = yield* scene
      const { pages } = yield* simpleWorkbook(database, {}, options)
      const page = pages.find(({ title }) => title === "Who voted what")
      const { columns, rows } = tableOf(page?.blocks(written) ?? [], "poll 1")
      expect(columns.map(({ title }) => title)).toEqual(["Voter", "tea", "milk", "Voted", "Remark"])
      expect(rows.map(([who, tea, milk, , remark]) => [who, tea, milk, remark])).toEqual([
        ["+79000000002", null, null, "withdrew the vote"],
        ["Анна", "✓", "✓", null]
      ])
      expect(textsOf(page)).toContain(
        `${group}  ·  asked 1 Jan 1970 03:01  ·  by Анна  ·  1 voted\ntea: 1  ·  milk: 1`
      )
    })
  )

  it.effect("shows whether each vote is current, on a requested sheet", () =>
    Effect.gen(function* () {
      const database = yield* scene
      const asked = { ...options, sheets: ["poll_votes"] }
      const { pages, sheets } = yield* simpleWorkbook(database, {}, asked)
      expect([pages.length, sheets.length]).toEqual([1, 1])
      const rows = yield* rowsIn(database, sheets[0])
      expect(rows.map((row) => row.slice(1, 6))).toEqual([
        ["?", "+79000000002", "tea", "replaced by a later vote", group],
        ["?", "Анна", "milk", "current", group],
        ["?", "Анна", "tea", "current", group],
        ["?", "+79000000002", null, "withdrew the vote", group]
      ])
    })
  )

  it.effect("shows who answers how fast, and which chats had messages on which day", () =>
    Effect.gen(function* () {
      const database = yield* scene
      const { sheets } = yield* simpleWorkbook(database, {}, options)
      const [answers, days] = [sheets[2], sheets[3]]
      expect((yield* rowsIn(database, answers)).map((row) => row.slice(0, 4))).toEqual([
        ["+79000000002", "2", "2", String(35 / 86_400)],
        ["You", "1", "1", String(60 / 86_400)]
      ])
      expect(answers?.columns?.["median"]).toMatchObject({ shows: "duration" })
      expect((yield* rowsIn(database, days)).map((row) => row.slice(0, 6))).toEqual([
        ["1970-01-01", "+79000000002", "3", "2", "1", "2"],
        ["1970-01-01", group, "3", "3", "0", "2"]
      ])
    })
  )

  it.effect("lists silent members if a roster lists the members", () =>
    Effect.gen(function* () {
      const database = yield* scene
      yield* database.run("delete from calls")
      const row = { alias: null, groups: ["club"], chatIds: [group] }
      yield* countPeople(database, [
        { ...row, ids: [anna], name: "Анна" },
        { ...row, ids: ["79000000003@c.us"], name: "Вера" },
        { ...row, ids: ["79000000004@c.us"], name: null }
      ])
      yield* nameIds(database, [{ id: group, name: "Клуб" }])
      const { pages, sheets } = yield* simpleWorkbook(database, {}, options)
      const silent = sheets.find(({ name }) => name === "silent_members")
      expect((yield* rowsIn(database, silent)).map((row) => row.slice(0, 4))).toEqual([
        ["Вера", "Клуб", null, null],
        ["+79000000004", "Клуб", null, null]
      ])
      expect(1 + usualSheets.length).toBeLessThanOrEqual(8)
      expect(pages.length + sheets.length).toBe(1 + usualSheets.length)
    })
  )

  it.effect("has a sheet of calls where there are calls, and tells of it where eight others are there", () =>
    Effect.gen(function* () {
      const database = yield* scene
      yield* database.run(
        `delete from calls;
        insert into calls (instance_id, chat_id, message_id, direction, caller_id, started_at, status, outcome, duration, is_video)
        values ('1', '${anna}', 'CALL', 'incoming', '${anna}', to_timestamp(50), 'missed', 'missed', null, true)`
      )
      const { pages, sheets } = yield* simpleWorkbook(database, {}, { ...options, locale: "ru" })
      expect(pages.length + sheets.length).toBeLessThanOrEqual(8)
      const calls = sheets.find(({ name }) => name === "calls")
      expect(calls?.title).toBe("Звонки")
      const [row] = yield* rowsIn(database, calls)
      expect(row?.slice(3, 8)).toEqual(["входящий", "пропущен", null, "да", null])
      const choice = { chat: ["another@c.us"] }
      const other = yield* simpleWorkbook(database, choice, options)
      expect(other.sheets.map(({ name }) => name)).not.toContain("calls")
      yield* database.run(
        `insert into group_members (instance_id, chat_id, member_id, is_admin, is_super_admin, first_seen_at, last_seen_at)
        values ('1', '${group}', '79000000009@c.us', false, false, now(), now())`
      )
      const full = yield* simpleWorkbook(database, {}, options)
      expect(full.pages.length + full.sheets.length).toBe(8)
      expect(full.sheets.map(({ name }) => name)).toContain("silent_members")
      expect(JSON.stringify(full.pages[0]?.blocks(written))).toContain("--sheets summary,messages,calls")
    })
  )

  it.effect("lists silent members if the service lists the members", () =>
    Effect.gen(function* () {
      const database = yield* scene
      yield* database.run(
        `delete from calls;
        insert into group_members (instance_id, chat_id, member_id, is_admin, is_super_admin, first_seen_at, last_seen_at)
        values ('1', '${group}', '79000000009@c.us', false, false, now(), now())`
      )
      const { sheets } = yield* simpleWorkbook(database, {}, options)
      const silent = sheets.find(({ name }) => name === "silent_members")
      expect((yield* rowsIn(database, silent)).map((row) => row[0])).toEqual(["+79000000009"])
    })
  )

  it.effect("sums up as the statistics do, with a chart of its options for each poll", () =>
    Effect.gen(function* () {
      const database = yield* loaded(repliesOfSeeds([1, 2, 3]))
      const { pages } = yield* simpleWorkbook(database, {}, { ...options, sheets: ["summary"] })
      const blocks = pages[1]?.blocks(written) ?? []
      const [polls] = yield* database.rows(
        "select count(distinct poll_message_id)::integer as n from poll_votes where is_current"
      )
      const charted = blocks.flatMap((block) =>
        block.kind === "chart" && block.table.startsWith("poll ") ? [block] : []
      )
      expect(charted.length).toBe(Math.min(6, Number(polls?.["n"])))
      expect(charted.length).toBeGreaterThan(0)
      for (const { table, title } of charted) {
        const { columns, rows } = tableOf(blocks, table)
        expect(columns.map((column) => column.title)).toEqual(["Option", "Votes", "Share of voters"])
        expect(rows.length).toBeGreaterThan(0)
        expect(blocks).toContainEqual({ kind: "heading", text: `Poll: ${title}` })
      }
    })
  )

  it.effect("makes a sheet of every table, in a total order, whatever the accounts contain", () =>
    Effect.gen(function* () {
      const database = yield* loaded(repliesOfSeeds([4, 5]))
      const names = sheetNames()
      for (const locale of ["en", "ru"] as const) {
        const { sheets } = yield* simpleWorkbook(database, {}, { ...options, locale, sheets: names })
        expect(sheets.map(({ name }) => name)).toEqual(
          names.filter((name) => !["summary", "who_voted", "silent_members"].includes(name))
        )
        for (const sheet of sheets) {
          const titles = titlesOf(sheet)
          expect(new Set(titles).size, sheet.name).toBe(titles.length)
          const rows = yield* rowsIn(database, sheet)
          expect(yield* rowsIn(database, sheet), sheet.name).toEqual(rows)
        }
        for (const { name } of exportedTables()) {
          if (["messages", "reactions", "poll_votes"].includes(name)) continue
          const [counted] = yield* database.rows(`select count(*)::integer as n from ${name}`)
          const rows = yield* rowsIn(
            database,
            sheets.find((sheet) => sheet.name === name)
          )
          expect(rows.length, name).toBe(counted?.["n"])
        }
      }
      expect((yield* catalogue(database)).length).toBe(exportedTables().length)
    })
  )
})

describe("sheets", () => {
  test("are meant by their names and titles, in any language", () => {
    expect(sheetsMeant(["Messages", "summary"])).toEqual(["summary", "messages"])
    expect(sheetsMeant(["кто за что голосовал", "Silent-members", "issues"])).toEqual([
      "who_voted",
      "silent_members",
      "issues"
    ])
    expect(sheetsMeant(["mesages"])).toMatchObject({
      word: "mesages",
      near: expect.arrayContaining(["messages"])
    })
  })

  test("have titles that fit and differ", () => {
    for (const locale of ["en", "ru"] as const) {
      const titles = sheetNames().map((name) => sheetTitle(name, locale))
      for (const title of titles) expect(title.length).toBeLessThanOrEqual(31)
      expect(new Set(titles.map((title) => title.toLowerCase())).size).toBe(titles.length)
    }
  })

  test("name the fields of an issue where its sentence would be English", () => {
    const detail = "'`timestamp` does not fit, nor does `chatId`, nor `timestamp`'"
    expect(inWords("en", "detail", detail)).toBe(detail)
    return Effect.runPromise(
      Effect.gen(function* () {
        const database = yield* emptyDatabase
        const [row] = yield* database.rows(
          `select ${inWords("ru", "detail", detail)} as named, ${inWords("ru", "detail", "'no field'")} as none`
        )
        expect(row?.["named"]).toBe("chatId, timestamp")
        expect(row?.["none"]).toBeNull()
      }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
    )
  })

  test("describe what was wrong with a record in Russian, too", () => {
    for (const code of Object.keys(issueCodes)) {
      expect(issueWords.ru[code as keyof typeof issueCodes]).toMatch(/[а-я]{3}/)
      expect(issueWords.en[code as keyof typeof issueCodes]).toMatch(/^[A-Z]/)
    }
  })
})
