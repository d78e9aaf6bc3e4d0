// Tracks the files that the program wrote with `-o FILE`: the same command may replace them, but no others.
//
// The archive stores the SHA-256 of each written file under a hash of its path. Text that was changed
// since belongs to the user; a workbook is replaced even after it was saved in Excel, as its page About says.
// A read-only archive stores nothing: then `--force` is needed.
import * as Crypto from "node:crypto"
import * as NodePath from "node:path"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { type ArchiveFlags, archivePath } from "../configuration/archive-path.ts"

const FOLDER = "written"

/** The path of a file's note; undefined without an archive, or without a folder for the file. */
const noteOf = Effect.fnUntraced(function* (flags: ArchiveFlags, path: string) {
  const fs = yield* FileSystem.FileSystem
  const archive = yield* archivePath(flags)
  if (!(yield* fs.exists(NodePath.join(archive, "archive.json")))) return undefined
  const folder = yield* fs.realPath(NodePath.dirname(path))
  const name = Crypto.hash("sha256", NodePath.join(folder, NodePath.basename(path))).slice(0, 32)
  return NodePath.join(archive, FOLDER, name)
})

const sha256Of = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const hash = Crypto.createHash("sha256")
  yield* Stream.runForEach(fs.stream(path), (bytes) => Effect.sync(() => hash.update(bytes)))
  return hash.digest("hex")
})

/** True for a file that the program wrote from this archive. */
export const isOwnFile = Effect.fnUntraced(
  function* (flags: ArchiveFlags, path: string) {
    const fs = yield* FileSystem.FileSystem
    const note = yield* noteOf(flags, path)
    if (note === undefined || !(yield* fs.exists(note))) return false
    const written = (yield* fs.readFileString(note)).trim()
    return NodePath.extname(path).toLowerCase() === ".xlsx" || written === (yield* sha256Of(path))
  },
  (effect) => Effect.orElseSucceed(effect, () => false)
)

/** Records that the program wrote a file. */
export const noteOwnFile = Effect.fnUntraced(
  function* (flags: ArchiveFlags, path: string, sha256: string) {
    const note = yield* noteOf(flags, path)
    if (note !== undefined) yield* writeTextFile(note, (write) => write(`${sha256}\n`))
  },
  (effect) => Effect.ignore(effect)
)

/** `isOwnFile` with its services provided, for the exporter. */
export const ownFiles = Effect.fnUntraced(function* (flags: ArchiveFlags) {
  const context = yield* Effect.context<FileSystem.FileSystem>()
  return (path: string) => Effect.provideContext(isOwnFile(flags, path), context)
})
