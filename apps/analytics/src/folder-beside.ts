// A folder beside the cache, for what a command makes and needs only while it runs.
import * as Crypto from "node:crypto"
import { dirname, join } from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { CacheNotWritable } from "./errors.ts"

/** What such a folder is for; the load of a cache takes away those that a killed process has left. */
export type FolderKind = "answer" | "pseudonyms" | "reply" | "spill"

/** The folder in which all such folders stand; undefined for those beside the database. */
export const WorkFolder = Context.Reference<string | undefined>("@chatledger/analytics/WorkFolder", {
  defaultValue: () => undefined
})

const folderIn = Effect.fnUntraced(function* (place: string, kind: FolderKind) {
  const fs = yield* FileSystem.FileSystem
  const folder = join(place, `${kind}-${Crypto.randomBytes(6).toString("hex")}`)
  return yield* Effect.acquireRelease(
    fs.makeDirectory(folder, { recursive: true, mode: 0o700 }).pipe(
      Effect.as(folder),
      Effect.mapError((error) => new CacheNotWritable({ path: folder, reason: reasonOf(error) }))
    ),
    () => Effect.asVoid(Effect.option(fs.remove(folder, { recursive: true, force: true })))
  )
})

/**
 * Makes a folder beside the file of a database, or in the work folder, that only this user can read; it goes when the
 * scope closes. Fails with `CacheNotWritable`.
 */
export const folderBeside = ({ path }: { readonly path: string }, kind: FolderKind) =>
  Effect.flatMap(WorkFolder, (place) => folderIn(place ?? dirname(path), kind))

/** Makes a folder in the work folder for what is sent to someone; it goes when the scope closes. Fails with `CacheNotWritable`. */
export const replyFolder = Effect.flatMap(WorkFolder, (place) =>
  place === undefined ? Effect.die(new Error("there is no work folder")) : folderIn(place, "reply")
)
