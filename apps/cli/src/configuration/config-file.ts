// The configuration file `chatledger.config.json`: the place of the archive, and the instances.
//
// `--config`, CHATLEDGER_CONFIG, or ./chatledger.config.json if it exists; its paths are relative to its folder. Many
// instances are checked in batches, so that signals are handled in between.

import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { WrongUsage } from "../failures/exit.ts"
import { DEFAULT_CONFIG, jsonOf, namedConfig } from "../invocation/config-text.ts"
import { strings } from "../messages/strings.ts"
import { misfitOf } from "./config-misfit.ts"
import { ConfigFile, type ConfiguredInstance } from "./config-schema.ts"
import { faultOf, type Place, placeAt, valueAt } from "./json-places.ts"
import { atHome } from "./paths.ts"
import { isUtf16 } from "./value-shapes.ts"

/** A configuration file that has been read. */
export interface Configuration {
  readonly path: string
  /** Relative to the current folder. */
  readonly archive: string | undefined
  readonly instances: ReadonlyArray<ConfiguredInstance>
  /** The names of its exports. */
  readonly exports: ReadonlyArray<string>
  readonly defaults: Readonly<Record<string, unknown>>
  /** Converts a path of the file to one relative to the current folder. */
  readonly resolve: (path: string) => string
}

const decode = Schema.decodeUnknownResult(ConfigFile, { onExcessProperty: "error" })

/** Instances checked per batch. */
const TURN = 2000

/** The value split into pieces that are each valid if the whole is: the first has everything but the later instances. */
const inTurns = (json: unknown): ReadonlyArray<unknown> => {
  const all: unknown = typeof json === "object" && json !== null ? Reflect.get(json, "instances") : undefined
  if (!Array.isArray(all) || all.length <= TURN) return [json]
  const pieces: Array<unknown> = [{ ...(json as object), instances: all.slice(0, TURN) }]
  for (let from = TURN; from < all.length; from += TURN)
    pieces.push({ instances: all.slice(from, from + TURN) })
  return pieces
}

/** The path of the configuration, and whether the user named it. */
export const placeOfFile = (flag: Option.Option<string>) => {
  const named = namedConfig(Option.getOrUndefined(flag))
  return { path: named === undefined ? DEFAULT_CONFIG : atHome(named), isNamed: named !== undefined }
}

const refusal = (path: string, reason: string, place: Place | undefined) => {
  const where = place === undefined ? "" : strings.configuration.at(place.line, place.column)
  return new WrongUsage({ reason: `${strings.configuration.file(path, reason)}${where}` })
}

const readJson = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const { path, isNamed } = placeOfFile(flag)
  const refused = (reason: string, place?: Place) => refusal(path, reason, place)
  const read = yield* Effect.result(fs.readFileString(path))
  if (read._tag === "Failure") {
    if (!isNamed && read.failure.reason._tag === "NotFound") return undefined
    return yield* refused(strings.configuration.unreadable(strings.reason(reasonOf(read.failure))))
  }
  if (isUtf16(read.success)) return yield* refused(strings.configuration.utf16)
  const text = read.success.replace(/^\ufeff/, "")
  const json = yield* Effect.try({
    try: () => jsonOf(text),
    catch: () => refused(strings.configuration.noJson, faultOf(text))
  })
  const resolve = (inner: string) =>
    NodePath.isAbsolute(atHome(inner)) ? atHome(inner) : NodePath.join(NodePath.dirname(path), inner)
  return { path, text, json, resolve, refused }
})

type ReadJson = Exclude<Effect.Success<ReturnType<typeof readJson>>, undefined>

type Piece = (typeof ConfigFile)["Type"]

/** Decodes a piece of the file; `first` is the number of its first instance. */
const decoded = (
  { refused, text }: ReadJson,
  piece: unknown,
  first: number
): Effect.Effect<Piece, WrongUsage> => {
  const result = decode(piece)
  if (result._tag === "Success") return Effect.succeed(result.success)
  const { at, path, reason } = misfitOf(result.failure, first)
  const found = valueAt(text, path)
  const offset = at === "name" ? found?.name : found?.from
  const place = offset === undefined ? undefined : placeAt(text, offset)
  return Effect.fail(refused(strings.configuration.misfit(reason), place))
}

/** The configuration file; undefined if there is none. */
export const readConfiguration = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const file = yield* readJson(flag)
  if (file === undefined) return undefined
  const { path, text, json, resolve, refused } = file
  const pieces = inTurns(json)
  const instances: Array<ConfiguredInstance> = []
  let { archive, defaults, exports }: Partial<Piece> = {}
  const known = new Set<string>()
  for (const [number, piece] of pieces.entries()) {
    if (number > 0) yield* Effect.yieldNow
    const read = yield* decoded(file, piece, number * TURN)
    archive ??= read.archive
    defaults ??= read.defaults
    exports ??= read.exports
    for (const instance of read.instances ?? []) {
      if (known.has(instance.idInstance)) {
        const found = valueAt(text, ["instances", instances.length, "idInstance"])
        return yield* refused(
          strings.configuration.twice(instance.idInstance),
          placeAt(text, found?.from ?? 0)
        )
      }
      known.add(instance.idInstance)
      instances.push(instance)
    }
  }
  return {
    path,
    archive: archive === undefined ? undefined : resolve(archive),
    instances,
    defaults: defaults ?? {},
    exports: Object.keys(exports ?? {}),
    resolve
  } satisfies Configuration
})

/** The configured `directory` setting; undefined without one. */
export const readDirectorySetting = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const file = yield* readJson(flag)
  if (file === undefined) return undefined
  const { directory } = yield* decoded(file, inTurns(file.json)[0], 0)
  return directory
})

/** The configured `heal` setting; undefined without one. */
export const readHealSetting = Effect.fnUntraced(function* (flags: {
  readonly config: Option.Option<string>
}) {
  const file = yield* readJson(flags.config)
  if (file === undefined) return undefined
  const { heal } = yield* decoded(file, inTurns(file.json)[0], 0)
  return heal
})

/** The configured `media` setting; undefined without one. */
export const readMediaSetting = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const file = yield* readJson(flag)
  if (file === undefined) return undefined
  const { media } = yield* decoded(file, inTurns(file.json)[0], 0)
  return media
})

/**
 * The path of the configuration file, its archive, defaults and names of exports, for commands that need no instance:
 * of many instances, only the first are checked. Undefined without a file.
 */
export const readGeneral = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const file = yield* readJson(flag)
  if (file === undefined) return undefined
  const { path, json, resolve } = file
  const { archive, defaults = {}, exports = {} } = yield* decoded(file, inTurns(json)[0], 0)
  return {
    path,
    archive: archive === undefined ? undefined : resolve(archive),
    defaults,
    exports: Object.keys(exports)
  }
})
