import { dirname } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import { type Archive, compactInstance, openArchive } from "../src/index.ts"
import { emptyArchive, filesIn, temporaryFolder } from "./archives.ts"
import { breadth } from "./breadth.ts"
import { contents, damages, instanceId, keepReplies, keepReply, NOW, timesOf } from "./keeping.ts"

/** Copies one file, if it is still there, as cp and rsync do. */
const copy = Effect.fnUntraced(function* (from: string, to: string, name: string) {
  const fs = yield* FileSystem.FileSystem
  if (!(yield* fs.exists(`${from}/${name}`))) return
  yield* fs.makeDirectory(dirname(`${to}/${name}`), { recursive: true })
  yield* fs.copyFile(`${from}/${name}`, `${to}/${name}`)
})

/** Copies what has been listed: some files before something happens, the others after it. */
const copyAround = Effect.fnUntraced(function* <E, R>(
  archive: Archive,
  names: ReadonlyArray<string>,
  before: number,
  happens: Effect.Effect<unknown, E, R>
) {
  const to = `${yield* temporaryFolder}/copy`
  for (const name of names.slice(0, before)) yield* copy(archive.path, to, name)
  yield* happens
  for (const name of names.slice(before)) yield* copy(archive.path, to, name)
  return yield* openArchive(to)
})

const orders: ReadonlyArray<(names: ReadonlyArray<string>) => ReadonlyArray<string>> = [
  (names) => names,
  (names) => names.toReversed(),
  (names) => names.toSorted((a, b) => (a.slice(-9) < b.slice(-9) ? -1 : 1))
]

const compact = (archive: Archive) => compactInstance(archive, instanceId, { removeNow: false })

describe("a copy of the archive", () => {
  it.effect(
    "made in any order while compact packs, packs again and removes, holds what was there before, whole",
    () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        yield* TestClock.setTime(NOW)
        for (const order of orders)
          for (let before = 0; before <= 12; before += breadth(4, 1)) {
            const archive = yield* emptyArchive
            yield* keepReplies(archive, [...timesOf("2024-01-30"), ...timesOf("2024-01-31")])
            const pack = `${archive.path}/snapshots/${instanceId}/2024/01/20240130.pack.zst`
            for (const step of ["pack", "remove", "pack a late one"]) {
              if (step === "remove") yield* fs.utimes(pack, new Date(0), new Date(0))
              if (step === "pack a late one") yield* keepReply(archive, "2024-01-30T22:00:00.000Z", "[ ]")
              const known = yield* contents(archive)
              const names = order(yield* filesIn(archive.path))
              const made = yield* copyAround(archive, names, Math.min(before, names.length), compact(archive))
              assert.deepStrictEqual(yield* damages(made), [])
              const copied = yield* contents(made)
              assert.deepStrictEqual(copied, known, `${step}, after ${before} files`)
            }
          }
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("made while replies are being kept holds those that were there before, whole", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOW)
      for (let before = 0; before <= 5; before += 1) {
        const archive = yield* emptyArchive
        yield* keepReplies(archive, timesOf("2024-01-31"))
        const known = yield* contents(archive)
        const names = yield* filesIn(archive.path)
        const happens = keepReply(archive, "2024-02-02T11:55:00.000Z", "[ ]")
        const made = yield* copyAround(archive, names, before, happens)
        assert.deepStrictEqual(yield* damages(made), [])
        assert.deepStrictEqual(yield* contents(made), known)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
