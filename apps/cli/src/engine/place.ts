// Which engine to ask, where it is and as whom: `--url`, and a password from the environment or a file.
//
// A password in the address is refused: addresses end up in messages and lists of processes.
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { WrongUsage } from "../failures/exit.ts"
import { variable } from "../invocation/variable.ts"
import { strings } from "../messages/strings.ts"

export interface EngineFlags {
  readonly engine: Option.Option<"clickhouse">
  readonly url: Option.Option<string>
  readonly passwordFile: Option.Option<string>
}

export interface EnginePlace {
  /** Without user and path. */
  readonly url: string
  readonly database: string
  readonly user: string
  readonly password: Redacted.Redacted
}

export const PASSWORD_VARIABLE = "CHATLEDGER_ENGINE_PASSWORD"

const DATABASE = "chatledger"

const parsed = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash === ""
  return isPlain && /^\/[\w-]*\/?$/.test(url.pathname) ? url : undefined
}

const passwordOf = Effect.fnUntraced(function* ({ passwordFile }: EngineFlags) {
  if (Option.isNone(passwordFile)) return variable(PASSWORD_VARIABLE) ?? ""
  const fs = yield* FileSystem.FileSystem
  const path = passwordFile.value
  const text = yield* fs.readFileString(path).pipe(
    Effect.mapError((error) => {
      const reason = strings.selection.fileUnreadable(path, strings.reason(reasonOf(error)))
      return new WrongUsage({ reason })
    })
  )
  return text.replace(/\r?\n$/, "")
})

/** The engine of the flags; undefined without one. Fails with `WrongUsage`. */
export const enginePlace = Effect.fnUntraced(function* (flags: EngineFlags) {
  const refuse = (reason: string) => new WrongUsage({ reason })
  if (Option.isNone(flags.engine)) {
    if (Option.isSome(flags.url)) return yield* refuse(strings.engine.withoutEngine("url"))
    if (Option.isSome(flags.passwordFile)) return yield* refuse(strings.engine.withoutEngine("password-file"))
    return undefined
  }
  if (Option.isNone(flags.url)) return yield* refuse(strings.engine.withoutUrl)
  const url = parsed(flags.url.value)
  if (url === undefined) return yield* refuse(strings.engine.badUrl)
  if (url.password !== "") return yield* refuse(strings.engine.passwordInUrl(PASSWORD_VARIABLE))
  const place: EnginePlace = {
    url: url.origin,
    database: url.pathname.replaceAll("/", "") || DATABASE,
    user: decodeURIComponent(url.username) || "default",
    password: Redacted.make(yield* passwordOf(flags))
  }
  return place
})

/** Refuses flags that only tables on this computer have. */
export const refuseWithEngine = (given: Readonly<Record<string, unknown>>, names: ReadonlyArray<string>) => {
  const found = names.find((name) => {
    const value = given[name]
    if (Array.isArray(value)) return value.length > 0
    if (Option.isOption(value)) return Option.isSome(value)
    return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : value === true
  })
  return found === undefined
    ? Effect.void
    : Effect.fail(
        new WrongUsage({
          reason: strings.engine.notWithEngine(
            found.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
          )
        })
      )
}
