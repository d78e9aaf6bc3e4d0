// Words, links and emoji of texts, as people count them.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { loaded } from "./loaded.ts"
import type { Reply } from "./model/observations.ts"
import { said } from "./model/scene.ts"
import { oldestFirst, text } from "./statistics/case.ts"

const asked = Effect.fnUntraced(function* (
  name: string,
  replies: ReadonlyArray<Reply>,
  own: Readonly<Record<string, string>> = {}
) {
  const database = yield* loaded(replies)
  const { sql, parameters } = yield* statisticQuery(yield* findStatistic(name), { tz: "UTC", own })
  return yield* database.rows(sql, parameters)
})

/** A domain whose first label is `ы` eighty times in Punycode: longer than a label may be. */
const tooLong = `xn--01${"a".repeat(80)}.example`

layer(NodeServices.layer)("texts", (it) => {
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

  it.effect(
    "words are left out that are short, in other letters, or in every text, where that is asked for",
    () =>
      Effect.gen(function* () {
        const replies = oldestFirst(said("a@c.us", "1", 1, text("И это был лифт, and the lift doesn't go")))
        const words = (own: Readonly<Record<string, string>>) =>
          Effect.map(asked("words", replies, own), (rows) => rows.map(({ word }) => word))
        expect(yield* words({})).toHaveLength(9)
        expect(yield* words({ min_length: "4" })).toEqual(["doesn't", "lift", "лифт"])
        expect(yield* words({ language: "ru" })).toEqual(["был", "и", "лифт", "это"])
        expect(yield* words({ stop_words: "ru,en" })).toEqual(["go", "lift", "лифт"])
        const linked = oldestFirst(said("a@c.us", "1", 1, text("Лифт: https://www.lift.example/лифт")))
        expect(yield* asked("words", linked, {})).toMatchObject([{ word: "лифт", uses: 1n }])
        expect(yield* words({ stop_words: "en", language: "en", min_length: "3" })).toEqual(["lift"])
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
          said(
            "a@c.us",
            "6",
            6,
            text("<https://u:p@shop.example>(http://go.example/a),http://192.0.2.1 http://[2001:db8::1]:80/")
          ),
          said(
            "a@c.us",
            "7",
            7,
            text(
              `https://xn--99999999999.example https://बाज़ार.भारत/क https://xn--ls8h.example https://${tooLong}`
            )
          )
        )
      )
      expect(Object.fromEntries(rows.map((row) => [row["domain"], Number(row["messages"])]))).toEqual({
        "go.example": 2,
        "shop.example": 2,
        "192.0.2.1": 1,
        "[2001:db8::1]": 1,
        "archive.example": 1,
        "xn--99999999999.example": 1,
        "дом.сайт.рф": 1,
        "сайт.рф": 1,
        [`बाज़ार.भारत`.normalize("NFC")]: 1,
        "💩.example": 1,
        [tooLong]: 1
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
})
