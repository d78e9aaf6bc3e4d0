// The configuration file: where the archive is, and which instances there are. `chatledger.config.json`.
//
// `--config`, CHATLEDGER_CONFIG, or ./chatledger.config.json if it is there; paths in it are meant from its folder. Many
// instances are looked at in turns, so that a signal is heard in between.

import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { WrongUsage } from "../failures/exit.ts"
import { reasonWords } from "../messages/reasons.ts"
import { strings } from "../messages/strings.ts"
import { ConfigFile, type ConfiguredInstance } from "./config-schema.ts"
import { atHome } from "./paths.ts"
import { isUtf16, shownName } from "./value-shapes.ts"
import { variable } from "./variable.ts"

export const DEFAULT_CONFIG = "chatledger.config.json"

/** A configuration file that has been read. */
export interface Configuration {
  readonly path: string
  /** From the current folder. */
  readonly archive: string | undefined
  readonly instances: ReadonlyArray<ConfiguredInstance>
  /** A path of the file, as the current folder sees it. */
  readonly resolve: (path: string) => string
}

type StandardPathStep = { readonly key: PropertyKey }

const decode = Schema.decodeUnknownResult(ConfigFile, { onExcessProperty: "error" })
const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1()

/** Kinds of JSON values as people who write them call them. */
const kinds: Readonly<Record<string, string>> = strings.configuration.kinds

const isOurs = (message: string): boolean => Object.values<unknown>(strings.configuration).includes(message)

/** `instances[0].apiUrl` */
const placeOf = (keys: ReadonlyArray<PropertyKey>): string =>
  keys.reduce<string>(
    (place, key) =>
      typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`,
    ""
  )

/**
 * What does not fit, by place and never by value: a value, or a name, may be a token in the wrong place. The first
 * instance that was looked at is the one with the number `first`.
 */
const misfit = (error: Schema.SchemaError, first: number): string => {
  const [issue] = issuesOf(error.issue).issues
  const given: ReadonlyArray<PropertyKey | StandardPathStep> = issue?.path ?? []
  const steps = given
    .map((step) => (typeof step === "object" ? step.key : step))
    .map((key) => (typeof key === "number" ? key + first : key))
  const message = issue?.message ?? ""
  if (message === "Expected no excess property") {
    const name = String(steps.at(-1))
    const place = steps.length > 1 ? strings.configuration.within(placeOf(steps.slice(0, -1))) : ""
    return /token/i.test(name)
      ? `${shownName(name)}${place}: ${strings.configuration.tokenElsewhere}`
      : strings.configuration.unknownName(`${shownName(name)}${place}`)
  }
  const place = steps.length === 0 ? strings.configuration.theWhole : `\`${placeOf(steps)}\``
  return `${place} ${kinds[message] ?? (isOurs(message) ? message : strings.configuration.doesNotFit)}`
}

/** Instances that are looked at in one turn. */
const TURN = 2000

/** The value in pieces that each fit the schema if the whole does: the first has all but the later instances. */
const inTurns = (json: unknown): ReadonlyArray<unknown> => {
  const all: unknown = typeof json === "object" && json !== null ? Reflect.get(json, "instances") : undefined
  if (!Array.isArray(all) || all.length <= TURN) return [json]
  const pieces: Array<unknown> = [{ ...(json as object), instances: all.slice(0, TURN) }]
  for (let from = TURN; from < all.length; from += TURN)
    pieces.push({ instances: all.slice(from, from + TURN) })
  return pieces
}

/** Where the configuration is, and whether somebody has named it. */
const placeOfFile = (flag: Option.Option<string>) => {
  const named = Option.getOrUndefined(flag) ?? variable("CHATLEDGER_CONFIG")
  return { path: named === undefined ? DEFAULT_CONFIG : atHome(named), isNamed: named !== undefined }
}

/** What was read last: commands ask twice, and parsing takes its time. */
let parsed: { readonly text: string; readonly json: unknown } | undefined

const jsonOf = (text: string): unknown => {
  if (parsed?.text !== text) parsed = { text, json: JSON.parse(text.replace(/^\ufeff/, "")) }
  return parsed.json
}

const readJson = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const { path, isNamed } = placeOfFile(flag)
  const refused = (reason: string) => new WrongUsage({ reason: strings.configuration.file(path, reason) })
  const text = yield* Effect.result(fs.readFileString(path))
  if (text._tag === "Failure") {
    if (!isNamed && text.failure.reason._tag === "NotFound") return undefined
    return yield* refused(strings.configuration.unreadable(reasonWords(reasonOf(text.failure))))
  }
  if (isUtf16(text.success)) return yield* refused(strings.configuration.utf16)
  const json = yield* Effect.try({
    try: () => jsonOf(text.success),
    catch: () => refused(strings.configuration.noJson)
  })
  const resolve = (inner: string) =>
    NodePath.isAbsolute(atHome(inner)) ? atHome(inner) : NodePath.join(NodePath.dirname(path), inner)
  return { path, json, resolve, refused }
})

type Piece = (typeof ConfigFile)["Type"]

const decoded = (
  piece: unknown,
  first: number,
  refused: (reason: string) => WrongUsage
): Effect.Effect<Piece, WrongUsage> => {
  const result = decode(piece)
  return result._tag === "Success"
    ? Effect.succeed(result.success)
    : Effect.fail(refused(strings.configuration.misfit(misfit(result.failure, first))))
}

/** The configuration file, if there is one. */
export const readConfiguration = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const file = yield* readJson(flag)
  if (file === undefined) return undefined
  const { path, json, resolve, refused } = file
  const pieces = inTurns(json)
  const instances: Array<ConfiguredInstance> = []
  let archive: string | undefined
  const known = new Set<string>()
  for (const [number, piece] of pieces.entries()) {
    if (number > 0) yield* Effect.yieldNow
    const read = yield* decoded(piece, number * TURN, refused)
    archive ??= read.archive
    for (const instance of read.instances ?? []) {
      if (known.has(instance.idInstance))
        return yield* refused(strings.configuration.twice(instance.idInstance))
      known.add(instance.idInstance)
      instances.push(instance)
    }
  }
  return {
    path,
    archive: archive === undefined ? undefined : resolve(archive),
    instances,
    resolve
  } satisfies Configuration
})

/**
 * The path of the configuration file and the archive that it names, for what asks no instance: of many instances, only the
 * first are looked at. Undefined if there is no file.
 */
export const readArchivePlace = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const file = yield* readJson(flag)
  if (file === undefined) return undefined
  const { path, json, resolve, refused } = file
  const { archive } = yield* decoded(inTurns(json)[0], 0, refused)
  return { path, archive: archive === undefined ? undefined : resolve(archive) }
})
