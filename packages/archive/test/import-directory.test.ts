import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { club, contactOf, gone, groupOf, other } from "./directory-replies.ts"
import { arrayOf, importer } from "./imports.ts"

const max = JSON.stringify([{ chatId: "-70901", phoneNumber: 0 }])
const contacts = `[${contactOf(gone, "Ann")}]`
const info = JSON.stringify({ avatar: "", name: "Ann", contactName: "A", chatId: "400901" }, null, 2)
const pair = JSON.stringify({ existsWhatsapp: true, chatId: "900000000000901@lid", phoneNumber: gone })
const group = JSON.stringify(JSON.parse(groupOf(club, "Club", gone, other)), null, 1)

layer(NodeServices.layer)("a saved reply of the directory", (it) => {
  for (const [name, body, journal, records] of [
    ["contacts", contacts, "contacts", 1],
    ["contacts of MAX", '[{"chatId":"1","name":"","contactName":"","type":"user"}]', "contacts", 1],
    ["chats of MAX", max, "chats", 1],
    ["chats", `[{"id":"${gone}","name":"Ann","type":"user"}]`, "chats", 1],
    ["the data of a group, on many lines", group, "group", 2],
    [
      "the data of groups, one a line",
      `${groupOf(club, "Club", gone)}\n${groupOf(club, "C", other)}\n`,
      "group",
      2
    ],
    ["what is known of somebody", info, "contacts", 1],
    ["a check of a number", pair, "contacts", 1],
    ["contacts that are cut", `${contacts.slice(0, -1)},{"id":"790`, "contacts", 1],
    [
      "contacts with an id that can be none",
      `[${contactOf("null@c.us", "")},${contactOf(gone, "")}]`,
      "contacts",
      2
    ]
  ] as const)
    it.effect(`is told by its shape: ${name}`, () =>
      Effect.gen(function* () {
        const { importFile, kept } = yield* importer
        const { parts } = yield* importFile("saved.json", body, { minutes: 60 })
        assert.deepStrictEqual(
          parts.map((part) => [part.journal, part.summary.recordCount, part.state]),
          [[journal, records, "added"]]
        )
        const [one] = yield* kept
        assert.strictEqual(Buffer.from(one?.body ?? []).toString(), body)
        assert.isNull(one?.facts.minutes)
        assert.isTrue(one?.facts.requested_at_is_guess, "nothing in it tells when it was asked for")
        assert.strictEqual((yield* importFile("again.json", body)).parts[0]?.state, "known")
      })
    )

  it.effect("may be told by name, also an empty one, with its time", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const requestedAt = new Date("2026-01-02T03:04:05.678Z")
      yield* importFile("a.json", "[]", { journal: "contacts", requestedAt })
      yield* importFile("b.json", contacts, { journal: "chats", requestedAt })
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => [facts.journal, facts.requested_at, facts.requested_at_is_guess]),
        [
          ["chats", requestedAt.toISOString(), false],
          ["contacts", requestedAt.toISOString(), false]
        ]
      )
    })
  )

  it.effect("is refused in another encoding, and kept with single damaged letters", () =>
    Effect.gen(function* () {
      const { importFile, refusal } = yield* importer
      // The letters of Анна as windows-1251 has them.
      const named = (name: string) => Buffer.from(`[${contactOf(gone, name)}]`, "latin1")
      assert.include((yield* refusal("saved.json", named("\u00c0\u00ed\u00ed\u00e0"))).message, "not_utf8")
      const { parts } = yield* importFile("saved.json", Buffer.from(`[${contactOf(gone, "Анна \ufffd")}]`))
      assert.deepStrictEqual(
        parts.map(({ journal }) => journal),
        ["contacts"]
      )
    })
  )

  it.effect("is none where messages stand, or nobody", () =>
    Effect.gen(function* () {
      const { importFile, refusal } = yield* importer
      assert.strictEqual(
        (yield* importFile("journal.json", arrayOf(1700000000))).parts[0]?.journal,
        "incoming"
      )
      assert.strictEqual(
        (yield* refusal("other.json", '[{"id":"x","name":"Ann"}]')).message,
        "other.json: not imported: no_types {records: 1}"
      )
      assert.deepStrictEqual(yield* refusal("nobody.json", '[{"id":"null@c.us"}]', { journal: "contacts" }), {
        kind: "no-reply",
        message: 'nobody.json: not imported: no_entry_ids {method: "getContacts"}'
      })
      assert.strictEqual(
        (yield* refusal("page.json", "<html></html>", { journal: "group" })).message,
        "page.json: not imported: is_html"
      )
    })
  )
})
