// The place of an archive's tables: its folder, or that of `--cache`, or, if its folder is not suitable, the
// temporary folder.
//
// A read-only copy can be used like any other archive, and so can one below a folder with a `?` in its name, which
// DuckDB takes for the start of options. Everyone can write to the temporary folder, so our folder there must be private.

import { createHash } from "node:crypto"
import { tmpdir, userInfo } from "node:os"
import * as NodePath from "node:path"
import { CacheNotWritable, type CacheReason } from "@chatledger/analytics"
import { type Archive, openArchive } from "@chatledger/archive"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { variable } from "../invocation/variable.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { type ArchiveFlags, archivePath } from "./archive-path.ts"
import { atHome } from "./paths.ts"

/** Flags for the archive, and for the place of its tables. */
export interface PlaceFlags extends ArchiveFlags {
  readonly cache: Option.Option<string>
}

const isWritable = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const accessed = yield* Effect.result(fs.access(path, { writable: true }))
  return accessed._tag === "Success" || accessed.failure.reason._tag === "NotFound"
})

/** Whether an archive is writable. */
export const isArchiveWritable = ({ path }: Archive) =>
  Effect.map(
    Effect.forEach(["", "cache", "locks"], (name) => isWritable(NodePath.join(path, name))),
    (answers) => answers.every((answer) => answer)
  )

/** The folder of one archive's tables among others'; its parent has the archive's name, which files show. */
const folderFor = (among: string, { path }: Archive): string => {
  const whole = NodePath.resolve(path)
  const digest = createHash("sha256").update(whole).digest("hex")
  const name = NodePath.basename(whole).replaceAll("?", "_")
  return NodePath.join(among, `chatledger-${digest.slice(0, 16)}`, name, "cache")
}

const suitable = (folder: string) =>
  folder.includes("?")
    ? Effect.fail(new WrongUsage({ reason: strings.configuration.cacheQuestion(folder) }))
    : Effect.succeed(folder)

/** The folder that the user named; undefined if none. Fails with `WrongUsage`. */
const namedFolder = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const named = Option.getOrUndefined(flag) ?? variable("CHATLEDGER_CACHE")
  if (named === "") return yield* new WrongUsage({ reason: strings.configuration.cacheEmpty })
  return named === undefined ? undefined : yield* suitable(NodePath.resolve(atHome(named)))
})

/** A private folder of this user below the temporary one, created if missing. */
const temporaryFolder = Effect.fnUntraced(function* () {
  const fs = yield* FileSystem.FileSystem
  const { uid } = userInfo()
  const folder = yield* suitable(NodePath.join(NodePath.resolve(tmpdir()), `chatledger-cache-${uid}`))
  const refused = (reason: CacheReason) => new CacheNotWritable({ path: folder, reason })
  const failed = Effect.mapError((error: Parameters<typeof reasonOf>[0]) => refused(reasonOf(error)))
  yield* failed(fs.makeDirectory(folder, { recursive: true, mode: 0o700 }))
  const real = yield* failed(fs.realPath(folder))
  const info = yield* failed(fs.stat(folder))
  const isLink =
    real !== NodePath.join(yield* failed(fs.realPath(NodePath.dirname(folder))), NodePath.basename(folder))
  const isOurs = uid < 0 || Option.getOrElse(info.uid, () => -1) === uid
  if (isLink || !isOurs || (uid >= 0 && (info.mode & 0o077) !== 0))
    return yield* refused({ code: "cache_shared" })
  return folder
})

/** The archive with its tables in the user's folder, if one is named. */
export const withNamedCache = Effect.fnUntraced(function* (archive: Archive, flags: PlaceFlags) {
  const named = yield* namedFolder(flags.cache)
  return named === undefined ? archive : { ...archive, cache: folderFor(named, archive) }
})

/** Opens the archive for a command that reads its tables, wherever they can be. */
export const openForTables = Effect.fnUntraced(function* (flags: PlaceFlags) {
  const archive = yield* withNamedCache(yield* openArchive(yield* archivePath(flags)), flags)
  if (archive.cache !== undefined) return archive
  const isOdd = NodePath.resolve(archive.path).includes("?")
  if (!isOdd && (yield* isArchiveWritable(archive))) return archive
  const messages = yield* Messages
  const cache = folderFor(yield* temporaryFolder(), archive)
  yield* messages.note(
    isOdd ? strings.configuration.cacheForQuestion(cache) : strings.configuration.cacheForReadOnly(cache)
  )
  return { ...archive, cache }
})
