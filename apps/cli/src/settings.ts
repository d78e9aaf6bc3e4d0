// What the command line, the environment and the configuration file decide, in that order.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { WrongUsage } from "./exit.ts"

const DEFAULT_ARCHIVE = "./chatledger-archive"
const DEFAULT_CONFIG = "chatledger.config.json"

/** The archive that the configuration file names, if there is such a file. */
const configuredArchive = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const named = process.env["CHATLEDGER_CONFIG"]
  const path = named ?? DEFAULT_CONFIG
  const text = yield* Effect.option(fs.readFileString(path))
  if (Option.isNone(text))
    return named === undefined
      ? undefined
      : yield* new WrongUsage({ reason: `CHATLEDGER_CONFIG names ${path}, which cannot be read` })
  const config = yield* Effect.try({
    try: (): unknown => JSON.parse(text.value),
    catch: () => new WrongUsage({ reason: `${path} is no JSON` })
  })
  const archive = typeof config === "object" && config !== null ? Reflect.get(config, "archive") : undefined
  return typeof archive === "string" && archive !== "" ? archive : undefined
})

/** The archive's folder: flag, then CHATLEDGER_ARCHIVE, then the configuration file, then the default. */
export const archivePath = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  if (Option.isSome(flag)) return flag.value
  return process.env["CHATLEDGER_ARCHIVE"] ?? (yield* configuredArchive) ?? DEFAULT_ARCHIVE
})
