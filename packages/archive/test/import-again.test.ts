import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as fc from "fast-check"
import { commitSnapshot, type ImportOptions } from "../src/index.ts"
import { bytesOf, factsOf, filesIn } from "./archives.ts"
import { arrayOf, importer, recordAt } from "./imports.ts"

const early = new Date("2024-01-01T00:00:00.000Z")
const late = new Date("2024-02-01T00:00:00.000Z")

/** Imports the same bytes again and again; what became of each import, and of the only snapshot in the end. */
const again = Effect.fnUntraced(function* (...turns: ReadonlyArray<Partial<ImportOptions>>) {
  const { importFile, kept } = yield* importer
  const states: Array<string | undefined> = []
  for (const options of turns)
    states.push((yield* importFile("a.json", arrayOf(9, 8), options)).parts[0]?.state)
  const all = yield* kept
  assert.strictEqual(all.length, 1)
  const { requested_at, requested_at_is_guess, minutes } = all[0]?.facts ?? factsOf(bytesOf(""))
  return { states, told: [requested_at, requested_at_is_guess, minutes] }
})

describe("the same bytes, imported again", () => {
  it.effect("add nothing, under another name or compressed too", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const first = yield* importFile("a.json", arrayOf(2, 1))
      const second = yield* importFile("b.json", arrayOf(2, 1))
      assert.strictEqual(second.parts[0]?.state, "known")
      assert.deepStrictEqual(second.parts[0]?.ref, first.parts[0]?.ref)
      assert.strictEqual((yield* kept).length, 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("with a told time instead of a guess take that time", () =>
    Effect.gen(function* () {
      const { states, told } = yield* again({}, { requestedAt: late })
      assert.deepStrictEqual(
        [states, told],
        [
          ["added", "retimed"],
          [late.toISOString(), false, null]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("keep a told time rather than a guess, and the earlier of two", () =>
    Effect.gen(function* () {
      const { states, told } = yield* again(
        { requestedAt: late },
        {},
        { requestedAt: early },
        { requestedAt: late }
      )
      assert.deepStrictEqual(
        [states, told],
        [
          ["added", "known", "retimed", "known"],
          [early.toISOString(), false, null]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("take a window that is told later, and keep it when a better time is told without one", () =>
    Effect.gen(function* () {
      const { states, told } = yield* again(
        { requestedAt: late },
        { minutes: 60 },
        { minutes: 60 },
        { requestedAt: early },
        { requestedAt: early, minutes: 90 }
      )
      assert.deepStrictEqual(
        [states, told],
        [
          ["added", "retimed", "known", "retimed", "retimed"],
          [early.toISOString(), false, 90]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("come to the same time in whatever order they are told", () =>
    Effect.gen(function* () {
      const option = fc.constantFrom<Partial<ImportOptions>>(
        {},
        { requestedAt: early },
        { requestedAt: late }
      )
      for (const turns of fc.sample(fc.array(option, { minLength: 1, maxLength: 4 }), 25)) {
        const { told } = yield* again(...turns)
        const times = turns.flatMap(({ requestedAt }) =>
          requestedAt instanceof Date ? [requestedAt.getTime()] : []
        )
        const isGuess = times.length === 0
        const expected = new Date(isGuess ? 9000 : Math.min(...times)).toISOString()
        assert.deepStrictEqual(told, [expected, isGuess, null])
      }
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
  )

  it.effect("of a reply that sync has kept add nothing, whatever is told", () =>
    Effect.gen(function* () {
      const { archive, importFile, kept } = yield* importer
      const body = bytesOf(arrayOf(2, 1))
      const ref = yield* commitSnapshot(archive, factsOf(body), body)
      const { parts } = yield* importFile("a.json", body, { requestedAt: new Date(0), minutes: 5 })
      assert.deepStrictEqual([parts[0]?.state, parts[0]?.ref], ["known", ref])
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => facts),
        [factsOf(body)]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of another instance or journal are kept beside the others", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      yield* importFile("a.json", arrayOf(1))
      yield* importFile("a.json", arrayOf(1), { journal: "outgoing" })
      yield* importFile("a.json", arrayOf(1), { instanceId: "1102000002" })
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => [facts.instance_id, facts.journal]),
        [
          ["1101000001", "incoming"],
          ["1101000001", "outgoing"],
          ["1102000002", "incoming"]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("mend a snapshot that is damaged, in its facts or in its body", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const { importFile, kept } = yield* importer
      const first = yield* importFile("a.json", arrayOf(2, 1))
      const { path = "" } = { ...first.parts[0]?.ref }
      const whole = yield* fs.readFile(path)
      for (const at of [12, whole.length - 2]) {
        const broken = whole.slice()
        broken[at] = (broken[at] ?? 0) ^ 0xff
        yield* fs.writeFile(path, broken)
        assert.strictEqual((yield* importFile("a.json", arrayOf(2, 1))).parts[0]?.state, "added")
        assert.strictEqual((yield* kept).length, 1)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("add the parts that are missing", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const { archive, importFile } = yield* importer
      const lines = [1, 2, 3].map((time) => `${recordAt(time)}\n`).join("")
      const first = yield* importFile("a.ndjson", lines, { partBytes: 150 })
      yield* fs.remove(first.parts[1]?.ref.path ?? "")
      const second = yield* importFile("a.ndjson", lines, { partBytes: 150 })
      assert.deepStrictEqual(
        second.parts.map(({ state }) => state),
        ["known", "added", "known"]
      )
      assert.strictEqual((yield* filesIn(archive.path)).length, 4)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("twice in one file are kept once", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const { parts } = yield* importFile("a.ndjson", `${recordAt(1)}\n`.repeat(3), { partBytes: 150 })
      assert.deepStrictEqual(
        parts.map(({ state }) => state),
        ["added", "known", "known"]
      )
      assert.strictEqual((yield* kept).length, 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
