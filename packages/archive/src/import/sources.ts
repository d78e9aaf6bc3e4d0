// Finds saved replies: files, folders, patterns, standard input.
//
// A folder means every .json, .ndjson and .jsonl file below it, plain, .gz or .zst, except hidden ones, but no exported chat, which needs options of its own; a file
// may have any name. Order: as named, within a folder by path. Paths that do not exist or cannot be read are
// returned separately.
import { checkFiles } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { ImportRefused } from "../errors.ts"
import { type ImportReason, reasonOf } from "../reasons.ts"

/** An input of an import; `-` is standard input. */
export interface Source {
  readonly path: string
  /** File name without its folder, or `stdin`. */
  readonly name: string
}

const savedReply = /^[^.].*\.(json|ndjson|jsonl)(\.(gz|zst))?$/i
const pattern = /[*?[\]{}]/

/** Paths of saved replies, and paths that cannot be read. */
interface Found {
  readonly paths: Array<string>
  readonly refused: Array<ImportRefused>
}

type Looking = Effect.Effect<void, PlatformError, FileSystem.FileSystem | Path.Path>

/** Node decodes invalid UTF-8 in a name as this character; the file cannot be opened by that name. */
const isLost = (path: string): boolean => path.includes("\ufffd")

const nameless: ImportReason = { code: "name_not_utf8" }

const refused = (source: string, reason: ImportReason) =>
  new ImportRefused({ source, kind: "unreadable", reason })

const refusedFor = (path: string, error: PlatformError) =>
  refused(path, error.reason._tag === "NotFound" && isLost(path) ? nameless : reasonOf(error))

const lookInFolder = (folder: string, found: Found): Looking =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const paths = yield* Path.Path
    const entries = [...(yield* fs.readDirectoryEntries(folder))].sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const { name, type } of entries) {
      const path = paths.join(folder, name)
      if (type === "Directory") {
        if (name.startsWith(".")) continue
        const looked = yield* Effect.result(lookInFolder(path, found))
        if (looked._tag === "Failure") found.refused.push(refusedFor(path, looked.failure))
      } else if (savedReply.test(name)) {
        const isThere = !isLost(name) || (yield* Effect.orElseSucceed(fs.exists(path), () => false))
        if (isThere) found.paths.push(path)
        else found.refused.push(refused(path, nameless))
      }
    }
  })

const look = (named: string, found: Found): Looking =>
  Effect.gen(function* () {
    if (named === "-") return void found.paths.push(named)
    const fs = yield* FileSystem.FileSystem
    const info = yield* Effect.result(fs.stat(named))
    if (info._tag === "Success")
      return info.success.type === "Directory"
        ? yield* lookInFolder(named, found)
        : void found.paths.push(named)
    if (info.failure.reason._tag !== "NotFound") return yield* info.failure
    const matches = pattern.test(named) ? [...(yield* fs.glob(named))].sort() : []
    for (const match of matches) yield* look(match, found)
  })

/** Finds the files of an import, each once; `missing` are arguments without files, and paths that cannot be read. */
export const findSources = Effect.fnUntraced(function* (named: ReadonlyArray<string>) {
  yield* checkFiles("findSources")
  const paths = yield* Path.Path
  const sources = new Map<string, Source>()
  const missing: Array<ImportRefused> = []
  for (const argument of named) {
    const found: Found = { paths: [], refused: [] }
    const looked = yield* Effect.result(look(argument, found))
    if (looked._tag === "Failure") found.refused.push(refusedFor(argument, looked.failure))
    missing.push(...found.refused)
    if (found.paths.length + found.refused.length === 0)
      missing.push(refused(argument, isLost(argument) ? nameless : { code: "not_found" }))
    for (const path of found.paths) {
      const key = path === "-" ? path : paths.resolve(path)
      if (!sources.has(key)) sources.set(key, { path, name: path === "-" ? "stdin" : paths.basename(path) })
    }
  }
  return { sources: [...sources.values()], missing }
})
