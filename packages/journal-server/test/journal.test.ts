import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { type Journal, type JournalQuery, scriptedJournal } from "../src/index.ts"
import { anyHistory, asking, forAll, origin, scripted, shownOf } from "./histories.ts"
import { ask, instanceId, pathOf, served, state } from "./served.ts"

const decoder = new TextDecoder()
const textsOf = (journal: Journal, query: JournalQuery) =>
  Effect.map(journal.recordsAt(query), (records) => records.map((bytes) => decoder.decode(bytes)))

const question = fc.record({
  at: fc.integer({ min: -1000, max: 5_000_000 }).map((by) => origin * 1000 + by),
  minutes: fc.oneof(fc.nat(90), fc.constant(999_999_999)),
  journal: fc.constantFrom("incoming", "outgoing"),
  onlySentByApi: fc.boolean()
})

describe("a scripted journal", () => {
  it.effect("shows at any moment every message once, as it was last seen, newest first", () =>
    forAll([anyHistory, question], 300, (states, { at, minutes, journal, onlySentByApi }) =>
      Effect.gen(function* () {
        const asked = asking(at, minutes, journal, onlySentByApi)
        assert.deepStrictEqual(
          yield* textsOf(scriptedJournal(scripted(states)), asked),
          shownOf(states, asked)
        )
      })
    )
  )

  it.effect("shows what is as old as the window, and nothing older", () =>
    Effect.gen(function* () {
      const states = [state("edge", origin - 600), state("older", origin - 601)]
      const [text, ...more] = yield* textsOf(scriptedJournal(states), asking(origin * 1000, 10, "incoming"))
      assert.include(text, '"edge"')
      assert.deepStrictEqual(more, [])
    })
  )

  it.effect("knows no other instance", () =>
    Effect.gen(function* () {
      const journal = scriptedJournal([state("A", origin)])
      const asked = { ...asking(origin * 1000, 10, "incoming"), instanceId: "1101000002" }
      assert.deepStrictEqual(yield* textsOf(journal, asked), [])
    })
  )

  it.effect("gives the newest 10,000, of equal times those that came last", () =>
    Effect.gen(function* () {
      const states = Array.from({ length: 10_500 }, (_, i) => state(`M${i}`, origin - (i < 600 ? 0 : i)))
      const { url } = yield* served({ journal: scriptedJournal(states), now: new Date(origin * 1000) })
      const { text } = yield* ask(url + pathOf("lastIncomingMessages"))
      const ids: ReadonlyArray<string> = JSON.parse(text).map((one: { idMessage: string }) => one.idMessage)
      assert.strictEqual(ids.length, 10_000)
      assert.deepStrictEqual([ids[0], ids[599], ids[600], ids.at(-1)], ["M599", "M0", "M600", "M9999"])
    })
  )

  it.effect("shows a record as whoever runs it wants it shown at that moment", () =>
    Effect.gen(function* () {
      const journal = scriptedJournal([state("A", origin, { downloadUrl: "https://files.example/a" })], {
        present: (record, askedAt) => ({
          ...(record as object),
          downloadUrl: `https://files.example/a?${askedAt}`
        })
      })
      const [text = ""] = yield* textsOf(journal, asking(origin * 1000 + 5999, 10, "incoming"))
      assert.strictEqual(JSON.parse(text).downloadUrl, `https://files.example/a?${origin + 5}`)
    })
  )

  it("does not take a text that is no JSON", () => {
    const broken = { ...state("A", origin), instanceId, record: '{"idMessage":' }
    assert.throws(() => scriptedJournal([broken]), SyntaxError)
  })
})
