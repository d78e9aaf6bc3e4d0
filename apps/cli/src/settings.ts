// What the command line, the environment and the configuration file decide, in that order.
//
// The configuration file is `--config`, CHATLEDGER_CONFIG, or ./chatledger.config.json if it is there; a path in it
// is meant from its folder. An empty variable counts as none.
import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { WrongUsage } from "./exit.ts"

const DEFAULT_ARCHIVE = "./chatledger-archive"
const DEFAULT_CONFIG = "chatledger.config.json"

/** A variable of the environment; undefined if it is not set, or empty. */
const variable = (name: string): string | undefined => {
  const value = process.env[name]
  return value === "" ? undefined : value
}

/** The archive that the configuration file names, if there is such a file. */
const configuredArchive = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const named = Option.getOrUndefined(flag) ?? variable("CHATLEDGER_CONFIG")
  const path = named ?? DEFAULT_CONFIG
  const text = yield* Effect.result(fs.readFileString(path))
  if (text._tag === "Failure") {
    if (named === undefined && text.failure.reason._tag === "NotFound") return undefined
    return yield* new WrongUsage({
      reason: `the configuration file ${path} cannot be read: ${reasonOf(text.failure)}`
    })
  }
  const config = yield* Effect.try({
    try: (): unknown => JSON.parse(text.success.replace(/^\ufeff/, "")),
    catch: () => new WrongUsage({ reason: `the configuration file ${path} is no JSON` })
  })
  if (typeof config !== "object" || config === null || Array.isArray(config))
    return yield* new WrongUsage({ reason: `the configuration file ${path} holds no object` })
  const archive: unknown = Reflect.get(config, "archive")
  if (archive === undefined) return undefined
  if (typeof archive !== "string" || archive === "")
    return yield* new WrongUsage({ reason: `${path}: \`archive\` has to be the path of a folder` })
  return NodePath.isAbsolute(archive) ? archive : NodePath.join(NodePath.dirname(path), archive)
})

/** The archive's folder: flag, then CHATLEDGER_ARCHIVE, then the configuration file, then the default. */
export const archivePath = Effect.fnUntraced(function* (flags: {
  readonly archive: Option.Option<string>
  readonly config: Option.Option<string>
}) {
  if (Option.isNone(flags.archive))
    return variable("CHATLEDGER_ARCHIVE") ?? (yield* configuredArchive(flags.config)) ?? DEFAULT_ARCHIVE
  if (flags.archive.value === "")
    return yield* new WrongUsage({ reason: "--archive is empty: name a folder" })
  return flags.archive.value
})
