// What a transcript tells, in plain text and Markdown; and how its file is called.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect, it as test } from "vitest"
import { countChats } from "../../src/people/people.ts"
import { fileNameOf } from "../../src/transcript/file-name.ts"
import { escapedLine } from "../../src/transcript/markdown.ts"
import { loaded } from "../loaded.ts"
import type { JsonObject } from "../model/record.ts"
import { own, reaction, reply, said } from "../model/scene.ts"
import { payloads } from "../report/payloads.ts"
import { oleg, onlyText, sceneReply, toldOf, vera } from "./scene.ts"

layer(NodeServices.layer)("a transcript", (it) => {
  it.effect("shows quotes, votes, reactions, files, places, contacts, marks and calls as text", () =>
    Effect.gen(function* () {
      const database = yield* loaded([sceneReply])
      const told = yield* onlyText(database, { format: "txt", ownNames: new Map([["1101000001", "Клуб"]]) })
      expect(told.slice(0, told.indexOf("Создано"))).toBe(`g@g.us
группа · сообщений: 11 · 5 января 2026 г. – 6 января 2026 г.

--- понедельник, 5 января 2026 г. ---

08:00  Вера: Кто едет? https://lake.example/way?a=1&b=2.
       👍 Олег
08:01  Олег: ↳ в ответ на Вера: Кто едет?
       Я
       и брат
08:02  Вера: Опрос, несколько ответов: ?
       - озеро: 1 (Олег)
       - горы: 0
       проголосовали: 1
08:03  Вера: [Документ] план.pdf https://media.example/x/1
       вот план
08:04  Вера: [Место] Пристань, Набережная, 1, 55.5, 37.25
08:05  Олег: [Контакт] Лодочник, +79000000009
08:06  Олег (Переслано много раз): из другого чата
08:07  Клуб: Поеду
08:07  Клуб (статус: noAccount): Не дошло
08:08  Олег (удалено): лишнее
08:09  Вера: (Сообщение типа orderMessage)

--- вторник, 6 января 2026 г. ---

08:00  * Входящий звонок, пропущен

`)
    })
  )

  it.effect("shows what happened in a period, including reactions to earlier messages", () =>
    Effect.gen(function* () {
      const database = yield* loaded([sceneReply])
      const told = yield* onlyText(database, {
        format: "txt",
        locale: "en",
        from: new Date("2026-01-05T08:02:05Z"),
        to: new Date("2026-01-05T08:03:00Z")
      })
      expect(told).toContain("08:02  * Олег voted: озеро to “?”\n")
      expect(told).toContain("08:02  * Олег reacted 👍 to “Кто едет? https://lake.example/way?a=1&b=2.”\n")
      expect(told).not.toContain("08:01")
      expect(told).not.toContain("08:03")
    })
  )

  it.effect("says that a reaction is to a message that the archive does not have", () =>
    Effect.gen(function* () {
      const records = [said(oleg, "R1", 1_767_600_000, { ...reaction("GONE", "👍"), senderName: "Олег" })]
      const told = yield* onlyText(yield* loaded([reply(records)]), { format: "txt", locale: "en" })
      expect(told).toContain("* Олег reacted 👍 to a message that is not in this transcript\n")
    })
  )

  it.effect("shows the minute in which a message was sent, and the last second of a day on that day", () =>
    Effect.gen(function* () {
      const midnight = 1_767_657_600
      const records = [
        said(vera, "N2", midnight, { senderName: "Вера", textMessage: "новый день" }),
        said(vera, "N1", midnight - 1, { senderName: "Вера", textMessage: "ещё вчера" })
      ]
      const told = yield* onlyText(yield* loaded([reply(records)]), { format: "txt", locale: "en" })
      expect(told).toContain("5 January 2026 ---\n\n23:59  Вера: ещё вчера\n")
      expect(told).toContain("6 January 2026 ---\n\n00:00  Вера: новый день\n")
    })
  )

  it.effect("says of a quoted message of the account's own what it says of the message", () =>
    Effect.gen(function* () {
      const records = [
        said(oleg, "Q1", 1_767_600_060, {
          senderName: "Олег",
          typeMessage: "quotedMessage",
          extendedTextMessage: { text: "Да" },
          quotedMessage: {
            stanzaId: "O1",
            participant: "79000000099@c.us",
            typeMessage: "textMessage",
            textMessage: "Едем?"
          }
        }),
        own("O1", 1_767_600_000, { textMessage: "Едем?" })
      ]
      const told = yield* onlyText(yield* loaded([reply(records)]), { format: "txt", locale: "en" })
      expect(told).toContain("08:00  You: Едем?\n")
      expect(told).toContain("Олег: ↳ in reply to You: Едем?\n")
    })
  )

  it.effect("shows the names that senders without an id chose, as in groups of Telegram", () =>
    Effect.gen(function* () {
      const record = (id: string, at: number, senderName: string, fields: JsonObject = {}) =>
        said("", id, at, { chatId: "-1001234567890", senderName, textMessage: `text ${id}`, ...fields })
      const quotedMessage = { stanzaId: "1", typeMessage: "textMessage", textMessage: "text 1" }
      const records = [
        record("3", 1_767_600_120, "Vera", { typeMessage: "quotedMessage", quotedMessage }),
        record("2", 1_767_600_060, "Oleg"),
        record("1", 1_767_600_000, "Vera")
      ]
      const told = yield* onlyText(yield* loaded([reply(records)]), { format: "txt", locale: "en" })
      expect(told).toContain("Vera: text 1\n")
      expect(told).toContain("Oleg: text 2\n")
      expect(told).toContain("Vera: ↳ in reply to Vera: text 1\n")
    })
  )

  it.effect(
    "shows the names of those whom texts, quotes and earlier texts mention by number or hidden id",
    () =>
      Effect.gen(function* () {
        const text = (id: string, at: number, textMessage: string, more: JsonObject = {}) =>
          said("79000000001@c.us", id, at, { textMessage, senderName: "Вера", ...more })
        const database = yield* loaded([
          reply([
            said("98765432109876@lid", "D", 400, {
              typeMessage: "quotedMessage",
              textMessage: "a@79000000001.example, @790000000011, @79000000009",
              senderName: "Олег\nИ.",
              quotedMessage: {
                stanzaId: "A",
                participant: "79000000001@c.us",
                textMessage: "@98765432109876?"
              }
            }),
            text("B", 200, "@98765432109876 и @98765432109876!"),
            text("A", 100, "@98765432109876?")
          ])
        ])
        const told = yield* onlyText(database, { format: "txt" })
        expect(told.split("\n").filter((line) => /@/.test(line) && line !== "g@g.us")).toEqual([
          "00:01  Вера: @Олег И.?",
          "00:03  Вера: @Олег И. и @Олег И.!",
          "00:06  Олег И.: ↳ в ответ на Вера: @Олег И.?",
          "       a@79000000001.example, @790000000011, @79000000009"
        ])
      })
  )

  it.effect("shows the text before an edit", () =>
    Effect.gen(function* () {
      const first = [
        said(vera, "E1", 1_767_600_000, { senderName: "Вера", textMessage: "в семь", chatId: vera })
      ]
      const later = [
        said(vera, "E1", 1_767_600_000, {
          senderName: "Вера",
          textMessage: "в восемь",
          chatId: vera,
          isEdited: true,
          editedMessageId: "E2"
        })
      ]
      const database = yield* loaded([
        reply(first, { requestedAt: 1_767_600_100_000 }),
        reply(later, { requestedAt: 1_767_600_200_000 })
      ])
      yield* countChats(database)
      const told = yield* onlyText(database, { format: "txt", locale: "en" })
      expect(told).toContain("08:00  Вера (edited): в восемь\n       Before the edit: в семь\n")
      const html = yield* onlyText(database)
      expect(html).toContain("<details><summary>До правки</summary><p>в семь</p></details>")
    })
  )

  it.effect("is the same bytes for the same tables and options, in every format", () =>
    Effect.gen(function* () {
      for (const format of ["html", "md", "txt"] as const) {
        const once = yield* onlyText(yield* loaded([sceneReply]), { format })
        expect(yield* onlyText(yield* loaded([sceneReply]), { format })).toBe(once)
      }
    })
  )

  it.effect("is in a file for each chat and instance, under names that no system refuses", () =>
    Effect.gen(function* () {
      const names = ["../../etc/passwd", "CON", "a/b\\c:d*?", "\u202egnp.exe", " . ", "Ё".repeat(300)]
      const records = names.map((senderName, place) => {
        const id = `7900000010${place}@c.us`
        return said(id, `M${place}`, 1_767_600_000 + place, { senderName, chatId: id, textMessage: "x" })
      })
      const hostile = said(vera, "H", 1_767_600_100, { chatId: "a/../b@g.us", textMessage: "x" })
      const database = yield* loaded([
        reply([hostile, ...records.toReversed()]),
        reply(records.slice(0, 1), { instanceId: "2" })
      ])
      const { chats, texts } = yield* toldOf(database, { locale: "en" })
      const files = [...texts.keys()]
      expect(files.length).toBe(8)
      expect(chats.map(({ file }) => file)).toEqual(files)
      for (const file of files) {
        expect(file).toMatch(/^[^.\s][^<>:"/\\|?*\p{C}]*\.html$/u)
        expect(Buffer.byteLength(file)).toBeLessThan(250)
      }
      expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(8)
    })
  )
})

test("a file is called by the name and the id of its chat; ids that would become equal keep apart", () => {
  expect(fileNameOf("Соседи 🏠", "120363@g.us", undefined)).toBe("Соседи 🏠 120363@g.us")
  expect(fileNameOf(undefined, "120363@g.us", "1101")).toBe("120363@g.us 1101")
  expect(fileNameOf(undefined, "", undefined)).toBe("chat")
  expect(fileNameOf(undefined, "nul", undefined)).toBe("chat nul")
  const [first, second] = ["a/b", "a:b"].map((id) => fileNameOf(undefined, id, undefined))
  expect(first).not.toBe(second)
})

test("Markdown keeps every text of strangers a text", () => {
  expect(escapedLine("1. *жирно* _нет_ `x` [a](b) ![i](j) # - +")).toBe(
    "1\\. \\*жирно\\* \\_нет\\_ \\`x\\` \\[a\\](b) !\\[i\\](j) # - +"
  )
  expect(["# a", "- a", "+ a", "=== ", "> a", "    a", "<b>", "&amp;"].map(escapedLine)).toEqual([
    "\\# a",
    "\\- a",
    "\\+ a",
    "\\===",
    "\\> a",
    "a",
    "\\<b\\>",
    "\\&amp;"
  ])
  expect(escapedLine("см. https://a.example/x_y, там")).toBe("см. <https://a.example/x_y>, там")
  for (const payload of payloads)
    expect(escapedLine(payload).replace(/<https?:\/\/[^\s<>"]*>/g, ""), payload).not.toMatch(/(?<!\\)[<>[\]]/)
})
