// The note: a file beside the configuration that lists the archives its syncs write to, so that a missing archive is
// noticed.
//
// One line of JSON per archive: `path`, relative to the note's folder if it is inside, and `id`; the last line for a path
// applies. Lines are only appended, so two concurrent syncs lose nothing; a line truncated by a crash is ignored.
import * as NodePath from "node:path"
import type { Archive } from "@chatledger/archive"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const Line = Schema.fromJsonString(
  Schema.Struct({ path: Schema.String, id: Schema.optionalKey(Schema.String) })
)
const readLine = Schema.decodeUnknownOption(Line)

/** Archives by absolute path, with their ids if they have one. */
export type Noted = ReadonlyMap<string, string | undefined>

/** The note's path: for `chatledger.config.json` it is `chatledger.config.archives.ndjson`. */
export const notePath = (configuration: string): string =>
  `${configuration.replace(/\.json$/i, "")}.archives.ndjson`

export interface Note {
  readonly noted: Noted
  /** Why permission to read it was denied, if it was. */
  readonly unread: ReturnType<typeof reasonOf> | undefined
}

/** Reads a note; a missing one is empty. */
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

/** Adds an archive to a note; returns the reason if that fails. */
export const addToNote = Effect.fnUntraced(function* (note: string, archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const before = Option.getOrElse(yield* Effect.option(fs.readFileString(note)), () => "")
  const line = lineOf(note, { ...archive, path: NodePath.resolve(archive.path) })
  const text = before === "" || before.endsWith("\n") ? line : `\n${line}`
  const added = yield* Effect.result(fs.writeFileString(note, text, { flag: "a", mode: 0o600 }))
  return added._tag === "Success" ? undefined : reasonOf(added.failure)
})
