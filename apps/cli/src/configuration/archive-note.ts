// The note beside the configuration: which archives its syncs write, so that one that has gone away is missed.
//
// A line of JSON for each, `path` from the folder of the note where it is below it, and `id`; the last line of a path
// holds. Only ever added to, so that two syncs at once lose nothing; a line that a crash has cut says nothing.
import * as NodePath from "node:path"
import { type Archive, reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const Line = Schema.fromJsonString(
  Schema.Struct({ path: Schema.String, id: Schema.optionalKey(Schema.String) })
)
const readLine = Schema.decodeUnknownOption(Line)

/** Archives by their absolute paths, with their ids where they have one. */
export type Noted = ReadonlyMap<string, string | undefined>

/** Where the note of a configuration file is: `chatledger.config.json` has `chatledger.config.archives.ndjson`. */
export const notePath = (configuration: string): string =>
  `${configuration.replace(/\.json$/i, "")}.archives.ndjson`

/** What a note tells. */
export interface Note {
  readonly noted: Noted
  /** Why it may not be read, if it may not. */
  readonly unread: ReturnType<typeof reasonOf> | undefined
}

/** Reads a note; there is nothing in one that is not there. */
export const readNote = Effect.fnUntraced(function* (note: string) {
  const fs = yield* FileSystem.FileSystem
  const read = yield* Effect.result(fs.readFileString(note))
  const text = read._tag === "Success" ? read.success : ""
  const isKept = read._tag === "Failure" && read.failure.reason._tag === "PermissionDenied"
  const folder = NodePath.dirname(NodePath.resolve(note))
  const noted: Noted = new Map(
    text.split("\n").flatMap((line) => {
      const read = Option.getOrUndefined(readLine(line))
      return read === undefined ? [] : [[NodePath.resolve(folder, read.path), read.id] as const]
    })
  )
  return { noted, unread: isKept ? reasonOf(read.failure) : undefined } satisfies Note
})

const lineOf = (note: string, { path, id }: Archive): string => {
  const below = NodePath.relative(NodePath.dirname(NodePath.resolve(note)), path)
  const isBelow = below !== "" && !below.startsWith("..") && !NodePath.isAbsolute(below)
  return `${JSON.stringify({ path: isBelow ? below : path, ...(id === undefined ? {} : { id }) })}\n`
}

/** Adds an archive to a note; answers why that is not possible, if it is not. */
export const addToNote = Effect.fnUntraced(function* (note: string, archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const before = Option.getOrElse(yield* Effect.option(fs.readFileString(note)), () => "")
  const line = lineOf(note, { ...archive, path: NodePath.resolve(archive.path) })
  const text = before === "" || before.endsWith("\n") ? line : `\n${line}`
  const added = yield* Effect.result(fs.writeFileString(note, text, { flag: "a", mode: 0o600 }))
  return added._tag === "Success" ? undefined : reasonOf(added.failure)
})
