// A folder beside the cache, for what a command makes and needs only while it runs.
import * as Crypto from "node:crypto"
import { dirname, join } from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { CacheNotWritable } from "./errors.ts"

/** What such a folder is for; the load of a cache takes away those that a killed process has left. */
export type FolderKind = "answer" | "pseudonyms" | "spill"

/**
 * Makes a folder beside the file of a database that only this user can read; it goes when the scope closes. Fails with
 * `CacheNotWritable`.
 */
export const folderBeside = Effect.fnUntraced(function* (
  { path }: { readonly path: string },
  kind: FolderKind
) {
  const fs = yield* FileSystem.FileSystem
  const folder = join(dirname(path), `${kind}-${Crypto.randomBytes(6).toString("hex")}`)
  return yield* Effect.acquireRelease(
    fs.makeDirectory(folder, { mode: 0o700 }).pipe(
      Effect.as(folder),
      Effect.mapError((error) => new CacheNotWritable({ path: folder, reason: reasonOf(error) }))
    ),
    () => Effect.asVoid(Effect.option(fs.remove(folder, { recursive: true, force: true })))
  )
})
