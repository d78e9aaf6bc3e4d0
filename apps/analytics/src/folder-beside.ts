// A folder beside the cache, for what a command makes and needs only while it runs.
import * as Crypto from "node:crypto"
import { dirname, join } from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { Database } from "./database.ts"
import { CacheNotWritable } from "./errors.ts"

/** Makes a folder that only this user can read; it goes when the scope closes. Fails with `CacheNotWritable`. */
export const folderBeside = Effect.fnUntraced(function* (database: Database, kind: "answer" | "pseudonyms") {
  const fs = yield* FileSystem.FileSystem
  const folder = join(dirname(database.path), `${kind}-${Crypto.randomBytes(6).toString("hex")}`)
  return yield* Effect.acquireRelease(
    fs.makeDirectory(folder, { mode: 0o700 }).pipe(
      Effect.as(folder),
      Effect.mapError((error) => new CacheNotWritable({ path: folder, reason: reasonOf(error) }))
    ),
    () => Effect.asVoid(Effect.option(fs.remove(folder, { recursive: true, force: true })))
  )
})
