// A temporary folder beside the cache, for as long as a command needs it.
import * as Crypto from "node:crypto"
import { dirname, join } from "node:path"
import { reasonOf } from "@chatledger/archive/internal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { CacheNotWritable } from "../failures/errors.ts"

/** The purpose of the folder; a load of the cache deletes those that a killed process left. */
export type FolderKind = "answer" | "pseudonyms" | "reply" | "spill"

/** The parent of all these folders; undefined for the database's folder. */
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
 * Creates a folder beside a database's file, or in the work folder, that only this user can read; it is deleted when the
 * scope closes. Fails with `CacheNotWritable`.
 */
export const folderBeside = ({ path }: { readonly path: string }, kind: FolderKind) =>
  Effect.flatMap(WorkFolder, (place) => folderIn(place ?? dirname(path), kind))

/** Creates a folder in the work folder for a file to send; deleted when the scope closes. Fails with `CacheNotWritable`. */
export const replyFolder = Effect.flatMap(WorkFolder, (place) =>
  place === undefined ? Effect.die(new Error("there is no work folder")) : folderIn(place, "reply")
)
