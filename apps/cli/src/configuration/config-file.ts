// The configuration file: where the archive is, and which instances there are. `chatledger.config.json`.
//
// `--config`, CHATLEDGER_CONFIG, or ./chatledger.config.json if it is there; paths in it are meant from its folder.
// Unknown names are refused, since they are misspelt ones. A token never stands in it: it names the variable or
// the file that holds it. The schema is published as `chatledger.schema.json`, for editors.
import * as NodePath from "node:path"
import { isInstanceId, reasonOf } from "@chatledger/archive"
import { isApiUrl } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { WrongUsage } from "../exit.ts"
import { variable } from "./variable.ts"

export const DEFAULT_CONFIG = "chatledger.config.json"
export const DEFAULT_API_URL = "https://api.green-api.com"

const described = (description: string) => ({ description })

const InstanceEntry = Schema.Struct({
  idInstance: Schema.String.check(
    Schema.makeFilter((id: string) => isInstanceId(id) || 'has to be an idInstance such as "1101000001"')
  ).annotate(described("idInstance of the console, as text")),
  apiUrl: Schema.optionalKey(
    Schema.String.check(
      Schema.makeFilter(
        (url: string) =>
          isApiUrl(url) ||
          "has to be an address such as https://1101.api.green-api.com, without path and token"
      )
    ).annotate(described(`apiUrl of the console; default ${DEFAULT_API_URL}`))
  ),
  tokenEnv: Schema.optionalKey(
    Schema.NonEmptyString.annotate(described("name of the environment variable that holds apiTokenInstance"))
  ),
  tokenFile: Schema.optionalKey(
    Schema.NonEmptyString.annotate(
      described("file that holds apiTokenInstance and nothing else; from the folder of this file")
    )
  ),
  name: Schema.optionalKey(Schema.NonEmptyString.annotate(described("what you call the instance")))
})

/** The schema of the configuration file. */
export const ConfigFile = Schema.Struct({
  $schema: Schema.optionalKey(Schema.String),
  archive: Schema.optionalKey(
    Schema.NonEmptyString.annotate(described("folder of the archive, from the folder of this file"))
  ),
  instances: Schema.optionalKey(
    Schema.Array(InstanceEntry).annotate(described("the instances that `chatledger sync` fetches"))
  )
}).annotate({ title: "chatledger.config.json", ...described("Configuration of chatledger") })

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

const decode = Schema.decodeUnknownResult(ConfigFile, { onExcessProperty: "error" })
const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1()

const tokenBelongsElsewhere =
  "a token does not stand in the configuration: put it into a file that tokenFile names, or into a variable that tokenEnv names"

/** What does not fit, by place and never by value: a value may be a token in the wrong place. */
const misfit = (error: Schema.SchemaError): string => {
  const [issue] = issuesOf(error.issue).issues
  const path = (issue?.path ?? []).map((step) => String(typeof step === "object" ? step.key : step))
  const place = path.length === 0 ? "the whole" : `\`${path.join(".")}\``
  const message = issue?.message ?? ""
  if (message === "Missing key") return `${place} is missing`
  if (message === "Expected no excess property")
    return /token/i.test(path.at(-1) ?? "")
      ? `${place}: ${tokenBelongsElsewhere}`
      : `${place} is no name that chatledger knows`
  return `${place} ${message.startsWith("has to be") ? message : message.replace(/^Expected/, "has to be")}`
}

/** The configuration file, if there is one. */
export const readConfiguration = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const named = Option.getOrUndefined(flag) ?? variable("CHATLEDGER_CONFIG")
  const path = named ?? DEFAULT_CONFIG
  const refused = (reason: string) => new WrongUsage({ reason: `the configuration file ${path} ${reason}` })
  const text = yield* Effect.result(fs.readFileString(path))
  if (text._tag === "Failure") {
    if (named === undefined && text.failure.reason._tag === "NotFound") return undefined
    return yield* refused(`cannot be read: ${reasonOf(text.failure)}`)
  }
  const json = yield* Effect.try({
    try: (): unknown => JSON.parse(text.success.replace(/^\ufeff/, "")),
    catch: () => refused("is no JSON")
  })
  const decoded = decode(json)
  if (decoded._tag === "Failure") return yield* refused(`does not fit: ${misfit(decoded.failure)}`)
  const { archive, instances = [] } = decoded.success
  const resolve = (inner: string) =>
    NodePath.isAbsolute(inner) ? inner : NodePath.join(NodePath.dirname(path), inner)
  const twice = instances.find(({ idInstance }, index) =>
    instances.slice(0, index).some((other) => other.idInstance === idInstance)
  )
  if (twice !== undefined) return yield* refused(`names instance ${twice.idInstance} twice`)
  return {
    path,
    archive: archive === undefined ? undefined : resolve(archive),
    instances,
    resolve
  } satisfies Configuration
})
