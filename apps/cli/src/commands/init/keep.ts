// Saves an instance: its token in a file that only this user can read, and its entry in the configuration.
//
// Both or neither: the token is written first, and removed if the entry cannot be written. Nothing existing is overwritten.
import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive/internal"
import { makeFolder, writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { newConfiguration, withInstance } from "../../configuration/config-edit.ts"
import { type Configuration, readConfiguration } from "../../configuration/config-file.ts"
import type { ConfiguredInstance } from "../../configuration/config-schema.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { FileNotWritten } from "../../terminal/stdout.ts"
import type { InitFlags } from "./command.ts"
import { type TestedInstance, tokenLine } from "./instance.ts"

const DEFAULT_ARCHIVE = "./chatledger-archive"

/** The configuration at a path; undefined if there is none. Fails with `WrongUsage` if it is invalid. */
export const existing = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const isThere = yield* Effect.orElseSucceed(fs.exists(path), () => true)
  return isThere ? yield* readConfiguration(Option.some(path)) : undefined
})

/** A path as written in a file of that folder: relative with slashes if it is inside, otherwise absolute. */
const pathFrom = (folder: string, path: string): string => {
  const below = NodePath.relative(folder, NodePath.resolve(path))
  const isBelow = below !== "" && !below.startsWith("..") && !NodePath.isAbsolute(below)
  return isBelow ? below.replaceAll("\\", "/") : NodePath.resolve(path)
}

/** Writes the token to a new file, or accepts one that already contains it. Returns whether it created a file. */
const keepToken = Effect.fnUntraced(function* (path: string, line: string) {
  const fs = yield* FileSystem.FileSystem
  const before = yield* Effect.option(fs.readFileString(path))
  if (Option.isSome(before)) {
    if (before.value.trim() === line.trim()) return false
    return yield* new WrongUsage({ reason: strings.init.tokenTaken(path) })
  }
  const write = Effect.gen(function* () {
    const file = yield* fs.open(path, { flag: "wx", mode: 0o600 })
    yield* Effect.onError(Effect.andThen(file.writeAll(new TextEncoder().encode(line)), file.sync), () =>
      Effect.ignore(fs.remove(path))
    )
  })
  yield* Effect.mapError(
    Effect.scoped(write),
    (error) => new FileNotWritten({ path, reason: strings.reason(reasonOf(error)) })
  )
  return true
})

const isPlainFile = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(path))
  return Option.isSome(info) && info.value.type === "File"
})

const writeEntry = Effect.fnUntraced(function* (path: string, flags: InitFlags, entry: ConfiguredInstance) {
  const fs = yield* FileSystem.FileSystem
  const folder = NodePath.dirname(path)
  const archive = Option.match(flags.archive, {
    onNone: () => DEFAULT_ARCHIVE,
    onSome: (named) => pathFrom(folder, named)
  })
  const now: Configuration | undefined = yield* existing(path)
  if (now?.instances.some(({ idInstance }) => idInstance === entry.idInstance))
    return yield* new WrongUsage({ reason: strings.init.alreadyThere(entry.idInstance) })
  const unreadable = Effect.mapError(
    (error: Parameters<typeof reasonOf>[0]) =>
      new FileNotWritten({ path, reason: strings.reason(reasonOf(error)) })
  )
  const text =
    now === undefined
      ? newConfiguration(archive, entry)
      : withInstance(yield* unreadable(fs.readFileString(path)), entry)
  // Keeps a symbolic link.
  const target = now === undefined ? path : yield* unreadable(fs.realPath(path))
  yield* writeTextFile(target, (write) => write(text))
})

/** Saves a tested instance in the configuration at a path; returns the place of its token. */
export const keepInstance = Effect.fnUntraced(function* (
  path: string,
  flags: InitFlags,
  { instance, isTyped }: TestedInstance
) {
  const fs = yield* FileSystem.FileSystem
  const folder = NodePath.dirname(path)
  const { apiUrl, idInstance } = instance
  const named = Option.getOrUndefined(flags.tokenFile)
  const isInPlace = named !== undefined && !isTyped && (yield* isPlainFile(named))
  const tokenPath = isInPlace ? NodePath.resolve(named) : NodePath.join(folder, `${idInstance}.token`)
  const entry: ConfiguredInstance = {
    idInstance,
    apiUrl,
    tokenFile: pathFrom(folder, tokenPath),
    ...(Option.isSome(flags.name) ? { name: flags.name.value } : {})
  }
  yield* makeFolder(folder)
  const isNew = isInPlace ? false : yield* keepToken(tokenPath, tokenLine(instance))
  yield* Effect.onError(writeEntry(path, flags, entry), () =>
    isNew ? Effect.ignore(fs.remove(tokenPath)) : Effect.void
  )
  return tokenPath
}, Effect.uninterruptible)
