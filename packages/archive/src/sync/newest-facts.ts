// The newest replies of an instance, found without listing the whole archive: newest month first.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { Archive } from "../archive.ts"
import { type Facts, isInstanceId, type Journal, partsOfId } from "../facts.ts"
import { readFacts } from "../snapshot.ts"

/** Names in a folder, last first; none where it cannot be read. */
const namesBackwards = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* Effect.orElseSucceed(fs.readDirectory(path), (): Array<string> => [])
  return names.sort().reverse()
})

/** The facts of the newest reply to a sync of one journal; undefined if there is none. Damaged ones are passed over. */
export const newestSync = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  journal: Journal
) {
  if (!isInstanceId(instanceId)) return undefined
  const paths = yield* Path.Path
  const root = paths.join(archive.path, "snapshots", instanceId)
  for (const year of yield* namesBackwards(root))
    for (const month of yield* namesBackwards(paths.join(root, year)))
      for (const name of yield* namesBackwards(paths.join(root, year, month))) {
        const snapshotId = name.endsWith(".zst") ? name.slice(0, -4) : ""
        if (partsOfId(snapshotId)?.journal !== journal) continue
        const path = paths.join(root, year, month, name)
        const facts: Facts | undefined = yield* Effect.orElseSucceed(
          readFacts({ instanceId, snapshotId, path }),
          () => undefined
        )
        if (facts?.origin === "sync") return facts
      }
  return undefined
})
