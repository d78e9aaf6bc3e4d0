// Statistics of scenes small enough to count by hand.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { findStatistic, type StatisticParameters, statisticQuery } from "../src/statistics.ts"
import { toJson } from "../src/value.ts"
import { loaded } from "./loaded.ts"
import type { Reply } from "./model/observations.ts"
import type { JsonObject } from "./model/record.ts"
import { group, own, question, reaction, reply, said, vote } from "./model/scene.ts"

const asked = Effect.fnUntraced(function* (
  name: string,
  replies: ReadonlyArray<Reply>,
  parameters: Partial<StatisticParameters> = {}
) {
  const database = yield* loaded(replies)
  const { sql, parameters: bound } = yield* statisticQuery(yield* findStatistic(name), {
    tz: "UTC",
    ...parameters
  })
  return yield* database.rows(sql, bound)
})

const oldestFirst = (...records: ReadonlyArray<JsonObject>) => [reply([...records].reverse())]
const text = (textMessage: string) => ({ textMessage })

layer(NodeServices.layer)("counted by hand", (it) => {
  it.effect("words are runs of letters and digits of any script, in lower case", () =>
    Effect.gen(function* () {
      const rows = yield* asked(
        "words",
        oldestFirst(
          said("a@c.us", "1", 1, text("Да-да, ДА! 18:00 naïve l'été")),
          said("b@c.us", "2", 2, text("да 東京 l’été_été {{SWE003}} 1\ufe0f\u20e3")),
          said("b@c.us", "3", 3, reaction("1", "да")),
          said("b@c.us", "4", 4, text("{{SWE001}}"))
        )
      )
      expect(
        rows.map((row) => [row["word"], Number(row["uses"]), Number(row["messages"]), Number(row["senders"])])
      ).toEqual([
        ["да", 4, 2, 2],
        ["l'été", 2, 2, 2],
        ["00", 1, 1, 1],
        ["18", 1, 1, 1],
        ["naïve", 1, 1, 1],
        ["été", 1, 1, 1],
        ["東京", 1, 1, 1]
      ])
    })
  )

  it.effect("words keep their marks and joiners, and are the same word however they are composed", () =>
    Effect.gen(function* () {
      const same: ReadonlyArray<ReadonlyArray<string>> = [
        ["ёлка", "е\u0308лка", "ёл\u00adка", "\u200eЁЛКА\u2069"],
        ["धन्यवाद", "धन्यवाद"],
        ["ขอบคุณครับ"],
        ["מִלָּה"],
        ["ארה״ב", 'ארה"ב'],
        ["كِتَابٌ", "\u200fكِتَابٌ"],
        ["کتاب\u200cها"],
        ["ශ්\u200dරී"],
        ["অর\u200d্য"],
        ["അവന്\u200d"],
        ["한국어", "한국어".normalize("NFD")],
        ["o'zbekcha", "oʻzbekcha", "o‘zbekcha"],
        ["п'ять", "п’ять", "пʼять", "п＇ять"],
        ["col·legi"]
      ]
      const rows = yield* asked(
        "words",
        oldestFirst(
          ...same.map((forms, place) => said("a@c.us", `${place}`, place + 1, text(forms.join(" "))))
        )
      )
      expect(Object.fromEntries(rows.map((row) => [row["word"], Number(row["uses"])]))).toEqual(
        Object.fromEntries(same.map((forms) => [forms[0], forms.length]))
      )
    })
  )

  it.effect("a site is counted once a message, by what people read, and only where the link leads", () =>
    Effect.gen(function* () {
      const rows = yield* asked(
        "links_by_domain",
        oldestFirst(
          said("a@c.us", "1", 1, text("Www.shop.example сюда, WWW.SHOP.EXAMPLE")),
          said(
            "a@c.us",
            "2",
            2,
            text("https://archive.example/2026/http://gone.example/?u=www.gone.example")
          ),
          said(
            "b@c.us",
            "3",
            3,
            text("https://go.example:8443/?to=https://gone.example#https://gone.example")
          ),
          said(
            "b@c.us",
            "4",
            4,
            text("anna@www.gone.example www.anna.k+x@gone.example ftp://www.gone.example")
          ),
          said(
            "b@c.us",
            "5",
            5,
            text("https://xn--80aswg.xn--p1ai, https://САЙТ.рф/путь https://дом.сайт.рф.")
          ),
          said("a@c.us", "6", 6, text("<https://u:p@shop.example>(http://go.example/a),http://192.0.2.1")),
          said(
            "a@c.us",
            "7",
            7,
            text("https://xn--99999999999.example https://बाज़ार.भारत/क https://xn--ls8h.example")
          )
        )
      )
      expect(Object.fromEntries(rows.map((row) => [row["domain"], Number(row["messages"])]))).toEqual({
        "go.example": 2,
        "shop.example": 2,
        "192.0.2.1": 1,
        "archive.example": 1,
        "xn--99999999999.example": 1,
        "дом.сайт.рф": 1,
        "сайт.рф": 1,
        [`बाज़ार.भारत`.normalize("NFC")]: 1,
        "💩.example": 1
      })
    })
  )

  it.effect(
    "emoji are counted whole: skin tones, families, flags, keycaps, hearts of both kinds, and no ™ or digit",
    () =>
      Effect.gen(function* () {
        const rows = yield* asked(
          "emoji_in_text",
          oldestFirst(
            said("a@c.us", "1", 1, text("👍👍🏿 ❤️❤ 👨‍👩‍👧‍👦 🇰🇿🇷🇺 1️⃣ 5 © ™ # ☝🏻 ‼️ 👩🏽‍🚒 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ★ ✓")),
            said("b@c.us", "2", 2, text("👍 ok")),
            said(
              "b@c.us",
              "3",
              3,
              text("❤\ufe0e ©\ufe0e ☎\ufe0e 🚶🏻\u200d♀\ufe0f\u200d➡\ufe0f 🙂\u200d↔ 🇰🇿🇷")
            )
          )
        )
        const counts = Object.fromEntries(rows.map((row) => [row["emoji_base"], Number(row["uses"])]))
        expect(counts).toEqual({
          "👍": 3,
          "❤": 3,
          "👨‍👩‍👧‍👦": 1,
          "🇰🇿": 2,
          "🇷🇺": 1,
          "1⃣": 1,
          "☝": 1,
          "‼": 1,
          "👩‍🚒": 1,
          "❤‍🔥": 1,
          "🏴󠁧󠁢󠁥󠁮󠁧󠁿": 1,
          "☎": 1,
          "🚶\u200d♀\u200d➡": 1,
          "🙂\u200d↔": 1
        })
        expect(rows[1]).toMatchObject({ emoji_base: "👍", messages: 2n, senders: 2n, chats: 1n })
      })
  )

  it.effect("every emoji that Unicode recommends is one emoji", () =>
    Effect.gen(function* () {
      const database = yield* loaded([])
      const isOne = /^\p{RGI_Emoji}$/v
      const signs = Array.from({ length: 0x1fb00 - 0x231a }, (_, place) =>
        String.fromCodePoint(0x231a + place)
      )
      const alone = signs.filter((sign) => isOne.test(sign) && !/^\p{EMod}$/u.test(sign))
      const joined = [
        "🧑‍🧑‍🧒‍🧒",
        "🏃🏾‍♂️‍➡️",
        "🙂‍↕️",
        "⛓️‍💥",
        "🍋‍🟩",
        "🐦‍⬛",
        "🧑🏻‍🐰‍🧑🏿",
        "👨‍❤️‍💋‍👨",
        "🏳️‍⚧️",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "#️⃣",
        "🇺🇳"
      ]
      const emoji = [...alone, ...joined]
      expect(alone.length).toBeGreaterThan(1100)
      const [row] = yield* database.rows("select to_json(emoji_in($text::varchar))::varchar as found", {
        text: emoji.join(" ")
      })
      expect(JSON.parse(String(row?.["found"]))).toEqual(emoji)
    })
  )

  it.effect("a chain is a text forwarded twice or more, along the chats in order", () =>
    Effect.gen(function* () {
      const forwarded = (chatId: string, forwardingScore: number) => ({
        chatId,
        typeMessage: "extendedTextMessage",
        extendedTextMessage: { text: "pass it on", isForwarded: true, forwardingScore }
      })
      const rows = yield* asked(
        "forwarded_chains",
        oldestFirst(
          said("a@c.us", "0", 1, text("pass it on")),
          said("a@c.us", "1", 2, forwarded("b@g.us", 1)),
          said("b@c.us", "2", 3, forwarded("a@g.us", 7)),
          said("b@c.us", "3", 4, forwarded("b@g.us", 2)),
          said("b@c.us", "4", 5, { ...text("once"), isForwarded: true })
        )
      )
      expect(rows).toMatchObject([
        {
          text: "pass it on",
          messages: 3n,
          chats: 2n,
          senders: 2n,
          highest_score: 7,
          path: { items: ["b@g.us", "a@g.us"] }
        }
      ])
    })
  )

  it.effect("edits and deletions count by the message's own mark or by an event about it, and once", () =>
    Effect.gen(function* () {
      const rows = yield* asked(
        "edits_and_deletions",
        oldestFirst(
          said("a@c.us", "1", 10, { isEdited: true }),
          said("a@c.us", "E", 40, {
            typeMessage: "editedMessage",
            editedMessageData: { stanzaId: "1", textMessage: "x" }
          }),
          said("a@c.us", "2", 50),
          said("a@c.us", "F", 60, {
            typeMessage: "editedMessage",
            editedMessageData: { stanzaId: "2", textMessage: "x" }
          }),
          said("a@c.us", "D", 70, { typeMessage: "deletedMessage", deletedMessageData: { stanzaId: "2" } }),
          said("b@c.us", "3", 80),
          said("b@c.us", "G", 90, { typeMessage: "deletedMessage", deletedMessageData: { stanzaId: "none" } })
        )
      )
      expect(rows).toMatchObject([
        {
          sender_id: "a@c.us",
          messages: 2n,
          edited: 2n,
          deleted: 1n,
          median_seconds_to_edit: 20,
          median_seconds_to_delete: 20
        }
      ])
    })
  )

  it.effect("delivery remembers a status that went back, and has times of those seen before", () =>
    Effect.gen(function* () {
      const at = (requestedAt: number, ...records: ReadonlyArray<JsonObject>) =>
        reply([...records].reverse(), { journal: "outgoing", requestedAt: requestedAt * 1000 })
      const status = (idMessage: string, timestamp: number, statusMessage: string) =>
        own(idMessage, timestamp, { statusMessage })
      const rows = yield* asked("delivery", [
        at(
          1000,
          status("1", 10, "sent"),
          status("2", 20, "read"),
          status("3", 30, "pending"),
          status("4", 40, "noAccount")
        ),
        at(2000, status("1", 70, "delivered")),
        at(3000, status("1", 110, "read")),
        at(4000, status("1", 110, "sent"))
      ])
      expect(rows).toMatchObject([
        {
          chat_id: group,
          messages: 4n,
          sent: 2n,
          delivered: 2n,
          read: 2n,
          pending: 1n,
          failed: 1n,
          median_seconds_to_delivery: 60,
          median_seconds_to_read: 100
        }
      ])
    })
  )

  it.effect("results of a poll over time stand after every vote, votes of one second as one step", () =>
    Effect.gen(function* () {
      const rows = yield* asked(
        "poll_results_over_time",
        oldestFirst(
          said("q@c.us", "P", 1, question("a", "b")),
          said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"], b: [] })),
          said("w@c.us", "2", 2, vote("P", { a: ["w@c.us"], b: ["w@c.us"] })),
          said("v@c.us", "3", 3, vote("P", { a: [], b: ["v@c.us"] })),
          said("w@c.us", "4", 4, vote("P", { a: [], b: [] }))
        )
      )
      expect(
        rows.map((row) => [row["option_name"], Number(row["votes"]), Number(row["voters"]), row["share"]])
      ).toEqual([
        ["a", 2, 2, 1],
        ["b", 1, 2, 0.5],
        ["a", 1, 2, 0.5],
        ["b", 2, 2, 1],
        ["a", 0, 1, 0],
        ["b", 1, 1, 1]
      ])
    })
  )

  it.effect("reactions are returned or not, and answers have a direction", () =>
    Effect.gen(function* () {
      const scene = oldestFirst(
        said("a@c.us", "1", 10),
        said("b@c.us", "2", 40),
        said("b@c.us", "3", 50),
        said("a@c.us", "4", 70),
        said("b@c.us", "5", 80, reaction("1", "👍")),
        said("b@c.us", "6", 81, reaction("4", "👍")),
        said("a@c.us", "7", 82, reaction("2", "👍")),
        said("c@c.us", "8", 83, reaction("2", "👍"))
      )
      const pairs = yield* asked("reciprocity", scene)
      expect(
        pairs.map((row) => [
          row["reactor_id"],
          row["author_id"],
          Number(row["reactions"]),
          Number(row["returned"])
        ])
      ).toEqual([
        ["b@c.us", "a@c.us", 2, 1],
        ["a@c.us", "b@c.us", 1, 2],
        ["c@c.us", "b@c.us", 1, 0]
      ])
      const answers = yield* asked("conversation_pairs", scene)
      expect(
        answers.map((row) => [
          row["sender_id"],
          row["answered_id"],
          Number(row["answers"]),
          row["median_seconds"]
        ])
      ).toEqual([
        ["a@c.us", "b@c.us", 1, 20],
        ["b@c.us", "a@c.us", 1, 30]
      ])
    })
  )

  it.effect("hours begin where the clocks of the zone say so", () =>
    Effect.gen(function* () {
      const seconds = (time: string) => Date.parse(time) / 1000
      const rows = yield* asked(
        "busiest_hours",
        oldestFirst(
          said("a@c.us", "1", seconds("2024-01-01T18:14:59Z")),
          said("a@c.us", "2", seconds("2024-01-01T18:15:00Z")),
          said("b@c.us", "3", seconds("2024-01-01T19:14:59Z"))
        ),
        { tz: "Asia/Kathmandu" }
      )
      expect(
        rows.map((row) => [toJson(row["hour_at"] ?? null), Number(row["messages"]), Number(row["senders"])])
      ).toEqual([
        ["2024-01-01T18:15:00Z", 2, 2],
        ["2024-01-01T17:15:00Z", 1, 1]
      ])
    })
  )

  it.effect("the silent reacted, voted, or were silent in the period only", () =>
    Effect.gen(function* () {
      const scene = oldestFirst(
        said("a@c.us", "1", 10),
        said("b@c.us", "2", 20, reaction("1", "👍")),
        said("c@c.us", "3", 30, vote("P", { x: ["c@c.us"] })),
        said("d@c.us", "4", 40, { chatId: "d@c.us" })
      )
      const silent = (rows: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
        rows.map((row) => row["member_id"])
      expect(silent(yield* asked("silent_members", scene))).toEqual(["b@c.us", "c@c.us"])
      expect(silent(yield* asked("silent_members", scene, { from: new Date(15_000) }))).toEqual([
        "a@c.us",
        "b@c.us",
        "c@c.us"
      ])
      const seen = yield* asked("last_seen", scene)
      expect(silent(seen)).toEqual(["a@c.us", "b@c.us", "c@c.us", "d@c.us"])
    })
  )
})
