// The schema of the configuration file, published as `chatledger.schema.json`, for editors.
//
// Unknown names are refused, because they are usually misspelt. The file never contains a token: it names the variable or
// file that does.

import { hostPattern } from "@chatledger/archive/internal"
import * as Schema from "effect/Schema"
import { strings } from "../messages/strings.ts"
import { durationPattern } from "./instant.ts"
import { Defaults, Exports, noNul, notEmpty } from "./option-schema.ts"
import {
  apiUrlPattern,
  apiUrlWanted,
  idInstancePattern,
  idInstanceWanted,
  isPoolAddress,
  isTokenForPath,
  mayBeToken,
  tokenEnvWanted,
  tokenFileWanted,
  variablePattern
} from "./value-shapes.ts"

export const DEFAULT_API_URL = "https://api.green-api.com"

const described = (description: string) => ({ description })

const text = (description: string) => Schema.String.annotate(described(description))

const notToken = (message: string) => Schema.makeFilter((text: string) => !mayBeToken(text) || message)

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
      noNul,
      Schema.makeFilter((path: string) => !isTokenForPath(path) || tokenFileWanted)
    )
  ),
  every: Schema.optionalKey(
    text("how often `chatledger sync --every` syncs it, if not as often as the others: 30s, 5m, 1h").check(
      Schema.isPattern(durationPattern, { message: strings.configuration.length })
    )
  ),
  name: Schema.optionalKey(
    text("what you call the instance").check(notEmpty, notToken(strings.configuration.ownName))
  )
})

const Directory = Schema.Union([
  Schema.Literal("off"),
  Schema.Struct({
    interval: Schema.optionalKey(
      text("how often it is asked for: 12h, 1d, 1w; default 1d").check(
        Schema.isPattern(durationPattern, { message: strings.configuration.length })
      )
    ),
    maxGroups: Schema.optionalKey(
      Schema.Int.annotate(described("groups that one sync asks for; default 30, and 0 asks for none")).check(
        Schema.isBetween({ minimum: 0, maximum: 1000 }, { message: strings.configuration.maxGroups })
      )
    )
  })
]).annotate({
  ...described(
    "how `chatledger sync` asks for names and members (getContacts, getChats, getGroupData); off: it does not"
  ),
  message: strings.configuration.directory
})

/** Kinds of files in messages. */
export const mediaKinds = ["image", "video", "audio", "document", "sticker"] as const

/** A size: `500KB`, `100MB`, `2GB`. */
export const sizePattern = /^(0*[1-9]\d{0,5})(KB|MB|GB|TB)$/

const size = (description: string) =>
  text(description).check(Schema.isPattern(sizePattern, { message: strings.configuration.size }))
const host = Schema.String.check(Schema.isPattern(hostPattern, { message: strings.configuration.host }))

const Media = Schema.Struct({
  sync: Schema.optionalKey(
    Schema.Boolean.annotate(described("true: `chatledger sync` fetches files too, as with --media"))
  ),
  kinds: Schema.optionalKey(
    Schema.Array(
      Schema.Literals(mediaKinds).annotate({
        message: strings.configuration.oneOf(mediaKinds.join(", "))
      })
    ).annotate(described("the kinds of files that are fetched; default: all"))
  ),
  maxFileSize: Schema.optionalKey(size("the largest file; default 200MB")),
  maxRunSize: Schema.optionalKey(size("what one run may bring in all; default 5GB")),
  diskQuota: Schema.optionalKey(size("what all files of the archive may take; default: no limit")),
  maxRenewals: Schema.optionalKey(
    Schema.Int.annotate(
      described("expired links that one run renews by downloadFile; default 300, and 0 renews none")
    ).check(
      Schema.isBetween({ minimum: 0, maximum: 100_000 }, { message: strings.configuration.maxRenewals })
    )
  ),
  hosts: Schema.optionalKey(
    Schema.Array(host).annotate(
      described(
        "more hosts that files may be fetched from: files.example.com, *.example.com, files.example.com:8443"
      )
    )
  ),
  privateHosts: Schema.optionalKey(
    Schema.Array(host).annotate(
      described("hosts whose addresses may be private, such as a server of your own network")
    )
  )
}).annotate(
  described("how files of messages are fetched: `chatledger media fetch`, `chatledger sync --media`")
)

const calls = (description: string) =>
  Schema.Int.annotate(described(description)).check(
    Schema.isBetween({ minimum: 0, maximum: 100_000 }, { message: strings.configuration.maxRenewals })
  )

const Heal = Schema.Struct({
  always: Schema.optionalKey(
    Schema.Boolean.annotate(described("true: `chatledger sync` heals, as with --heal"))
  ),
  monthly: Schema.optionalKey(
    calls(
      "calls of getChatHistory an instance may have in a month (UTC); default 300, those of the free plan"
    )
  ),
  perChat: Schema.optionalKey(calls("calls for one chat in a month; default 3"))
}).annotate(described("how `chatledger sync --heal` asks for histories of chats around lost time"))

/** The `media` setting. */
export type MediaSetting = (typeof Media)["Type"]

/** The schema of the configuration file. */
export const ConfigFile = Schema.Struct({
  $schema: Schema.optionalKey(text("address of the schema, for editors")),
  archive: Schema.optionalKey(
    text("folder of the archive, from the folder of this file").check(notEmpty, noNul)
  ),
  directory: Schema.optionalKey(Directory),
  heal: Schema.optionalKey(Heal),
  media: Schema.optionalKey(Media),
  instances: Schema.optionalKey(
    Schema.Array(InstanceEntry).annotate(described("the instances that `chatledger sync` fetches"))
  ),
  defaults: Schema.optionalKey(Defaults),
  exports: Schema.optionalKey(Exports)
}).annotate({ title: "chatledger.config.json", ...described("Configuration of chatledger") })

/** The address of the published JSON Schema, for `$schema`. */
export const SCHEMA_ADDRESS = "https://unpkg.com/chatledger/chatledger.schema.json"

/** The JSON Schema of the file, from which `chatledger.schema.json` of the npm package is generated. */
export const configSchemaDocument = () => {
  const { schema } = Schema.toJsonSchemaDocument(ConfigFile, { onExcessProperty: "error" })
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id: SCHEMA_ADDRESS, ...schema }
}

/** An instance in the file. */
export type ConfiguredInstance = (typeof InstanceEntry)["Type"]
