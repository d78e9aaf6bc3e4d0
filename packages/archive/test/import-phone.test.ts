import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, layer, it as plain } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { forgetChat } from "../src/index.ts"
import { dateOrderOf } from "../src/phone-export/date-order.ts"
import { phoneEntries, phoneMessages } from "../src/phone-export/phone-export.ts"
import { phoneHead } from "../src/phone-export/phone-head.ts"
import { secondsIn } from "../src/phone-export/wall-time.ts"
import { importer } from "./imports.ts"
import { android, iphone, zipOf } from "./phone-exports.ts"

const chatId = "120363000000000001@g.us"
const phone = { timeZone: "Europe/Moscow", chatId }

const shown = (text: string, order: "dmy" | "mdy") =>
  phoneMessages(phoneEntries(text), order).map((one) => [
    one.wall,
    one.sender,
    one.kind,
    one.mediaType ?? one.fileName,
    one.text
  ])

describe("an exported chat", () => {
  plain("is read as an Android phone in Russian writes it", () => {
    assert.deepStrictEqual(shown(android, "dmy"), [
      [
        "2025-02-28T23:58:00",
        undefined,
        "system",
        undefined,
        "Сообщения и звонки защищены сквозным шифрованием."
      ],
      ["2025-02-28T23:58:00", undefined, "system", undefined, "Вера создала группу «Сад: весна»"],
      ["2025-02-28T23:59:00", "Вера", "message", undefined, "завтра сажаем?\nлук\n\nи чеснок"],
      ["2025-03-01T00:04:00", "Павел", "media", undefined, undefined],
      ["2025-03-01T00:05:00", "+7 905 000-00-02", "media", "image", "грядка: вид сверху"],
      ["2025-03-01T00:06:00", "Вера", "deleted", undefined, undefined],
      ["2025-03-01T00:07:00", "Вера", "message", undefined, "да, в 10: у калитки"]
    ])
  })

  plain("is read as an iPhone in English writes it", () => {
    assert.deepStrictEqual(shown(iphone, "mdy"), [
      ["2025-04-11T21:41:07", "Garden", "system", undefined, "Messages and calls are end-to-end encrypted."],
      ["2025-04-11T21:41:30", "Vera", "message", undefined, "tea?"],
      ["2025-04-12T00:00:01", "Pavel", "media", "image", "the beds"],
      ["2025-04-12T00:00:09", "Vera", "media", "audio", undefined],
      ["2025-04-13T12:30:00", "Vera", "call", undefined, "Missed voice call"]
    ])
  })

  for (const [line, time] of [
    ["31/12/2024, 21:41 - Vera: hi", "21:41"],
    ["31/12/2024, 9:41 pm - Vera: hi", "21:41"],
    ["31/12/24, 9:41\u00a0p.\u00a0m. - Vera: hi", "21:41"],
    ["31.12.24, 09:41 ПП - Вера: да", "21:41"],
    ["[31.12.2024, 21:41:07] Вера: да", "21:41:7"],
    ["\ufeff\u200e[31-12-2024 21:41:07] Vera: hi", "21:41:7"],
    ["[2024-12-31, 21:41:07] Vera: hi", "21:41:7"],
    ["31.12.2024 klo 21.41 - Vera: hi", "21:41"],
    ["31.12.2024 в 21:41 - Вера: да", "21:41"],
    ["٣١/١٢/٢٠٢٤، ٢١:٤١ - Vera: hi", "21:41"],
    ["12/31/24, 12:05 AM - Vera: hi", "0:5"]
  ] as const)
    plain(`begins with a head such as ${line.slice(0, 28)}`, () => {
      const head = phoneHead(line)
      assert.strictEqual(
        [head?.hour, head?.minute, head?.second].filter((n) => n !== undefined).join(":"),
        time
      )
      assert.match(head?.rest ?? "", /^(Vera: hi|Вера: да)$/)
    })

  for (const line of [
    "[1,2,3]",
    '[{"a":1}]',
    "see you on 31.12.2024, 21:41 - Vera: hi",
    "31.12.2024 21:61 - Vera: hi"
  ])
    plain(`does not begin with ${line}`, () => assert.strictEqual(phoneHead(line), undefined))

  const orderOf = (...lines: ReadonlyArray<string>) =>
    dateOrderOf(phoneEntries(lines.map((date) => `${date}, 10:00 - V: x`).join("\n")).map(({ head }) => head))

  plain("has its dates in the order that the file decides", () => {
    assert.strictEqual(orderOf("3/4/25", "25/4/25"), "dmy")
    assert.strictEqual(orderOf("3/4/25", "4/25/25"), "mdy")
    assert.strictEqual(orderOf("3/4/25", "2/5/25"), "dmy")
    assert.strictEqual(orderOf("2/5/25", "3/4/25"), "mdy")
    assert.strictEqual(orderOf("03.04.25"), "dmy")
    assert.strictEqual(orderOf("3/4/25", "4/4/25"), undefined)
  })

  plain("keeps lines that were pasted from another phone in the message above", () => {
    const pasted = [
      "1/13/26, 3:00 PM - Ann: here is what he wrote:",
      "25/12/2025, 10:00 - Bob: merry",
      "2/30/26, 9:00 AM - Bob: no day",
      "1/13/26, 3:01 PM - Ann: end",
      "1/14/26, 3:01 PM - Ann: indeed"
    ].join("\n")
    const heads = phoneEntries(pasted).map(({ head }) => head)
    assert.strictEqual(dateOrderOf(heads), "mdy")
    assert.deepStrictEqual(
      shown(pasted, "mdy").map(([wall, , , , text]) => [wall, text]),
      [
        [
          "2026-01-13T15:00:00",
          "here is what he wrote:\n25/12/2025, 10:00 - Bob: merry\n2/30/26, 9:00 AM - Bob: no day"
        ],
        ["2026-01-13T15:01:00", "end"],
        ["2026-01-14T15:01:00", "indeed"]
      ]
    )
  })

  plain("has all its first messages, in whatever style they are", () => {
    const lines = [
      "13.01.2026, 15:00:07 - Ann: first",
      ...Array.from({ length: 30 }, () => "14.01.26, 15:00 - Bob: a")
    ]
    assert.deepStrictEqual(
      shown(lines.join("\n"), "dmy")
        .slice(0, 2)
        .map(([, , , , text]) => text),
      ["first", "a"]
    )
  })

  plain("does not decide the order of its dates against time for a pasted line", () => {
    const days = Array.from({ length: 12 }, (_, day) => `1/${day + 1}/24`)
    assert.strictEqual(orderOf(...days.slice(0, 6), "13/5/24", ...days.slice(6)), undefined)
  })

  plain("is all messages where two exports were put together", () => {
    const both = [
      ...Array.from({ length: 4 }, (_, day) => `1/${13 + day}/26, 3:00 PM - Ann: a`),
      ...Array.from({ length: 4 }, (_, day) => `${13 + day}.02.2026, 15:00 - Ann: b`)
    ]
    assert.strictEqual(phoneEntries(both.join("\n")).length, 8)
  })

  plain("has a place and an unreadable message from their sender, as an iPhone writes them", () => {
    const line = "[13.01.2026, 21:06:00] Bob: "
    const texts = [
      "Location: https://maps.example/?q=1,2",
      "Live location shared",
      "Waiting for this message. This may take a while."
    ]
    for (const text of texts)
      assert.deepStrictEqual(shown(`${line}\u200e${text}`, "dmy"), [
        ["2026-01-13T21:06:00", "Bob", "message", undefined, text]
      ])
  })

  plain("has times that a change of clocks repeats or leaves out", () => {
    const seconds = secondsIn("Europe/Berlin")
    const at = (wall: string) => new Date((seconds?.(wall) ?? 0) * 1000).toISOString().slice(0, 16)
    assert.strictEqual(at("2025-10-26T02:30:00"), "2025-10-26T00:30")
    assert.strictEqual(at("2025-03-30T02:30:00"), "2025-03-30T01:30")
    assert.strictEqual(at("2025-07-01T12:00:00"), "2025-07-01T10:00")
    assert.strictEqual(secondsIn("Europe/Atlantis"), undefined)
  })
})

layer(NodeServices.layer)("the import of exported chats", (it) => {
  for (const [name, content, text] of [
    ["WhatsApp Chat with Garden.txt", android, android],
    ["chat.zip", zipOf("Чат WhatsApp с Садом.txt", android), android],
    ["stored.zip", zipOf("_chat.txt", iphone, { isStored: true }), iphone]
  ] as const)
    it.effect(`keeps the text as it is, with how to read it: ${name}`, () =>
      Effect.gen(function* () {
        const { importFile, kept } = yield* importer
        const { parts } = yield* importFile(name, content, { phone: { ...phone, dateOrder: undefined } })
        assert.deepStrictEqual(
          parts.map(({ journal, state }) => [journal, state]),
          [["phone", "added"]]
        )
        const [one] = yield* kept
        assert.strictEqual(Buffer.from(one?.body ?? []).toString(), text)
        assert.deepStrictEqual(one?.facts.phone, {
          time_zone: "Europe/Moscow",
          date_order: text === android ? "dmy" : "mdy",
          chat_id: chatId
        })
        if (text === android)
          assert.deepStrictEqual(
            [one?.facts.record_count, one?.facts.requested_at, one?.facts.newest_timestamp],
            [7, "2025-02-28T21:07:00.000Z", 1740776820]
          )
      })
    )

  it.effect("corrects the zone when it is imported again", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      yield* importFile("a.txt", android, { phone })
      assert.strictEqual((yield* importFile("a.txt", android, { phone })).parts[0]?.state, "known")
      const other = { ...phone, timeZone: "Asia/Omsk" }
      assert.strictEqual((yield* importFile("a.txt", android, { phone: other })).parts[0]?.state, "reread")
      const private_ = { ...other, chatId: "+7 903 123-45-12" }
      yield* importFile("a.txt", android, { phone: private_ })
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => facts.phone?.chat_id),
        ["79031234512@c.us"]
      )
      yield* importFile("a.txt", android, { phone: other })
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => facts.phone?.time_zone),
        ["Asia/Omsk"]
      )
    })
  )

  it.effect("is refused by name where something is missing", () =>
    Effect.gen(function* () {
      const { refusal } = yield* importer
      const either = "3/4/25, 10:00 - V: x\n"
      for (const [name, content, options, reason] of [
        ["zone.txt", android, { phone: { chatId } }, "phone_zone_missing"],
        ["zone.txt", android, { phone: { chatId, timeZone: "Mars" } }, 'phone_zone_unknown {given: "Mars"}'],
        ["chat.txt", android, { phone: { timeZone: "UTC" } }, "phone_chat_missing"],
        ["both.txt", either, { phone }, 'phone_date_order {example: "3/4/25"}'],
        [
          "unfit.txt",
          "25/4/25, 10:00 - V: x",
          { phone: { ...phone, dateOrder: "mdy" } },
          'phone_date_unfit {example: "25/4/25", order: "mdy"}'
        ],
        [
          "no.txt",
          "99.99.2025, 10:00 - V: x",
          { phone },
          'phone_date_unfit {example: "99.99.2025", order: "dmy"}'
        ],
        ["journal.txt", android, { phone, journal: "incoming" }, "phone_journal_given"],
        ["latin.txt", Buffer.from("31.12.2024, 21:41 - V: \u00e9", "latin1"), { phone }, "not_utf8"],
        ["other.zip", zipOf("notes.txt", "no chat at all"), { phone }, "phone_not_found"],
        ["none.zip", zipOf("notes.doc", "no chat at all"), { phone }, "phone_not_found"],
        [
          "several.zip",
          zipOf("WhatsApp Chat with Vera.txt", android, { beside: "WhatsApp Chat with Oleg.txt" }),
          { phone },
          "zip_of_several_chats"
        ],
        ["letter.txt", "Dear Vera,\nsee you", { phone }, "phone_not_found"],
        ["name.txt", android, { phone: { ...phone, chatId: "Сад" } }, 'phone_chat_unfit {given: "Сад"}'],
        [
          "half.txt",
          android,
          { phone: { ...phone, chatId: "Сад@g.us" } },
          'phone_chat_unfit {given: "Сад@g.us"}'
        ],
        ["short.txt", android, { phone: { ...phone, chatId: "12345" } }, 'phone_chat_unfit {given: "12345"}']
      ] as const)
        assert.strictEqual(
          (yield* refusal(name, content, options)).message,
          `${name}: not imported: ${reason}`
        )
      const broken = zipOf("_chat.txt", android, { isStored: true })
      broken[broken.indexOf("лук")] = 0xd1
      assert.match((yield* refusal("broken.zip", broken, { phone })).message, /compression/)
    })
  )

  it.effect("is undone by forget, with the name of the file", () =>
    Effect.gen(function* () {
      const { archive, importFile, kept } = yield* importer
      yield* importFile("WhatsApp Chat with Garden.txt", android, { phone })
      const other = yield* forgetChat(archive, "1101000001", "79050000002@c.us", true)
      assert.deepStrictEqual([other.records, other.snapshots], [0, 0])
      const { records } = yield* forgetChat(archive, "1101000001", chatId, true)
      assert.strictEqual(records, 7)
      const [one, ...more] = yield* kept
      assert.deepStrictEqual(more, [])
      assert.deepStrictEqual(
        [one?.body.length, one?.facts.source, one?.facts.phone, one?.facts.record_count],
        [0, "forgotten", undefined, 0]
      )
    })
  )
})
