// Stores download results in the archive: facts are collected for up to two seconds and become one snapshot.
//
// A file is acknowledged once its folder and the snapshot with its result are flushed. After a crash a file may exist
// without a result; its download is then repeated and finds it.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import type { Archive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import type { ArchiveNotWritable } from "../errors.ts"
import { flushFolder } from "../files.ts"
import { type MediaFact, mediaBody, mediaSnapshotFacts } from "./media-fact.ts"

const MOST_WAITING = 512
const FLUSHES_AT_ONCE = 16
const EVERY = "2 seconds"

/** Collects facts and stores them. */
export interface MediaLog {
  /** Adds a fact, and the folders in which a name was created. */
  readonly add: (
    instanceId: string,
    fact: MediaFact,
    made: ReadonlyArray<string>
  ) => Effect.Effect<void, ArchiveNotWritable, FileSystem.FileSystem | Path.Path>
  /** Stores the collected facts. */
  readonly commit: Effect.Effect<void, ArchiveNotWritable, FileSystem.FileSystem | Path.Path>
  /** Stores the collected facts every two seconds; never ends. */
  readonly often: Effect.Effect<never, ArchiveNotWritable, FileSystem.FileSystem | Path.Path>
}

/** Makes an empty log. */
export const mediaLog = (archive: Archive, program: string): MediaLog => {
  const turn = Semaphore.makeUnsafe(1)
  let waiting = new Map<string, Array<MediaFact>>()
  let folders = new Set<string>()
  let count = 0
  const commit = turn.withPermits(1)(
    Effect.gen(function* () {
      const [facts, flushed] = [waiting, folders]
      if (count === 0) return
      waiting = new Map()
      folders = new Set()
      count = 0
      yield* Effect.forEach(flushed, flushFolder, { concurrency: FLUSHES_AT_ONCE, discard: true })
      const at = new Date(yield* Clock.currentTimeMillis)
      for (const [instanceId, ours] of facts) {
        const body = mediaBody(ours)
        yield* commitSnapshot(archive, mediaSnapshotFacts(instanceId, body, ours.length, at, program), body)
      }
    }).pipe(Effect.uninterruptible)
  )
  return {
    commit,
    add: (instanceId, fact, made) =>
      Effect.suspend(() => {
        const ours = waiting.get(instanceId) ?? []
        waiting.set(instanceId, ours)
        ours.push(fact)
        count += 1
        for (const folder of made) folders.add(folder)
        return count >= MOST_WAITING ? commit : Effect.void
      }),
    often: Effect.forever(Effect.andThen(Effect.sleep(EVERY), commit))
  }
}
