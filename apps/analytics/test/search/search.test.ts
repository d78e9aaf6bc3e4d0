// What a search finds: words in any form, phrases, beginnings; in texts and what stands at them.

import { literal } from "@chatledger/export"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../../src/engine/database.ts"
import { countChats, countPeople } from "../../src/people/people.ts"
import { stretchesIn } from "../../src/search/highlight.ts"
import { exactPattern } from "../../src/search/pattern.ts"
import { type SearchOptions, search } from "../../src/search/search.ts"
import { termsOf } from "../../src/search/terms.ts"
import { unknownWords } from "../../src/search/unknown.ts"
import { foldedWord, stemOf } from "../../src/words/stem.ts"
import { committed, loaded, loadedInBatches } from "../loaded.ts"
import { repliesOfSeeds } from "../many-accounts.ts"
import type { JsonObject } from "../model/record.ts"
import { question, reply, said, vote } from "../model/scene.ts"
import { payloads } from "../report/payloads.ts"

const start = 1_767_600_000
const vera = "79000000001@c.us"
const oleg = "79000000002@c.us"

const texts = (...all: ReadonlyArray<string>): ReadonlyArray<JsonObject> =>
  all.map((textMessage, place) =>
    said(place % 2 === 0 ? vera : oleg, `M${place}`, start + place * 60, {
      textMessage,
      senderName: place % 2 === 0 ? "Вера Лунина" : "Олег"
    })
  )

const found = Effect.fnUntraced(function* (
  database: Database,
  text: string,
  options: Partial<SearchOptions> = {}
) {
  const shared = { choice: {}, limit: undefined, around: 0, links: [], ...options }
  const answer = yield* search(database, termsOf(text), shared)
  const rows = yield* database.rows(answer.question.sql)
  if (shared.limit === undefined) {
    const limited = yield* search(database, termsOf(text), { ...shared, limit: 1000 })
    expect(yield* database.rows(limited.question.sql), `the first of ${text}`).toEqual(rows)
    expect(limited.messages, text).toBe(answer.messages)
  }
  return rows
})

/** The ids of the messages found, the oldest first. */
const ids = (database: Database, text: string, options?: Partial<SearchOptions>) =>
  Effect.map(found(database, text, options), (rows) =>
    rows.flatMap(({ message_id: id }) => (id === null ? [] : [String(id)])).toReversed()
  )

const holding = (...all: ReadonlyArray<string>) => loaded([reply(texts(...all).toReversed())])

layer(NodeServices.layer)("a search", (it) => {
  it.effect("takes all ids of the sender, and a number as people write it", () =>
    Effect.gen(function* () {
      const hidden = "90000000000001@lid"
      const written = (id: string, senderId: string, chatId: string, timestamp: number) =>
        said(senderId, id, timestamp, { chatId, textMessage: "report" })
      const database = yield* loaded([
        reply([
          written("M2", oleg, oleg, start + 2),
          written("M1", hidden, "120363000000000777@g.us", start + 1),
          written("M0", vera, hidden, start)
        ])
      ])
      for (const sender of [vera, hidden, "8 900 000-00-01", "79000000001"])
        expect(yield* ids(database, "report", { choice: { sender: [sender] } }), sender).toEqual(["M0", "M1"])
    })
  )

  it.effect("shows and takes the name that a sender without an id chose", () =>
    Effect.gen(function* () {
      const written = (id: string, senderName: string) =>
        said("", id, start, { chatId: "-1001234567890", senderName, textMessage: "report" })
      const database = yield* loaded([reply([written("2", "Oleg"), written("1", "Vera")])])
      const [row] = yield* found(database, "report", { choice: { sender: ["ver"] } })
      expect([row?.["message_id"], row?.["sender_id"], row?.["sender_name"]]).toEqual(["1", null, "Vera"])
      expect(yield* ids(database, "report", { choice: { sender: ["Anna"] } })).toEqual([])
    })
  )

  it.effect("takes a whole name of somebody before longer names that have it inside", () =>
    Effect.gen(function* () {
      const written = (id: string, senderId: string, senderName: string) =>
        said(senderId, id, start, { senderName, textMessage: "report" })
      const database = yield* loaded([
        reply([written("3", "", "Vera Lu"), written("2", vera, "Vera L"), written("1", oleg, "vera")])
      ])
      const of = (sender: string) => ids(database, "report", { choice: { sender: [sender] } })
      expect(yield* of("Vera")).toEqual(["1"])
      expect(yield* of("Vera L")).toEqual(["2"])
      expect(yield* of("era")).toEqual(expect.arrayContaining(["1", "2", "3"]))
    })
  )

  it.effect("finds a shared contact by its number", () =>
    Effect.gen(function* () {
      const vcard = "BEGIN:VCARD\nFN:Zoya\nTEL;type=CELL;waid=79990000042:+7 999 000-00-42\nEND:VCARD"
      const shared = { typeMessage: "contactMessage", contact: { displayName: "Zoya", vcard } }
      const database = yield* loaded([reply([said(vera, "M0", start, shared)])])
      for (const number of ["79990000042", "+79990000042"])
        expect(yield* ids(database, number)).toEqual(["M0"])
    })
  )

  it.effect("finds a word of an address, alone, with others, and among many that begin so", () =>
    Effect.gen(function* () {
      const starts = [..."abcdefghijk"].map((letter) => `shop${letter}`).join(" ")
      const database = yield* holding("Смотри: https://shop.example/kniga?x=1 завтра", "книги завтра", starts)
      for (const text of ["shop", "kniga", "kniga завтра", "knig*"])
        expect(yield* ids(database, text), text).toEqual(["M0"])
      expect(yield* ids(database, "shop*")).toEqual(["M0", "M2"])
      expect(yield* ids(database, "завтра")).toEqual(["M0", "M1"])
    })
  )

  it.effect("finds a word in any form and case, with ё and е alike", () =>
    Effect.gen(function* () {
      const database = yield* holding(
        "Собрание в семь",
        "итоги СОБРАНИЯ.",
        "собранием недовольны",
        "собирались",
        "Ёлку убрали",
        "где елка?",
        "meetings",
        "the meeting is on"
      )
      expect(yield* ids(database, "собраниями")).toEqual(["M0", "M1", "M2"])
      expect(yield* ids(database, "ёлки")).toEqual(["M4", "M5"])
      expect(yield* ids(database, "елка")).toEqual(["M4", "M5"])
      expect(yield* ids(database, "MEET")).toEqual(["M6", "M7"])
    })
  )

  it.effect("wants all of several words, a phrase word for word, and any end for a star", () =>
    Effect.gen(function* () {
      const database = yield* holding(
        "новый лифт в доме",
        "в доме лифты новые",
        "лифт новый",
        "лифтёр пришёл",
        "интернет-магазина нет",
        "магазин интернет",
        "rock'n'roll",
        "roll it"
      )
      expect(yield* ids(database, "новый лифт")).toEqual(["M0", "M1", "M2"])
      expect(yield* ids(database, '"новый лифт"')).toEqual(["M0"])
      expect(yield* ids(database, "«лифт новый»")).toEqual(["M2"])
      expect(yield* ids(database, "лифт*")).toEqual(["M0", "M1", "M2", "M3"])
      expect(yield* ids(database, "интернет-магазин")).toEqual(["M4"])
      expect(yield* ids(database, "roll")).toEqual(["M7"])
      expect(yield* ids(database, "roll’n*")).toEqual([])
      expect(yield* ids(database, "rock’n’roll")).toEqual(["M6"])
    })
  )

  it.effect("sees through signs that nobody sees, letters that are put together, and emoji", () =>
    Effect.gen(function* () {
      const decomposed = "й".normalize("NFD")
      const database = yield* holding(
        `ча${decomposed}ник`,
        "чай\u00adник",
        "чайник5\ufe0f\u20e3",
        "ура 🎉!",
        "100% да",
        "c:\\temp"
      )
      expect(yield* ids(database, "чайники")).toEqual(["M0", "M1", "M2"])
      expect(yield* ids(database, "🎉")).toEqual(["M3"])
      expect(yield* ids(database, "%")).toEqual(["M4"])
      expect(yield* ids(database, "100%")).toEqual(["M4"])
    })
  )

  it.effect("finds by its patterns what the words alone would find, whatever stands beside a word", () =>
    Effect.gen(function* () {
      const signs = [
        "",
        "'",
        "’",
        "·",
        "\u0301",
        "\u00ad",
        "\u200d",
        "\ufe0f\u20e3",
        "-",
        "…",
        "\n",
        "5",
        "я"
      ]
      const written = ["ёлка", "Ёлки", "ЕЛКА", "meet", "MEETS", "meet\u017f", "елки\u0306", "7"]
      const odd = written.flatMap((word) =>
        signs.flatMap((sign) => [`а ${word}${sign}`, `${sign}${word} б`, `${word}${sign}${word}`])
      )
      const database = yield* holding(...odd)
      for (const text of ["елка", "meet*", "7", '"ёлка ёлка"', "елки*"]) {
        const { needles } = yield* search(database, termsOf(text), {
          choice: {},
          limit: 0,
          around: 0,
          links: []
        })
        const exact = needles.flatMap((needle) => (needle.kind === "words" ? [exactPattern(needle)] : []))
        const rows = yield* database.rows(
          `select message_id
           from (
             select *, ' ' || replace(array_to_string(words_in(text), ' '), 'ё', 'е') || ' ' as w
             from messages
           )
           where ${exact.map((pattern) => `regexp_matches(w, ${literal(pattern)})`).join(" and ")}
           order by sent_at`
        )
        expect(rows.length, text).toBeGreaterThan(0)
        expect(yield* ids(database, text), text).toEqual(rows.map((row) => row["message_id"]))
      }
    })
  )

  it.effect(
    "searches captions, names of files, polls, contacts and places, and shows where it was found",
    () =>
      Effect.gen(function* () {
        const records = [
          said(vera, "D", start, {
            typeMessage: "documentMessage",
            fileName: "Смета_2026.pdf",
            caption: "вот"
          }),
          said(vera, "I", start + 1, {
            typeMessage: "imageMessage",
            caption: "наша смета",
            fileName: "смета.jpg"
          }),
          said(vera, "P", start + 2, question("смета ясна", "нет")),
          said(oleg, "V", start + 3, vote("GONE", { "смета нужна": [oleg] })),
          said(vera, "C", start + 4, {
            typeMessage: "contactMessage",
            contact: { displayName: "Отдел смет", vcard: "BEGIN:VCARD\nEND:VCARD" }
          }),
          said(vera, "L", start + 5, {
            typeMessage: "locationMessage",
            location: { nameLocation: "Сметный отдел", address: "ул. Смет, 1", latitude: 1, longitude: 2 }
          })
        ]
        const rows = yield* found(yield* loaded([reply(records.toReversed())]), "смета")
        expect(rows.map((row) => [row["message_id"], row["found_in"]]).toReversed()).toEqual([
          ["D", "file"],
          ["I", "text"],
          ["P", "poll"],
          ["GONE", "poll"],
          ["C", "contact"],
          ["L", "place"]
        ])
      })
  )

  it.effect("lists chats and people with that name first, and what they wrote is not a match", () =>
    Effect.gen(function* () {
      const database = yield* holding("раз", "два", "Вере привет")
      yield* countChats(database, [{ id: "g@g.us", name: "Верность" }])
      const rows = yield* found(database, "вера")
      expect(rows.map((row) => [row["found_in"], row["text"], row["sender_id"]])).toEqual([
        ["name", "Вера Лунина", vera],
        ["text", "Вере привет", vera]
      ])
      const [chat] = yield* found(database, "верность")
      expect([chat?.["chat_id"], chat?.["sender_id"], chat?.["text"]]).toEqual(["g@g.us", null, "Верность"])
    })
  )

  it.effect("keeps to the period, the chat and the person asked for, the newest first, so many", () =>
    Effect.gen(function* () {
      const database = yield* holding(...Array.from({ length: 10 }, (_, place) => `слово ${place}`))
      const from = new Date((start + 180) * 1000)
      expect(yield* ids(database, "слово", { choice: { from } })).toEqual([
        "M3",
        "M4",
        "M5",
        "M6",
        "M7",
        "M8",
        "M9"
      ])
      expect(yield* ids(database, "слово", { choice: { from }, limit: 2 })).toEqual(["M8", "M9"])
      expect(yield* ids(database, "слово", { choice: { sender: ["олег"] } })).toEqual([
        "M1",
        "M3",
        "M5",
        "M7",
        "M9"
      ])
      expect(yield* ids(database, "слово", { choice: { sender: [vera] } })).toHaveLength(5)
      expect(yield* ids(database, "слово", { choice: { chat: ["other@g.us"] } })).toEqual([])
      expect(yield* ids(database, "слово", { choice: { instance: ["2"] } })).toEqual([])
    })
  )

  it.effect("shows the messages around, and links into transcripts", () =>
    Effect.gen(function* () {
      const database = yield* holding("а", "б", "искомое", "в", "г")
      const links = [{ instanceId: "1", chatId: "g@g.us", url: "file:///t/a.html" }]
      const rows = yield* found(database, "искомое", { around: 1, links })
      expect(rows.map(({ link, place, text }) => [Number(place), text, link])).toEqual([
        [-1, "б", "file:///t/a.html#m-M1"],
        [0, "искомое", "file:///t/a.html#m-M2"],
        [1, "в", "file:///t/a.html#m-M3"]
      ])
    })
  )

  it.effect("finds the last text of an edited message, and reports words that nobody wrote", () =>
    Effect.gen(function* () {
      const first = [said(vera, "E", start, { textMessage: "прежнее" })]
      const later = [said(vera, "E", start, { textMessage: "новое", isEdited: true, editedMessageId: "X" })]
      const database = yield* loadedInBatches([
        yield* committed([reply(first, { requestedAt: (start + 100) * 1000 })]),
        yield* committed([reply(later, { requestedAt: (start + 200) * 1000 })])
      ])
      expect(yield* ids(database, "новая")).toEqual(["E"])
      expect(yield* ids(database, "прежнее")).toEqual([])
      const { needles } = yield* search(database, termsOf("прежнее новые нвое"), {
        choice: {},
        limit: 1,
        around: 0,
        links: []
      })
      expect(yield* unknownWords(database, needles)).toEqual([{ word: "нвое", near: ["новое"] }])
      const spruce = yield* holding("ёлочка")
      const asked = yield* search(spruce, termsOf("ёлочкка"), { choice: {}, limit: 1, around: 0, links: [] })
      expect(yield* unknownWords(spruce, asked.needles)).toEqual([{ word: "ёлочкка", near: ["ёлочка"] }])
    })
  )

  it.effect(
    "finds the text of an edit once: at its message, or at the edit if the archive does not have the message",
    () =>
      Effect.gen(function* () {
        const edit = (id: string, stanzaId: string, textMessage: string) =>
          said(vera, id, start + 60, {
            typeMessage: "editedMessage",
            editedMessageData: { caption: null, stanzaId, typeMessage: "textMessage", textMessage }
          })
        const database = yield* loaded([
          reply([
            edit("EA", "A", "билеты куплены"),
            edit("EB", "B", "билеты проданы"),
            said(vera, "A", start, {})
          ])
        ])
        expect(yield* ids(database, "билет")).toEqual(["A", "EB"])
      })
  )

  it.effect("takes every text of strangers for what it is, as what is looked for and where", () =>
    Effect.gen(function* () {
      const odd = payloads
        .filter((text) => text.trim() === text && !text.includes("\0"))
        .filter((_, place) => place % 25 === 0)
      const database = yield* holding(...odd)
      for (const [place, text] of odd.entries()) {
        const quoted = text.replace(/["“”„«»*]/g, " ").trim()
        expect(yield* ids(database, quoted), text).toContain(`M${place}`)
      }
    })
  )
})

layer(NodeServices.layer)("a search by the words of each text", (it) => {
  it.effect("finds what reading all texts finds", () =>
    Effect.gen(function* () {
      const database = yield* loadedInBatches([yield* committed(repliesOfSeeds([3, 11]))])
      yield* countPeople(database, [])
      const words = yield* database.rows(
        `select word, unnest([word || ' ' || next, '"' || word || ' ' || next || '"', left(word, 2) || '*']) as more
         from (
           select word, lead(word) over (partition by text order by place) as next
           from (
             select any_value(text) as text, unnest(words_in(text)) as word, unnest(range(100)) as place
             from messages where text is not null group by text
           )
           where word is not null
         )
         where next is not null
         using sample 5 (reservoir, 7)`
      )
      const searched = [...new Set(words.flatMap(({ more, word }) => [String(word), String(more)]))]
      const options = [
        {},
        { choice: { type: ["textMessage", "editedMessage"] } },
        { choice: { from: new Date(start * 1000) } }
      ]
      const byWords = yield* Effect.forEach(searched, (text) =>
        Effect.forEach(options, (one) => found(database, text, one))
      )
      yield* database.run("create or replace temp view text_words as from ledger.text_words where false")
      for (const [place, text] of searched.entries())
        for (const [at, one] of options.entries())
          expect(byWords[place]?.[at], text).toEqual(yield* found(database, text, one))
      expect(byWords.flat().some((rows) => rows.length > 1)).toBe(true)
    })
  )
})

layer(NodeServices.layer)("a limit", (it) => {
  it.effect(
    "changes no count: what is found in a text and in its file counts once, also if it is not shown",
    () =>
      Effect.gen(function* () {
        const pictures = Array.from({ length: 4 }, (_, place) =>
          said(vera, `P${place}`, start + place, {
            typeMessage: "imageMessage",
            caption: "смета",
            fileName: "смета.jpg"
          })
        )
        const file = said(vera, "F", start - 1, {
          typeMessage: "documentMessage",
          fileName: "смета.pdf",
          caption: ""
        })
        const undated = { ...said(vera, "U", start, { textMessage: "смета" }), timestamp: "never" }
        const database = yield* loaded([reply([...pictures.toReversed(), file, undated])])
        for (const [limit, shown] of [
          [0, []],
          [2, ["P3", "P2"]],
          [6, ["P3", "P2", "P1", "P0", "F", "U"]]
        ] as const) {
          const answer = yield* search(database, termsOf("смета"), {
            choice: {},
            limit,
            around: 0,
            links: []
          })
          const rows = yield* database.rows(answer.question.sql)
          expect(rows.map((row) => row["message_id"])).toEqual(shown)
          expect(answer.messages).toBe(6)
        }
      })
  )
})

layer(NodeServices.layer)("a private chat under a number and a hidden id", (it) => {
  it.effect("is one, with each message once, also where only words are searched", () =>
    Effect.gen(function* () {
      const hidden = "90000000000001@lid"
      const written = (id: string, chatId: string, senderId: string, textMessage: string) =>
        said(senderId, id, start, { chatId, textMessage })
      const database = yield* loaded([
        reply([
          written("M3", vera, vera, "лифт стоит"),
          written("M2", hidden, hidden, "лифт едет"),
          written("M2", vera, vera, "лифт едет"),
          written("M1", hidden, vera, "лифты")
        ])
      ])
      yield* countPeople(database, [])
      const [joined] = yield* database.rows("select count(*) as chats from temp.chat_of")
      expect(Number(joined?.["chats"])).toBeGreaterThan(0)
      for (const choice of [{}, { chat: [vera] }]) {
        const rows = yield* found(database, "лифт", { choice })
        expect(rows.map((row) => [row["message_id"], row["chat_id"], row["sender_id"]])).toEqual([
          ["M3", vera, vera],
          ["M2", vera, vera],
          ["M1", vera, vera]
        ])
      }
    })
  )
})

layer(NodeServices.layer)("the beginning of many words", (it) => {
  it.effect("is found in the chat that has one of them, not in another where a message has the same id", () =>
    Effect.gen(function* () {
      const written = (chatId: string, textMessage: string, id = "M0") =>
        said(vera, id, start, { chatId, textMessage })
      const database = yield* loaded([
        reply([
          written("1@g.us", "ночь"),
          written("2@g.us", "день"),
          ...Array.from("абвгдежзик", (letter, place) => written("3@g.us", `ночь${letter}`, `N${place}`))
        ])
      ])
      const rows = yield* found(database, "ночь*")
      expect(rows.map((row) => row["chat_id"]).toSorted()).toEqual(["1@g.us", ...Array(10).fill("3@g.us")])
    })
  )
})

layer(NodeServices.layer)("the words of the archive", (it) => {
  it.effect("are those of all texts, each with its stem, however they are loaded", () =>
    Effect.gen(function* () {
      const replies = repliesOfSeeds([11])
      const refs = yield* committed(replies)
      const atOnce = yield* loadedInBatches([refs])
      const half = refs.length >> 1
      const inParts = yield* loadedInBatches([refs.slice(half), refs.slice(0, half)])
      const words = "select word, stem from ledger.words order by word"
      const all = yield* atOnce.rows(words)
      expect(yield* inParts.rows(words)).toEqual(all)
      for (const { stem, word } of all) expect(stem).toBe(stemOf(String(word)))
      const missing = yield* atOnce.rows(
        `select distinct word from (
           select unnest(words_in(text)) as word from messages
           union all select unnest(words_in(file_name)) from media
           union all select unnest(words_in(option_name)) from poll_options
           union all select unnest(words_in(poll_name)) from polls
         ) anti join ledger.words using (word)`
      )
      expect(missing).toEqual([])
    })
  )

  it.effect("are the same as those of the complete text, also in odd texts", () =>
    Effect.gen(function* () {
      const odd = [
        "a\u0301 \u0301b e\u0301clair",
        'שע"ט ש "ט',
        "5\ufe0f\u20e3 слово5\ufe0f\u20e3ещё",
        "{{SWE001}} x{{SWE002}}y",
        "rock'n'roll ' x ' it’s",
        "co\u00adop \u00ad end",
        "ｆｕｌｌ ⅷ İstanbul ΟΔΟΣ",
        "नमस्ते দুনিয়া 한글 \u1112\u1161\u11ab",
        " два\tтаб\nстрока "
      ]
      const database = yield* holding(...odd)
      const [row] = yield* database.rows(
        `select list_sort(list(distinct word)) as words from ledger.words where word <> '?'`
      )
      const [whole] = yield* database.rows(
        "select list_sort(list(distinct word)) as words from (select unnest(words_in(text)) as word from messages)"
      )
      expect(String(row?.["words"])).toBe(String(whole?.["words"]))
    })
  )

  it.effect("are highlighted where they were searched for", () =>
    Effect.gen(function* () {
      const database = yield* holding("Новая Ёлка, и ёлки у ёлки-палки!")
      const { needles } = yield* search(database, termsOf('елка "у ёлки"'), {
        choice: {},
        limit: 1,
        around: 0,
        links: []
      })
      const text = "Новая Ёлка, и ёлки у ёлки-палки!"
      expect(stretchesIn(text, needles).map(({ from, to }) => text.slice(from, to))).toEqual([
        "Ёлка",
        "ёлки",
        "у ёлки"
      ])
      expect(foldedWord("ёж")).toBe("еж")
      expect(stretchesIn("у ёлки, ".repeat(200_000), needles)).toHaveLength(200_000)
    })
  )
})
