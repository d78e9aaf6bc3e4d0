// The token of the server: `<archive>/serve-token`, made once, readable by its owner alone.
//
// Who has it can read the whole archive through the server. Delete the file to get another one.
import { randomBytes } from "node:crypto"
import * as NodePath from "node:path"
import { type Archive, ArchiveNotWritable, reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"

const TOKEN_BYTES = 25

/** Where the token of an archive stands. */
export const tokenPath = (archive: Archive): string => NodePath.join(archive.path, "serve-token")

/** The token of an archive, made if there is none; fails with `ArchiveNotWritable`. */
export const serveToken = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const path = tokenPath(archive)
  const failed = (reason: string) => new ArchiveNotWritable({ path, reason })
  const made = new TextEncoder().encode(`${randomBytes(TOKEN_BYTES).toString("hex")}\n`)
  const result = yield* Effect.result(fs.writeFile(path, made, { flag: "wx", mode: 0o600 }))
  if (result._tag === "Failure" && result.failure.reason._tag !== "AlreadyExists")
    return yield* failed(reasonOf(result.failure))
  const text = yield* Effect.mapError(fs.readFileString(path), (error) => failed(reasonOf(error)))
  const token = text.trim()
  if (!/^[\x21-\x7e]{16,200}$/.test(token))
    return yield* failed("it holds no token: delete it, and a new one is made")
  return Redacted.make(token, { label: "serve-token" })
})
