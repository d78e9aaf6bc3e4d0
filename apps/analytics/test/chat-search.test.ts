import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { emptyChoice } from "../src/chosen/chosen-period.ts"
import { findChats } from "../src/names/chat-search.ts"
import { nameIds } from "../src/names/names.ts"
import { loaded } from "./loaded.ts"
import { reply, said } from "./model/scene.ts"

const club = "120363000000000001@g.us"

const direct = (id: string, messageId: string, second: number, senderName: string) => ({
  ...said(id, messageId, second, { senderName }),
  chatId: id
})

const account = Effect.fnUntraced(function* () {
  const database = yield* loaded([
    reply(
      [
        direct("79010000001@c.us", "A", 1, "Анна Ветрова"),
        direct("79010000002@c.us", "B", 2, "Борис"),
        direct("553188880101@c.us", "C", 3, "Борис Ёлкин"),
        { ...said("79010000004@c.us", "D", 4, { senderName: "Вера" }), chatId: club }
      ].reverse()
    )
  ])
  return database
})

layer(NodeServices.layer)("a chat", (it) => {
  it.effect("is found by its id in any form, and by its number as people write it", () =>
    Effect.gen(function* () {
      const database = yield* account()
      const texts = {
        "79010000001@c.us": "79010000001@c.us",
        "+7 (901) 000-00-01": "79010000001@c.us",
        "8 901 000 00 01": "79010000001@c.us",
        "120363000000000001": club,
        "+55 31 98888-0101": "553188880101@c.us"
      }
      for (const [text, id] of Object.entries(texts))
        expect(yield* findChats(database, text), text).toEqual({ kind: "id", ids: [id] })
    })
  )

  it.effect("is found by its name or a part of it, without regard to case, ё and spaces", () =>
    Effect.gen(function* () {
      const database = yield* account()
      const anna = { id: "79010000001@c.us", name: "Анна Ветрова" }
      for (const text of ["Анна Ветрова", " анна  ветрова ", "ветр"])
        expect(yield* findChats(database, text), text).toEqual({ kind: "name", chat: anna, ids: [anna.id] })
      expect(yield* findChats(database, "елкин")).toMatchObject({ kind: "name", ids: ["553188880101@c.us"] })
      yield* nameIds(database, [{ id: club, name: "Book club" }])
      expect(yield* findChats(database, "club")).toMatchObject({ kind: "name", ids: [club] })
    })
  )

  it.effect("with exactly that name comes first, and several matches are ambiguous", () =>
    Effect.gen(function* () {
      const database = yield* account()
      expect(yield* findChats(database, "Борис")).toMatchObject({ kind: "name", ids: ["79010000002@c.us"] })
      const found = yield* findChats(database, "бор")
      expect(found.kind === "several" && found.chats.map(({ name }) => name)).toEqual([
        "Борис Ёлкин",
        "Борис"
      ])
    })
  )

  it.effect("that is not there is like others, by name or by id", () =>
    Effect.gen(function* () {
      const database = yield* account()
      expect(yield* findChats(database, "Ветровна")).toMatchObject({
        kind: "none",
        isId: false,
        near: [{ name: "Анна Ветрова" }],
        hasUnnamedGroups: true
      })
      const wrong = yield* findChats(database, "79010000009@c.us")
      expect(wrong).toMatchObject({ kind: "none", isId: true })
      expect(wrong.kind === "none" && wrong.near.map(({ id }) => id)).toContain("79010000001@c.us")
      expect(yield* findChats(database, "xyz")).toMatchObject({ kind: "none", near: [] })
    })
  )
})

layer(NodeServices.layer)("a choice without messages", (it) => {
  it.effect("shows when there are messages, in the time of the zone", () =>
    Effect.gen(function* () {
      const database = yield* account()
      const rows = yield* database.rows(
        "select epoch_ms(min(sent_at)) as first, epoch_ms(max(sent_at)) as last from messages"
      )
      const [first, last] = [Number(rows[0]?.["first"]), Number(rows[0]?.["last"])]
      const clock = (millis: number) => new Date(millis).toISOString().slice(0, 19).replace("T", " ")
      const at = (millis: number) => new Date(millis)
      expect(yield* emptyChoice(database, { from: at(first) }, "UTC")).toBeUndefined()
      expect(yield* emptyChoice(database, { from: at(last + 1000) }, "UTC")).toEqual({
        kind: "period",
        from: clock(last + 1000),
        to: undefined,
        before: clock(last),
        after: undefined
      })
      expect(yield* emptyChoice(database, { to: at(first) }, "UTC")).toMatchObject({
        from: undefined,
        after: clock(first)
      })
      const between = { from: at(first + 1), to: at(first + 2) }
      expect(yield* emptyChoice(database, between, "Europe/Moscow")).toMatchObject({
        before: clock(first + 3 * 3_600_000),
        after: clock(first + 3 * 3_600_000 + 1000)
      })
      expect(yield* emptyChoice(database, { chat: ["5@lid"], from: at(first) }, "UTC")).toEqual({
        kind: "chosen",
        oldest: clock(first),
        newest: clock(last)
      })
    })
  )

  it.effect("of an archive without any reports that", () =>
    Effect.gen(function* () {
      expect(yield* emptyChoice(yield* loaded([reply([])]), {}, "UTC")).toEqual({
        kind: "archive",
        phoneMessages: 0
      })
    })
  )
})
