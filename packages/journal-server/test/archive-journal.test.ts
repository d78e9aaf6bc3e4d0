import { compactInstance } from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Logger from "effect/Logger"
import * as fc from "fast-check"
import { archiveJournal, type Journal, type JournalQuery, scriptedJournal } from "../src/index.ts"
import { anyHistory, asking, forAll, likelyHistory, origin, scripted, textOf } from "./histories.ts"
import { emptyArchive, keep } from "./replies.ts"
import { ask, instanceId, pathOf, record, served } from "./served.ts"

const decoder = new TextDecoder()
const textsOf = (journal: Journal, query: JournalQuery) =>
  Effect.map(journal.recordsAt(query), (records) => records.map((bytes) => decoder.decode(bytes)))
const idsOf = (journal: Journal, at: number, direction: "incoming" | "outgoing" = "incoming") =>
  Effect.map(textsOf(journal, asking(at, 999_999, direction)), (texts) =>
    texts.map((text): string => JSON.parse(text).idMessage)
  )
const array = (...records: ReadonlyArray<unknown>) => JSON.stringify(records)
const now = origin * 1000
const DAY_MILLIS = 24 * 60 * 60_000

describe("the journal of an archive", () => {
  it.effect("shows what a script of the same states shows", () =>
    forAll([anyHistory, fc.nat(4_500), fc.nat(90)], 15, (states, seconds, minutes) =>
      Effect.gen(function* () {
        const archive = yield* emptyArchive
        const dated = states.map((state) => ({ ...state, timestamp: state.timestamp ?? origin }))
        for (const [place, state] of dated.toSorted((a, b) => a.visibleFrom - b.visibleFrom).entries())
          yield* keep(archive, state.visibleFrom * 1000 + place, `[${textOf(state)}]`, {
            journal: place % 2 === 0 ? "history" : state.journal
          })
        const [script, kept] = [scriptedJournal(scripted(dated)), yield* archiveJournal(archive)]
        for (const direction of ["incoming", "outgoing"] as const) {
          const asked = asking((origin + seconds) * 1000 + 999, minutes, direction)
          assert.deepStrictEqual(yield* textsOf(kept, asked), yield* textsOf(script, asked))
        }
      }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
    )
  )

  it.effect("replays at every moment of a fetch what was fetched, however the replies overlap", () =>
    forAll(
      [likelyHistory, fc.uniqueArray(fc.nat(4_500), { minLength: 1, maxLength: 8 }), fc.boolean()],
      15,
      (states, moments, isOldestFirst) =>
        Effect.gen(function* () {
          const archive = yield* emptyArchive
          const script = scriptedJournal(scripted(states))
          const fetched: Array<readonly [JournalQuery, ReadonlyArray<string>]> = []
          const kept = yield* archiveJournal(archive)
          for (const moment of moments.toSorted((a, b) => a - b))
            for (const direction of ["incoming", "outgoing"] as const) {
              const asked = asking((origin + moment) * 1000, 40, direction)
              const texts = yield* textsOf(script, asked)
              const times = new Set(texts.map((text) => JSON.parse(text).timestamp))
              const isTurned = isOldestFirst && times.size > 1 && times.size === texts.length
              const body = `[${(isTurned ? texts.toReversed() : texts).join(",\n")}]`
              yield* keep(archive, asked.at.getTime(), body, { journal: direction })
              fetched.push([asked, texts])
              assert.deepStrictEqual(yield* textsOf(kept, asked), texts)
            }
          const again = yield* archiveJournal(archive)
          const later = { ...(yield* Clock.Clock), currentTimeMillis: Effect.succeed(now + 3 * DAY_MILLIS) }
          yield* Effect.provideService(
            compactInstance(archive, instanceId, { removeNow: true }),
            Clock.Clock,
            later
          )
          const packed = yield* archiveJournal(archive)
          for (const [asked, texts] of fetched) {
            assert.deepStrictEqual(yield* textsOf(again, asked), texts)
            assert.deepStrictEqual(yield* textsOf(packed, asked), texts)
          }
        }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
    )
  )

  it.effect("gives every record byte for byte, and leaves out what would spoil the array", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const good = [
        '{"idMessage":"A","chatId":"c","timestamp":1700000000,"n":12345678901234567890, "typeMessage" : "x"}',
        '{"idMessage":"B","chatId":"c","timestamp":1699999999,"textMessage":"\\ud83d \\u0041 \\/","typeMessage":"x","n":1,"n":2}',
        '{"typeMessage":"incomingBlock","timestamp":"1699999998","chatState":"\\u00e9"}'
      ]
      const bad = ['{"idMessage":"C"', "42", '{"idMessage":"D","textMessage":"\u0001"}']
      const body = [good[0], bad[1], good[1], bad[2], good[2]].join(" ,\n ")
      yield* keep(archive, now, `[${body},${bad[0]}`)
      const invalid = Buffer.concat([
        Buffer.from('[{"idMessage":"E","timestamp":1,"textMessage":"'),
        Buffer.from([0xff]),
        Buffer.from('"}]')
      ])
      yield* keep(archive, now, invalid)
      const { url } = yield* served({ journal: yield* archiveJournal(archive), now: new Date(now) })
      const { text } = yield* ask(url + pathOf("lastIncomingMessages", "?minutes=99999999"))
      assert.strictEqual(text, `[${good.join(",")}]`)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("tells the direction by the record, else by the journal that was asked", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const bare = (id: string, more: object) => ({
        ...record(id, origin),
        type: undefined,
        senderId: undefined,
        ...more
      })
      yield* keep(archive, now, array(bare("in", {}), record("turned", origin, { type: "outgoing" })))
      yield* keep(archive, now, array(bare("out", {})), { journal: "outgoing" })
      const history = array(
        bare("sent", { statusMessage: "read" }),
        bare("got", { senderId: "7@c.us" }),
        bare("nobody", {}),
        record("typed", origin, { type: "outgoing" })
      )
      yield* keep(archive, now + 1, history, { journal: "history" })
      const journal = yield* archiveJournal(archive)
      assert.sameMembers([...(yield* idsOf(journal, now + 1))], ["in", "got"])
      assert.sameMembers(
        [...(yield* idsOf(journal, now + 1, "outgoing"))],
        ["turned", "out", "sent", "typed"]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("catches up with new replies, with one that comes late, and with one that goes", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const journal = yield* archiveJournal(archive)
      const texts = Effect.map(textsOf(journal, asking(now + 9000, 99, "incoming")), (found) =>
        found.map((text) => JSON.parse(text).textMessage)
      )
      assert.deepStrictEqual(yield* texts, [])
      const said = (textMessage: string) => array(record("A", origin, { textMessage }))
      const latest = yield* keep(archive, now + 5000, said("five"))
      assert.deepStrictEqual(yield* texts, ["five"])
      yield* keep(archive, now + 1000, said("one"))
      assert.deepStrictEqual(yield* texts, ["five"])
      assert.deepStrictEqual(yield* idsOf(journal, now + 2000), ["A"])
      yield* keep(archive, now + 8000, said("guess"), { requested_at_is_guess: true })
      assert.deepStrictEqual(yield* texts, ["five"])
      yield* keep(archive, now + 7000, said("seven"))
      assert.deepStrictEqual(yield* texts, ["seven"])
      yield* keep(archive, now + 9500, said("later"))
      assert.deepStrictEqual(yield* texts, ["seven"])
      yield* fs.remove(latest.path)
      assert.deepStrictEqual(yield* texts, ["seven"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("shows a state again that came back after another", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const steps = ["a", "a", "b", "a"]
      for (const [step, textMessage] of steps.entries())
        yield* keep(archive, now + step * 1000, array(record("A", origin, { textMessage })))
      const journal = yield* archiveJournal(archive)
      for (const [step, textMessage] of steps.entries()) {
        const [text = ""] = yield* textsOf(journal, asking(now + step * 1000, 99, "incoming"))
        assert.strictEqual(JSON.parse(text).textMessage, textMessage)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("reads a reply from its oldest end, whichever that is", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const [old, early, late, young] = [
        record("old", origin - 5),
        record("twin", origin),
        record("other", origin),
        record("young", origin + 5)
      ]
      const again = record("twin", origin, { textMessage: "edited" })
      yield* keep(archive, now, array(old, early, late, again, young))
      yield* keep(archive, now, array(young, again, late, early, old), { instance_id: "1101000002" })
      const journal = yield* archiveJournal(archive)
      for (const instance of [instanceId, "1101000002"]) {
        const texts = yield* textsOf(journal, { ...asking(now, 99, "incoming"), instanceId: instance })
        assert.deepStrictEqual(
          texts,
          [young, late, again, old].map((one) => JSON.stringify(one))
        )
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("knows a record from when it was really seen, not from a later guess", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const body = array(record("A", origin))
      yield* keep(archive, now + 8000, `${body} `, { requested_at_is_guess: true })
      yield* keep(archive, now + 1000, body)
      const journal = yield* archiveJournal(archive)
      assert.deepStrictEqual(yield* idsOf(journal, now + 999), [])
      assert.deepStrictEqual(yield* idsOf(journal, now + 1000), ["A"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("knows thousands of messages apart, and each again when it comes back", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const reply = (from: number, textMessage: string) =>
        array(
          ...Array.from({ length: 3000 }, (_, i) =>
            record(`M${from + i}`, origin + from + i, { textMessage })
          )
        )
      yield* keep(archive, now, reply(0, "first"))
      yield* keep(archive, now + 1000, reply(2000, "second"))
      const journal = yield* archiveJournal(archive)
      const texts = yield* textsOf(journal, asking(now + 1000, 99, "incoming"))
      const told = texts.map((text): readonly [string, string] => {
        const { idMessage, textMessage } = JSON.parse(text)
        return [idMessage, textMessage]
      })
      assert.deepStrictEqual(
        told,
        Array.from({ length: 5000 }, (_, i) => [`M${4999 - i}`, i < 3000 ? "second" : "first"] as const)
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "tells messages of the same id in two chats apart, and finds those without an id by what they say",
    () =>
      Effect.gen(function* () {
        const archive = yield* emptyArchive
        const block = (chatState: string, more: object = {}) => ({
          typeMessage: "incomingBlock",
          chatId: "c",
          timestamp: origin,
          chatState,
          ...more
        })
        yield* keep(
          archive,
          now,
          array(record("A", origin), record("A", origin, { chatId: "other" }), block("on"))
        )
        yield* keep(
          archive,
          now + 1,
          array(block("off"), block("on", { downloadUrl: "https://files.example/1" }))
        )
        const journal = yield* archiveJournal(archive)
        const texts = yield* textsOf(journal, asking(now + 1, 99, "incoming"))
        assert.strictEqual(texts.length, 4)
        assert.strictEqual(texts.filter((text) => text.includes('"on"')).length, 1)
        assert.include(texts.join(), "files.example")
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("reads records out of a body that is too large to keep", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const records = Array.from({ length: 40 }, (_, i) =>
        record(`M${i}`, origin - i, { jpegThumbnail: String.fromCharCode(65 + (i % 26)).repeat(300_000) })
      )
      yield* keep(archive, now, array(...records))
      const journal = yield* archiveJournal(archive)
      const texts = yield* textsOf(journal, asking(now, 99, "incoming"))
      assert.deepStrictEqual(
        texts,
        records.map((one) => JSON.stringify(one))
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("answers 500 and says on its own side which file is damaged", () => {
    const logged: Array<string> = []
    const logger = Logger.make<unknown, void>(({ message }) => {
      logged.push(String(message))
    })
    return Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const journal = yield* archiveJournal(archive)
      const { url } = yield* served({ journal, now: new Date(now) })
      const { path } = yield* keep(archive, now, array(record("A", origin)))
      yield* fs.writeFile(path, (yield* fs.readFile(path)).subarray(0, -3))
      const got = yield* ask(url + pathOf("lastIncomingMessages"))
      assert.deepStrictEqual(
        [got.status, got.text],
        [500, '{"statusCode":500,"message":"Internal Server Error"}']
      )
      assert.include(logged[0], `${path}: damaged`)
      assert.strictEqual((yield* Effect.flip(archiveJournal(archive)))._tag, "SnapshotDamaged")
      yield* fs.remove(path)
      assert.strictEqual((yield* ask(url + pathOf("lastIncomingMessages"))).text, "[]")
    }).pipe(Effect.provide(Logger.layer([logger])), Effect.provide(NodeServices.layer))
  })

  it.effect("keeps instances apart", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      yield* keep(archive, now, array(record("A", origin)))
      yield* keep(archive, now, array(record("B", origin)), { instance_id: "1101000002" })
      const journal = yield* archiveJournal(archive)
      assert.deepStrictEqual(yield* idsOf(journal, now), ["A"])
      assert.strictEqual(instanceId, "1101000001")
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
