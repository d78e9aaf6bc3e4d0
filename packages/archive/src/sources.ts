// Where saved replies are: files, folders, patterns, standard input.
//
// A folder stands for every .json, .ndjson and .jsonl file below it, plain, .gz or .zst; a file that is named
// is taken whatever it is called. Order: as named, within a folder by path. What does not exist is reported
// beside what does.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { ImportRefused, reasonOf } from "./errors.ts"

/** A place to read saved replies from; `-` is standard input. */
export interface Source {
  readonly path: string
  /** File name without its folder, `stdin` for standard input. */
  readonly name: string
}

const savedReply = /\.(json|ndjson|jsonl)(\.(gz|zst))?$/i
const pattern = /[*?[\]{}]/

const inFolder = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const names = yield* fs.readDirectory(folder, { recursive: true })
  return names
    .filter((name) => savedReply.test(name))
    .sort()
    .map((name) => paths.join(folder, name))
})

const find = Effect.fnUntraced(function* (named: string) {
  const fs = yield* FileSystem.FileSystem
  if (named === "-") return [named]
  const info = yield* Effect.option(fs.stat(named))
  if (info._tag === "Some") return info.value.type === "Directory" ? yield* inFolder(named) : [named]
  return pattern.test(named) ? [...(yield* fs.glob(named))].sort() : []
})

/** Finds what the arguments of an import name; `missing` are those that name nothing. */
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
    else
      for (const path of found.success)
        sources.set(path, { path, name: path === "-" ? "stdin" : paths.basename(path) })
  }
  return { sources: [...sources.values()], missing }
})
