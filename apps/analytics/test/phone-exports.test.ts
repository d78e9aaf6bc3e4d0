// What exported chats come to: messages of their own, each once, beside those of the journals.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { chosenRows } from "../src/chosen/chosen-rows.ts"
import type { Database } from "../src/engine/database.ts"
import { brokenInvariants } from "../src/tables/invariants.ts"
import { tableNamed } from "../src/tables/tables.ts"
import { committed, loadedInBatches, rowsOf, type SavedReply } from "./loaded.ts"
import { own, reply, said } from "./model/scene.ts"
import { exported } from "./phone-exports.ts"

const garden = "120363000000000888@g.us"
const vera = "79031234511@c.us"
const at = (time: string) => Date.parse(`2025-03-01T${time}Z`) / 1000

const early = exported(
  garden,
  [
    ["01.03.2025, 13:00", "Вера создала группу «Сад»"],
    ["01.03.2025, 13:00", "Вера: ау"],
    ["01.03.2025, 13:00", "Вера: ау"],
    ["01.03.2025, 13:01", "+7 903 123-45-12: @\u2068Вера\u2069 иду"],
    ["01.03.2025, 13:02", "Вера: <Без медиафайлов>"]
  ],
  at("11:00:00")
)
const later = exported(
  garden,
  [
    ["01.03.2025, 13:01", "+7 903 123-45-12: @\u2068Вера\u2069 иду"],
    ["01.03.2025, 13:02", "Вера: <Без медиафайлов>"],
    ["01.03.2025, 13:05", "Вера: только здесь"]
  ],
  at("12:00:00")
)
const journal: SavedReply = reply(
  [
    said(vera, "C", at("10:02:31"), {
      chatId: garden,
      typeMessage: "imageMessage",
      downloadUrl: "https://example.com/c",
      mimeType: "image/jpeg"
    }),
    said("79031234512@c.us", "B", at("10:01:59"), { chatId: garden, textMessage: "@79031234511 иду " }),
    said(vera, "A2", at("10:00:40"), { chatId: garden, textMessage: "ау" }),
    said(vera, "A1", at("10:00:12"), { chatId: garden, textMessage: "ау" }),
    said(vera, "X", at("10:05:12"), { chatId: vera, textMessage: "только здесь" })
  ],
  { requestedAt: at("10:30:00") * 1000 }
)
const mine: SavedReply = reply([own("Y", at("10:05:12"), { chatId: garden, textMessage: "другое" })], {
  journal: "outgoing",
  requestedAt: at("10:31:00") * 1000
})

const whole = Effect.fnUntraced(function* (database: Database) {
  expect((yield* brokenInvariants(database)).broken).toEqual([])
  return yield* rowsOf(database, "phone_messages order by all")
})

layer(NodeServices.layer)("exported chats", (it) => {
  it.effect("are messages of their own, each once, with the message of a journal", () =>
    Effect.gen(function* () {
      const refs = yield* committed([early, later, journal, mine])
      const database = yield* loadedInBatches([refs])
      const rows = yield* database.rows(
        `select sent_at::varchar as at, sender_id, kind, text, journal_message_id from phone_messages order by sent_at, snapshot_id, position`
      )
      expect(rows.map(Object.values)).toEqual([
        ["2025-03-01 10:00:00+00", null, "system", "Вера создала группу «Сад»", null],
        ["2025-03-01 10:00:00+00", "name:Вера", "message", "ау", "A1"],
        ["2025-03-01 10:00:00+00", "name:Вера", "message", "ау", "A2"],
        ["2025-03-01 10:01:00+00", "79031234512@c.us", "message", "@\u2068Вера\u2069 иду", "B"],
        ["2025-03-01 10:02:00+00", "name:Вера", "media", null, "C"],
        ["2025-03-01 10:05:00+00", "name:Вера", "message", "только здесь", null]
      ])
      expect((yield* rowsOf(database, "messages")).length).toBe(6)
    })
  )

  it.effect("are the same in every order of loading", () =>
    Effect.gen(function* () {
      const [first, second, third, fourth] = yield* committed([early, later, journal, mine])
      const all = [first, second, third, fourth].flatMap((ref) => ref ?? [])
      const expected = yield* whole(yield* loadedInBatches([all]))
      for (const batches of [all.map((ref) => [ref]), [...all].reverse().map((ref) => [ref])])
        expect(yield* whole(yield* loadedInBatches(batches))).toEqual(expected)
    })
  )

  it.effect("follow a choice by their chat and time, and have no types of messages", () =>
    Effect.gen(function* () {
      const database = yield* loadedInBatches([yield* committed([early])])
      const counted = Effect.fnUntraced(function* (choice: Parameters<typeof chosenRows>[1]) {
        return (yield* database.rows(chosenRows(tableNamed("phone_messages"), choice))).length
      })
      expect(yield* counted({ chat: [garden] })).toBe(5)
      expect(yield* counted({ chat: [vera] })).toBe(0)
      expect(yield* counted({ from: new Date("2025-03-01T10:01:00Z") })).toBe(2)
      expect(yield* counted({ type: ["textMessage"] })).toBe(0)
    })
  )
})
