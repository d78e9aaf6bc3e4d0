import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { commitSnapshot, type Facts, instanceLedger, nextMinutes, observe } from "../src/index.ts"
import { bytesOf, emptyArchive, factsOf } from "./archives.ts"
import { recordAt } from "./imports.ts"

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
})
