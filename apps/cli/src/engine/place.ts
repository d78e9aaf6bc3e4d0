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
import type { EngineName } from "./names.ts"

export interface EngineFlags {
  readonly engine: Option.Option<EngineName>
  readonly url: Option.Option<string>
  readonly passwordFile: Option.Option<string>
}

export interface EnginePlace {
  readonly engine: EngineName
  /** Without user and path. */
  readonly url: string
  /** Of Trino only; otherwise empty. */
  readonly catalog: string
  /** Trino calls it a schema. */
  readonly database: string
  readonly user: string
  readonly password: Redacted.Redacted
}

export const PASSWORD_VARIABLE = "CHATLEDGER_ENGINE_PASSWORD"

interface Kind {
  /** Without a path in `--url`. */
  readonly path: ReadonlyArray<string>
  readonly user: string
  readonly example: string
}

const kinds: Readonly<Record<EngineName, Kind>> = {
  clickhouse: {
    path: ["chatledger"],
    user: "default",
    example: "http://reader@localhost:8123/chatledger"
  },
  trino: {
    path: ["delta", "chatledger"],
    user: "chatledger",
    example: "http://reader@localhost:8080/delta/chatledger"
  }
}

/** The address, and the names in its path: a database, or a catalog and a schema. */
const parsed = (text: string, { path }: Kind) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash !== "") return undefined
  const given = url.pathname.replace(/^\/|\/$/g, "").split("/")
  const names = given.join("") === "" ? path : given
  const isWhole = names.length === path.length && names.every((name) => /^[\w-]+$/.test(name))
  return isWhole ? { url, names } : undefined
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
  const engine = flags.engine.value
  const kind = kinds[engine]
  if (Option.isNone(flags.url)) return yield* refuse(strings.engine.withoutUrl(kind.example))
  const given = parsed(flags.url.value, kind)
  if (given === undefined) return yield* refuse(strings.engine.badUrl(kind.example))
  const { names, url } = given
  if (url.password !== "") return yield* refuse(strings.engine.passwordInUrl(PASSWORD_VARIABLE))
  const password = yield* passwordOf(flags)
  if (engine === "trino" && password !== "" && url.protocol === "http:")
    return yield* refuse(strings.engine.passwordNeedsHttps)
  const place: EnginePlace = {
    engine,
    url: url.origin,
    catalog: names.length > 1 ? (names[0] ?? "") : "",
    database: names.at(-1) ?? "",
    user: decodeURIComponent(url.username) || kind.user,
    password: Redacted.make(password)
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
