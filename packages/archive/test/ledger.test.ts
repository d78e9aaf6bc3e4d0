import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import { type Archive, commitSnapshot, compactInstance, coverageOf, type Facts } from "../src/index.ts"
import {
  type InstanceLedger,
  instanceLedger,
  nextMinutes,
  observe,
  removeSnapshot,
  snapshotRef
} from "../src/internal.ts"
import { bytesOf, emptyArchive, factsOf } from "./archives.ts"
import { breadth } from "./breadth.ts"
import { type Call, watchedFiles } from "./files.ts"
import { recordAt } from "./imports.ts"
import { type MadeReply, newsOf, repliesOf } from "./ledger-model.ts"

/** Whole numbers from 0 to before the argument, the same for the same seed. */
const picker = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

const shuffled = <A>(items: ReadonlyArray<A>, pick: (below: number) => number): ReadonlyArray<A> => {
  const rest = [...items]
  return items.flatMap(() => rest.splice(pick(rest.length), 1))
}

/** All that a ledger knows. */
const knowledgeOf = (ledger: InstanceLedger) => {
  const { time, table } = ledger as unknown as {
    time: object
    table: { entries: (from: number) => Uint32Array }
  }
  return { time, seen: [...table.entries(0)], newest: ledger.newestRequestAt }
}

/** What a ledger made of the snapshots alone knows. */
const fromScratch = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.remove(`${archive.path}/cache`, { recursive: true, force: true })
  return knowledgeOf(yield* instanceLedger(archive, "1101000001"))
})

const minute = 60_000
const start = Date.parse("2024-01-29T00:00:00Z")

/** A reply that was asked for so many minutes after the start, with records that are so old then, in minutes. */
const reply = (
  after: number,
  minutes: number,
  records: ReadonlyArray<string> = [],
  told: Partial<Facts> = {}
) => {
  const body = bytesOf(`[${records.join(",")}]`)
  const requested_at = new Date(start + after * minute).toISOString()
  return { facts: factsOf(body, { requested_at, minutes, server_date: null, ...told }), body }
}

const said = (after: number, more: object = {}) => recordAt(start / 1000 + after * 60, more)

describe("the ledger of an instance", () => {
  it.effect("tells a sync what is new, what changed, and what it covers", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const ledger = yield* instanceLedger(archive, "1101000001")
      assert.strictEqual(nextMinutes(ledger.coverage("incoming", start), start), 43_200)
      const first = reply(100, 31, [said(95), said(90)])
      yield* commitSnapshot(archive, first.facts, first.body)
      const told = yield* observe(ledger, first.facts, first.body)
      assert.deepInclude(told, { newCount: 2, changedCount: 0, knownCount: 0, newGaps: [], openGaps: [] })
      assert.deepStrictEqual(told.covers, { from: start + 70 * minute, to: start + 97 * minute })
      const again = yield* instanceLedger(archive, "1101000001")
      const second = reply(105, 16, [said(101), said(95, { isDeleted: true }), said(90)])
      yield* commitSnapshot(archive, second.facts, second.body)
      const then = yield* observe(again, second.facts, second.body)
      assert.deepInclude(then, { newCount: 1, changedCount: 1, knownCount: 1, newGaps: [], openGaps: [] })
      assert.strictEqual(again.coveredUntil("incoming"), start + 102 * minute)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "knows the same after a clock that was ahead for one sync, and asks for no time twice because of it",
    () =>
      Effect.gen(function* () {
        const archive = yield* emptyArchive
        const ahead = 3 * 24 * 60
        const replies = [
          reply(100, 31, [said(95)]),
          reply(105 + ahead, 31, [said(95)], { server_date: new Date(start + 105 * minute).toUTCString() }),
          reply(110, 31, [said(95, { isDeleted: true }), said(104)]),
          reply(115, 31, [said(104), said(112)])
        ]
        for (const { facts, body } of replies) {
          const ledger = yield* instanceLedger(archive, "1101000001")
          yield* commitSnapshot(archive, facts, body)
          yield* observe(ledger, facts, body)
        }
        const ledger = yield* instanceLedger(archive, "1101000001")
        assert.strictEqual(ledger.coveredUntil("incoming"), start + 112 * minute)
        assert.strictEqual(ledger.newestRequestAt, start + 115 * minute)
        assert.deepStrictEqual(knowledgeOf(ledger), yield* fromScratch(archive))
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("keeps what it knows where the archive can be written", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const { facts, body } = reply(100, 31, [said(95)])
      yield* commitSnapshot(archive, facts, body)
      assert.strictEqual((yield* instanceLedger(archive, "1101000001")).seenCount, 1)
      assert.deepStrictEqual(yield* fs.readDirectory(`${archive.path}/cache/coverage`), ["1101000001.json"])
      assert.strictEqual((yield* instanceLedger(archive, "1101000001")).seenCount, 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("knows the same in whatever order snapshots come, as if it had read them all at once", () =>
    Effect.gen(function* () {
      for (let seed = 1; seed <= breadth(3, 25); seed += 1) {
        const pick = picker(seed)
        const archive = yield* emptyArchive
        for (const { facts, body } of shuffled(repliesOf(4 + pick(9), pick), pick)) {
          yield* commitSnapshot(archive, facts, body)
          if (pick(2) === 0) yield* instanceLedger(archive, "1101000001")
        }
        const known = knowledgeOf(yield* instanceLedger(archive, "1101000001"))
        assert.deepStrictEqual(known, yield* fromScratch(archive), `seed ${seed}`)
        yield* TestClock.setTime(start + 3 * 24 * 60 * minute)
        yield* compactInstance(archive, "1101000001", { removeNow: true })
        assert.deepStrictEqual(known, yield* fromScratch(archive), `seed ${seed}, compacted`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("counts what is new and what changed as a list of all records would, in whatever order", () =>
    Effect.gen(function* () {
      for (let seed = 1; seed <= breadth(3, 25); seed += 1) {
        const pick = picker(seed)
        const archive = yield* emptyArchive
        const kept: Array<MadeReply> = []
        const made = repliesOf(4 + pick(9), pick)
        let ledger = yield* instanceLedger(archive, "1101000001")
        for (const reply of seed % 2 === 0 ? made : shuffled(made, pick)) {
          yield* commitSnapshot(archive, reply.facts, reply.body)
          const observed = yield* observe(ledger, reply.facts, reply.body)
          assert.deepInclude(observed, newsOf(reply, kept), `seed ${seed}, ${reply.facts.snapshot_id}`)
          kept.push(reply)
          if (pick(3) === 0) ledger = yield* instanceLedger(archive, "1101000001")
        }
        assert.deepStrictEqual(knowledgeOf(ledger), yield* fromScratch(archive), `seed ${seed}`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("forgets a snapshot that was removed, and reads one that was damaged and came back", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      for (const { facts, body } of repliesOf(6, picker(7))) yield* commitSnapshot(archive, facts, body)
      const whole = knowledgeOf(yield* instanceLedger(archive, "1101000001"))
      const third = repliesOf(6, picker(7))[2]
      assert.isDefined(third)
      const ref = yield* snapshotRef(archive, "1101000001", third.facts.snapshot_id)
      const bytes = yield* fs.readFile(ref.path)
      yield* removeSnapshot(archive, ref)
      const without = knowledgeOf(yield* instanceLedger(archive, "1101000001"))
      assert.deepStrictEqual(without, yield* fromScratch(archive))
      assert.notDeepEqual(without, whole)
      yield* fs.writeFile(ref.path, bytes.slice(0, 40))
      assert.deepStrictEqual(knowledgeOf(yield* instanceLedger(archive, "1101000001")), without)
      yield* fs.writeFile(ref.path, bytes)
      assert.deepStrictEqual(knowledgeOf(yield* instanceLedger(archive, "1101000001")), whole)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("does not believe what it kept if a byte of it has changed", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const records = Array.from({ length: 9_000 }, (_, no) => said(no / 9_000, { idMessage: `M${no}` }))
      const { facts, body } = reply(5, 31, records)
      yield* commitSnapshot(archive, facts, body)
      const known = knowledgeOf(yield* instanceLedger(archive, "1101000001"))
      assert.strictEqual(known.seen.length, 4 * 9_000)
      const folder = `${archive.path}/cache/coverage`
      const names = yield* fs.readDirectory(folder)
      assert.strictEqual(names.length, 2)
      for (const name of names)
        for (const at of [0, 15, 200].slice(0, breadth(2, 3))) {
          const bytes = yield* fs.readFile(`${folder}/${name}`)
          bytes[at] = (bytes[at] ?? 0) ^ 1
          yield* fs.writeFile(`${folder}/${name}`, bytes)
          const ledger = yield* instanceLedger(archive, "1101000001")
          assert.deepStrictEqual(knowledgeOf(ledger), known, `${name} at ${at}`)
        }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("works where nothing can be kept, and tells the same", () => {
    const files = watchedFiles([], (call) =>
      call.includes("cache") && /^(makeDirectory|open|rename)/.test(call) ? "EROFS" : undefined
    )
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      for (const { facts, body } of repliesOf(6, picker(3))) {
        const ledger = yield* instanceLedger(archive, "1101000001")
        yield* commitSnapshot(archive, facts, body)
        yield* observe(ledger, facts, body)
      }
      const known = knowledgeOf(yield* instanceLedger(archive, "1101000001"))
      assert.deepStrictEqual(known, yield* fromScratch(archive))
    }).pipe(Effect.provide(files))
  })

  it.effect("reads no snapshot again that it has read", () => {
    const calls: Array<Call> = []
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      for (const { facts, body } of repliesOf(6, picker(3))) yield* commitSnapshot(archive, facts, body)
      yield* instanceLedger(archive, "1101000001")
      calls.length = 0
      yield* instanceLedger(archive, "1101000001")
      assert.deepStrictEqual(
        calls.filter((call) => call.endsWith(".zst")),
        []
      )
    }).pipe(Effect.provide(watchedFiles(calls)))
  })

  it.effect("is told for all instances, as seen at the newest request, where there is coverage at all", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const first = reply(100, 31)
      const other = reply(400, 31, [], { instance_id: "1102000002" })
      const saved = reply(900, 31, [said(1)], {
        instance_id: "1103000003",
        origin: "import",
        requested_at_is_guess: true
      })
      for (const { facts, body } of [first, other, saved]) yield* commitSnapshot(archive, facts, body)
      const told = yield* coverageOf(archive)
      assert.deepStrictEqual(
        told.map(({ instanceId, journal, nextLossAt }) => [instanceId, journal, nextLossAt]),
        [
          ["1101000001", "incoming", start + (97 + 1440) * minute],
          ["1102000002", "incoming", start + (397 + 1440) * minute]
        ]
      )
      const later = yield* coverageOf(archive, start + 3000 * minute)
      assert.deepStrictEqual(
        later[0]?.intervals.map(({ from, to, state }) => [
          (from - start) / minute,
          (to - start) / minute,
          state
        ]),
        [
          [70, 97, "ok"],
          [97, 1560, "lost"],
          [1560, 2997, "gap"]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
