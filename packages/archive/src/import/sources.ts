// Where saved replies are: files, folders, patterns, standard input.
//
// A folder stands for every .json, .ndjson and .jsonl file below it, plain, .gz or .zst, hidden ones left
// out; a file that is named is taken whatever it is called. Order: as named, within a folder by path. What
// does not exist is reported beside what does.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { ImportRefused, reasonOf } from "../errors.ts"

/** A place to read saved replies from; `-` is standard input. */
export interface Source {
  readonly path: string
  /** File name without its folder, `stdin` for standard input. */
  readonly name: string
}

const savedReply = /^[^.].*\.(json|ndjson|jsonl)(\.(gz|zst))?$/i
const pattern = /[*?[\]{}]/

type Found = Effect.Effect<ReadonlyArray<string>, PlatformError, FileSystem.FileSystem | Path.Path>

const inFolder = (folder: string): Found =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const paths = yield* Path.Path
    const entries = [...(yield* fs.readDirectoryEntries(folder))].sort((a, b) => (a.name < b.name ? -1 : 1))
    const found: Array<string> = []
    for (const { name, type } of entries) {
      const path = paths.join(folder, name)
      if (type === "Directory") found.push(...(name.startsWith(".") ? [] : yield* inFolder(path)))
      else if (savedReply.test(name)) found.push(path)
    }
    return found
  })

const find = (named: string): Found =>
  Effect.gen(function* () {
    if (named === "-") return [named]
    const fs = yield* FileSystem.FileSystem
    const info = yield* Effect.result(fs.stat(named))
    if (info._tag === "Success") return info.success.type === "Directory" ? yield* inFolder(named) : [named]
    if (info.failure.reason._tag !== "NotFound") return yield* info.failure
    const matches = pattern.test(named) ? [...(yield* fs.glob(named))].sort() : []
    return (yield* Effect.forEach(matches, find)).flat()
  })

/** Finds what the arguments of an import name, each file once; `missing` are those that name nothing. */
export const findSources = Effect.fnUntraced(function* (named: ReadonlyArray<string>) {
  const paths = yield* Path.Path
  const sources = new Map<string, Source>()
  const missing: Array<ImportRefused> = []
  for (const argument of named) {
    const found = yield* Effect.result(find(argument))
    const refused = (reason: string) =>
      missing.push(new ImportRefused({ source: argument, kind: "unreadable", reason }))
    if (found._tag === "Failure") refused(reasonOf(found.failure))
    else if (found.success.length === 0) refused("no such file, or no saved replies in this folder")
    for (const path of found._tag === "Success" ? found.success : []) {
      const key = path === "-" ? path : paths.resolve(path)
      if (!sources.has(key)) sources.set(key, { path, name: path === "-" ? "stdin" : paths.basename(path) })
    }
  }
  return { sources: [...sources.values()], missing }
})
