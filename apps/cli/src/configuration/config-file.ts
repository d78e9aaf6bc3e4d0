// The configuration file: where the archive is, and which instances there are. `chatledger.config.json`.
//
// `--config`, CHATLEDGER_CONFIG, or ./chatledger.config.json if it is there; paths in it are meant from its folder.
// Unknown names are refused, since they are misspelt ones. A token never stands in it: it names the variable or
// the file that holds it. The schema is published as `chatledger.schema.json`, for editors.
import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { WrongUsage } from "../exit.ts"
import { durationPattern } from "../instant.ts"
import { configuringWords as words } from "../wording/configuring.ts"
import { reasonWords } from "../wording/reasons.ts"
import {
  apiUrlPattern,
  apiUrlWanted,
  idInstancePattern,
  idInstanceWanted,
  isPoolAddress,
  isTokenForPath,
  mayBeToken,
  shownName,
  tokenEnvWanted,
  tokenFileWanted,
  variablePattern
} from "./value-shapes.ts"
import { variable } from "./variable.ts"

export const DEFAULT_CONFIG = "chatledger.config.json"
export const DEFAULT_API_URL = "https://api.green-api.com"

const described = (description: string) => ({ description })

const text = (description: string) => Schema.String.annotate(described(description))

const notToken = (message: string) => Schema.makeFilter((text: string) => !mayBeToken(text) || message)

const notEmpty = Schema.isMinLength(1, { message: words.notEmpty })

const InstanceEntry = Schema.Struct({
  idInstance: text("idInstance of the console, as text").check(
    Schema.isPattern(idInstancePattern, { message: idInstanceWanted })
  ),
  apiUrl: Schema.optionalKey(
    text(`apiUrl of the console; default ${DEFAULT_API_URL}`).check(
      Schema.isPattern(apiUrlPattern, { message: apiUrlWanted }),
      Schema.makeFilter((url: string) => isPoolAddress(url) || apiUrlWanted)
    )
  ),
  tokenEnv: Schema.optionalKey(
    text("name of the environment variable that holds apiTokenInstance").check(
      Schema.isPattern(variablePattern, { message: tokenEnvWanted }),
      notToken(tokenEnvWanted)
    )
  ),
  tokenFile: Schema.optionalKey(
    text("file that holds apiTokenInstance and nothing else; from the folder of this file").check(
      notEmpty,
      Schema.makeFilter((path: string) => !isTokenForPath(path) || tokenFileWanted)
    )
  ),
  every: Schema.optionalKey(
    text("how often `chatledger sync --every` syncs it, if not as often as the others: 30s, 5m, 1h").check(
      Schema.isPattern(durationPattern, { message: words.length })
    )
  ),
  name: Schema.optionalKey(text("what you call the instance").check(notEmpty, notToken(words.ownName)))
})

/** The schema of the configuration file. */
export const ConfigFile = Schema.Struct({
  $schema: Schema.optionalKey(text("address of the schema, for editors")),
  archive: Schema.optionalKey(text("folder of the archive, from the folder of this file").check(notEmpty)),
  instances: Schema.optionalKey(
    Schema.Array(InstanceEntry).annotate(described("the instances that `chatledger sync` fetches"))
  )
}).annotate({ title: "chatledger.config.json", ...described("Configuration of chatledger") })

/** Where the JSON Schema of the file is published, for `$schema`. */
export const SCHEMA_ADDRESS = "https://unpkg.com/chatledger/chatledger.schema.json"

/** The JSON Schema of the file: `chatledger.schema.json` of the npm package is made of it. */
export const configSchemaDocument = () => {
  const { schema } = Schema.toJsonSchemaDocument(ConfigFile, { onExcessProperty: "error" })
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id: SCHEMA_ADDRESS, ...schema }
}

/** An instance as the file has it. */
export type ConfiguredInstance = (typeof InstanceEntry)["Type"]

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
const kinds: Readonly<Record<string, string>> = words.kinds

const isOurs = (message: string): boolean => Object.values<unknown>(words).includes(message)

/** `instances[0].apiUrl` */
const placeOf = (steps: ReadonlyArray<PropertyKey | StandardPathStep>): string => {
  const keys = steps.map((step) => (typeof step === "object" ? step.key : step))
  return keys.reduce<string>(
    (place, key) =>
      typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`,
    ""
  )
}

/** What does not fit, by place and never by value: a value, or a name, may be a token in the wrong place. */
const misfit = (error: Schema.SchemaError): string => {
  const [issue] = issuesOf(error.issue).issues
  const steps = issue?.path ?? []
  const message = issue?.message ?? ""
  if (message === "Expected no excess property") {
    const last = steps.at(-1)
    const name = String(typeof last === "object" ? last.key : last)
    const place = steps.length > 1 ? words.within(placeOf(steps.slice(0, -1))) : ""
    return /token/i.test(name)
      ? `${shownName(name)}${place}: ${words.tokenElsewhere}`
      : words.unknownName(`${shownName(name)}${place}`)
  }
  const place = steps.length === 0 ? words.theWhole : `\`${placeOf(steps)}\``
  return `${place} ${kinds[message] ?? (isOurs(message) ? message : words.doesNotFit)}`
}

/** The configuration file, if there is one. */
export const readConfiguration = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const named = Option.getOrUndefined(flag) ?? variable("CHATLEDGER_CONFIG")
  const path = named ?? DEFAULT_CONFIG
  const refused = (reason: string) => new WrongUsage({ reason: words.file(path, reason) })
  const text = yield* Effect.result(fs.readFileString(path))
  if (text._tag === "Failure") {
    if (named === undefined && text.failure.reason._tag === "NotFound") return undefined
    return yield* refused(words.unreadable(reasonWords(reasonOf(text.failure))))
  }
  const json = yield* Effect.try({
    try: (): unknown => JSON.parse(text.success.replace(/^\ufeff/, "")),
    catch: () => refused(words.noJson)
  })
  const decoded = decode(json)
  if (decoded._tag === "Failure") return yield* refused(words.misfit(misfit(decoded.failure)))
  const { archive, instances = [] } = decoded.success
  const resolve = (inner: string) =>
    NodePath.isAbsolute(inner) ? inner : NodePath.join(NodePath.dirname(path), inner)
  const twice = instances.find(({ idInstance }, index) =>
    instances.slice(0, index).some((other) => other.idInstance === idInstance)
  )
  if (twice !== undefined) return yield* refused(words.twice(twice.idInstance))
  return {
    path,
    archive: archive === undefined ? undefined : resolve(archive),
    instances,
    resolve
  } satisfies Configuration
})
