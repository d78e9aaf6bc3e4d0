// The instances to fetch, with address and token, and the source of each value.
//
// They come from the configuration file, and one from the environment (GREEN_API_URL, GREEN_API_ID_INSTANCE,
// GREEN_API_TOKEN_INSTANCE), which takes precedence over the file for the same instance. A missing token fails only its
// instance. Gotcha: a token is never an argument, because other users of the machine can see arguments.

import { reasonOf } from "@chatledger/archive/internal"
import type { Instance } from "@chatledger/core"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { DEFAULT_CONFIG } from "../invocation/config-text.ts"
import { variable } from "../invocation/variable.ts"
import { strings } from "../messages/strings.ts"
import type { Sourced } from "./archive-path.ts"
import { type Configuration, readConfiguration } from "./config-file.ts"
import { DEFAULT_API_URL } from "./config-schema.ts"
import { millisOf } from "./instant.ts"
import { type TokenFault, tokenIn } from "./token-text.ts"
import {
  apiUrlWanted,
  idInstanceWanted,
  isIdInstance,
  isPoolAddress,
  isTokenForPath,
  tokenFileWanted
} from "./value-shapes.ts"

/** The token of an instance is not available. */
export class TokenMissing extends Data.TaggedError("TokenMissing")<{
  readonly idInstance: string
  readonly reason: string
}> {
  readonly isRetryable = false
  override get message() {
    return strings.configuration.tokenMissing(this.idInstance, this.reason)
  }
}

/** The place of a token. */
type TokenPlace =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "none" }

/** A configured instance whose token has not been read yet. */
export interface KnownInstance {
  readonly idInstance: Sourced<string>
  readonly apiUrl: Sourced<string>
  readonly token: Sourced<TokenPlace>
  readonly name: string | undefined
  /** Its own interval for `sync --every`, if it differs from the others'. */
  readonly everyMillis: number | undefined
}

interface InstanceFlags {
  readonly config: Option.Option<string>
  readonly instance: ReadonlyArray<string>
  readonly tokenFile: Option.Option<string>
}

const fromFile = (configuration: Configuration): ReadonlyArray<KnownInstance> =>
  configuration.instances.map(({ idInstance, apiUrl, tokenEnv, tokenFile, name, every }) => {
    const source = configuration.path
    const token: TokenPlace =
      tokenEnv !== undefined
        ? { kind: "variable", name: tokenEnv }
        : tokenFile !== undefined
          ? { kind: "file", path: configuration.resolve(tokenFile) }
          : { kind: "none" }
    return {
      idInstance: { value: idInstance, source },
      apiUrl:
        apiUrl === undefined ? { value: DEFAULT_API_URL, source: "default" } : { value: apiUrl, source },
      token: { value: token, source },
      name,
      everyMillis: every === undefined ? undefined : millisOf(every)
    }
  })

const fromEnvironment = Effect.fnUntraced(function* (file: ReadonlyArray<KnownInstance>) {
  const id = variable("GREEN_API_ID_INSTANCE")
  if (id === undefined) return undefined
  if (!isIdInstance(id)) return yield* new WrongUsage({ reason: `GREEN_API_ID_INSTANCE ${idInstanceWanted}` })
  const same = file.find(({ idInstance }) => idInstance.value === id)
  const url = variable("GREEN_API_URL")
  if (url !== undefined && !isPoolAddress(url))
    return yield* new WrongUsage({ reason: `GREEN_API_URL ${apiUrlWanted}` })
  const tokenName = "GREEN_API_TOKEN_INSTANCE"
  return {
    idInstance: { value: id, source: "GREEN_API_ID_INSTANCE" },
    apiUrl:
      url === undefined
        ? (same?.apiUrl ?? { value: DEFAULT_API_URL, source: "default" })
        : { value: url, source: "GREEN_API_URL" },
    token:
      variable(tokenName) === undefined && same !== undefined
        ? same.token
        : { value: { kind: "variable", name: tokenName }, source: "environment" },
    name: same?.name,
    everyMillis: same?.everyMillis
  } satisfies KnownInstance
})

/** Most ids in a message. */
const SHOWN = 20

/** The configured instances, in the order of the file; fails with `WrongUsage` if there is none or a flag is invalid. */
export const knownInstances = Effect.fnUntraced(function* (flags: InstanceFlags) {
  const configuration = yield* readConfiguration(flags.config)
  const file = configuration === undefined ? [] : fromFile(configuration)
  const own = yield* fromEnvironment(file)
  const all =
    own === undefined
      ? file
      : [...file.filter(({ idInstance }) => idInstance.value !== own.idInstance.value), own]
  if (all.length === 0)
    return yield* new WrongUsage({ reason: strings.configuration.noInstances(DEFAULT_CONFIG) })
  const known = new Set(all.map(({ idInstance }) => idInstance.value))
  for (const id of flags.instance)
    if (!known.has(id))
      return yield* new WrongUsage({
        reason: strings.configuration.notConfigured(
          isIdInstance(id) ? id : undefined,
          [...known].slice(0, SHOWN).join(", "),
          Math.max(0, known.size - SHOWN)
        )
      })
  const named = new Set(flags.instance)
  const chosen = named.size === 0 ? all : all.filter(({ idInstance }) => named.has(idInstance.value))
  if (Option.isNone(flags.tokenFile)) return chosen
  if (isTokenForPath(flags.tokenFile.value))
    return yield* new WrongUsage({
      reason: strings.configuration.tokenArgument(tokenFileWanted)
    })
  if (chosen.length > 1)
    return yield* new WrongUsage({
      reason: strings.configuration.tokenOfOne
    })
  const token: Sourced<TokenPlace> = {
    value: { kind: "file", path: flags.tokenFile.value },
    source: "--token-file"
  }
  return chosen.map((instance): KnownInstance => ({ ...instance, token }))
})

const faults: Readonly<Record<TokenFault, (shown: string) => string>> = {
  utf16: strings.configuration.tokenUtf16,
  empty: strings.configuration.tokenEmpty,
  odd: strings.configuration.tokenOdd
}

/** Reads the token of an instance; fails with `TokenMissing`. */
export const withToken = Effect.fnUntraced(function* (known: KnownInstance) {
  const fs = yield* FileSystem.FileSystem
  const idInstance = known.idInstance.value
  const missing = (reason: string) => new TokenMissing({ idInstance, reason })
  const place = known.token.value
  if (place.kind === "none") return yield* missing(strings.configuration.noToken)
  const shown =
    place.kind === "variable"
      ? strings.configuration.variable(place.name)
      : strings.configuration.tokenFileAt(place.path)
  const text =
    place.kind === "variable"
      ? variable(place.name)
      : yield* Effect.mapError(fs.readFileString(place.path), (error) =>
          missing(strings.configuration.tokenUnreadable(shown, strings.reason(reasonOf(error))))
        )
  if (text === undefined) return yield* missing(strings.configuration.tokenUnset(shown))
  const token = tokenIn(text)
  if (typeof token === "string") return yield* missing(faults[token](shown))
  return { idInstance, apiUrl: known.apiUrl.value, apiTokenInstance: token } satisfies Instance
})
