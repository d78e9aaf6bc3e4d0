// What keeps an archive small and private, while the power goes: compact, prune, forget.
import * as Effect from "effect/Effect"
import {
  commitSnapshot,
  compactInstance,
  forgetChat,
  openArchive,
  openOrCreateArchive,
  pruneInstance
} from "../../src/index.ts"
import { bytesOf, factsOf } from "../archives.ts"
import { recordAt } from "../imports.ts"
import type { Operation } from "./operations.ts"

const INSTANCE = "1101000001"
const bodies = Array.from({ length: 6 }, (_, index) =>
  bytesOf(`[${recordAt(1_706_300_000 + index, { chatId: index % 2 === 0 ? "1@c.us" : "2@c.us" })}]`)
)

const days = ["2024-01-26", "2024-01-27"]

const filled = (path: string) =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(path)
    for (const [index, body] of bodies.entries()) {
      const requested_at = `${days[index % 2]}T1${index}:00:00.000Z`
      yield* commitSnapshot(archive, factsOf(body, { requested_at, record_count: 1 }), body)
    }
  })

const packed = (path: string, removeNow: boolean) =>
  Effect.gen(function* () {
    const archive = yield* openArchive(path)
    yield* compactInstance(archive, INSTANCE, { removeNow })
  })

export const upkeep: ReadonlyArray<Operation> = [
  {
    name: "a compaction that keeps the loose files",
    isUpkeep: true,
    before: filled,
    run: (path) => packed(path, false)
  },
  { name: "a compaction", isUpkeep: true, before: filled, run: (path) => packed(path, true) },
  {
    name: "a compaction of a day that is packed already",
    isUpkeep: true,
    before: (path) =>
      Effect.gen(function* () {
        yield* filled(path)
        yield* packed(path, true)
        const archive = yield* openOrCreateArchive(path)
        const body = bytesOf(`[${recordAt(1_706_300_100)}]`)
        yield* commitSnapshot(archive, factsOf(body, { requested_at: "2024-01-26T20:00:00.000Z" }), body)
      }),
    run: (path) => packed(path, true)
  },
  {
    name: "a prune",
    isUpkeep: true,
    removes: true,
    before: filled,
    run: (path) =>
      Effect.gen(function* () {
        yield* pruneInstance(yield* openArchive(path), INSTANCE, new Date("2024-01-27T00:00:00Z"), true)
      })
  },
  {
    name: "a prune of packs",
    isUpkeep: true,
    removes: true,
    before: (path) => Effect.andThen(filled(path), packed(path, true)),
    run: (path) =>
      Effect.gen(function* () {
        yield* pruneInstance(yield* openArchive(path), INSTANCE, new Date("2024-01-26T13:00:00Z"), true)
      })
  },
  {
    name: "forgetting a chat",
    isUpkeep: true,
    removes: true,
    before: filled,
    run: (path) =>
      Effect.gen(function* () {
        yield* forgetChat(yield* openArchive(path), INSTANCE, "1@c.us", true)
      })
  },
  {
    name: "forgetting a chat in packs",
    isUpkeep: true,
    removes: true,
    before: (path) => Effect.andThen(filled(path), packed(path, true)),
    run: (path, _, again) =>
      Effect.gen(function* () {
        yield* forgetChat(yield* openArchive(path), INSTANCE, "1@c.us", true)
        // What was to join the pack may still stand beside it too, until the next compact.
        if (again) yield* packed(path, true)
      })
  }
]
