// The token of the server: `<archive>/serve-token`, created once, readable only by its owner; beside the tables if the
// archive
// is not writable.
//
// The token gives access to the whole archive through the server. Only a digest is kept for comparison, in constant time.
// Gotcha: a server reads the file when it starts, so a running one keeps its token.
import { hash, randomBytes, timingSafeEqual } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
import * as NodePath from "node:path"
import { type Archive, ArchiveNotWritable } from "@chatledger/archive"
import { reasonOf } from "@chatledger/archive/internal"
import { replaceFile } from "@chatledger/core/internal"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import * as Redacted from "effect/Redacted"
import { isArchiveWritable } from "../configuration/cache-place.ts"
import { strings } from "../messages/strings.ts"

const TOKEN_BYTES = 25

/** A folder that contains a token. */
interface TokenHome {
  readonly path: string
}

export const tokenPath = (home: TokenHome): string => NodePath.join(home.path, "serve-token")

/** The folder for the token of an archive. */
export const tokenHome = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const { cache } = archive
  const isThere = yield* Effect.orElseSucceed(fs.exists(tokenPath(archive)), () => false)
  if (cache === undefined || isThere || (yield* isArchiveWritable(archive)))
    return { path: archive.path } satisfies TokenHome
  const path = `${cache}-serve`
  yield* Effect.mapError(
    fs.makeDirectory(path, { recursive: true, mode: 0o700 }),
    (error) => new ArchiveNotWritable({ path, reason: reasonOf(error) })
  )
  return { path } satisfies TokenHome
})

const madeToken = () => new TextEncoder().encode(`${randomBytes(TOKEN_BYTES).toString("hex")}\n`)

/** Replaces the token with a new one; fails with `ArchiveNotWritable`. */
export const rotateToken = (home: TokenHome) => {
  const path = tokenPath(home)
  return replaceFile(path, (put) => put(madeToken()), {
    failed: (error) => new ArchiveNotWritable({ path, reason: reasonOf(error) })
  })
}

/** The file of the token contains something else. */
export class ServeTokenUnusable extends Data.TaggedError("ServeTokenUnusable")<{ readonly path: string }> {
  override get message() {
    return strings.serve.noToken(this.path)
  }
}

/** The token of an archive, created if missing; fails with `ArchiveNotWritable` and `ServeTokenUnusable`. */
export const serveToken = Effect.fnUntraced(function* (home: TokenHome) {
  const fs = yield* FileSystem.FileSystem
  const path = tokenPath(home)
  const failed = (error: PlatformError) => new ArchiveNotWritable({ path, reason: reasonOf(error) })
  const result = yield* Effect.result(fs.writeFile(path, madeToken(), { flag: "wx", mode: 0o600 }))
  if (result._tag === "Failure" && result.failure.reason._tag !== "AlreadyExists")
    return yield* failed(result.failure)
  const text = yield* Effect.mapError(fs.readFileString(path), failed)
  const token = text.trim()
  if (!/^[\x21-\x7e]{16,200}$/.test(token)) return yield* new ServeTokenUnusable({ path })
  return Redacted.make(token, { label: "serve-token" })
})

const digest = (text: string): Buffer => hash("sha256", text, "buffer")

/** Checks whether a request has the token: as `Authorization: Bearer`, or else as `token` in the address. */
export const tokenCheck = (token: Redacted.Redacted) => {
  const right = digest(Redacted.value(token))
  return (headers: IncomingHttpHeaders, query: URLSearchParams): boolean => {
    const [, bearer] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? "") ?? []
    return timingSafeEqual(digest(bearer ?? query.get("token") ?? ""), right)
  }
}
