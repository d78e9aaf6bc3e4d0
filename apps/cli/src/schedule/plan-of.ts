// The plan of a configuration. It contains what the shell knows now, because the scheduler has no shell.
import * as NodePath from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { type ArchiveFlags, sourcedArchivePath } from "../configuration/archive-path.ts"
import { readConfiguration } from "../configuration/config-file.ts"
import { checkZone, durationOf } from "../configuration/instant.ts"
import { checkNamedExport } from "../configuration/named-export.ts"
import { atHome } from "../configuration/paths.ts"
import { WrongUsage } from "../failures/exit.ts"
import { DEFAULT_CONFIG } from "../invocation/config-text.ts"
import { variable } from "../invocation/variable.ts"
import { language, strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { callsNote } from "./calls.ts"
import { intervalList, minutesOf, type Plan, planNamePattern } from "./plan.ts"

interface PlanFlags extends ArchiveFlags {
  readonly name: string
  readonly every: string
  readonly syncOnly: boolean
  /** What each sync does besides. */
  readonly media: boolean
  readonly heal: boolean
  readonly calls: boolean
  readonly export: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
  readonly tz: Option.Option<string>
  readonly cache: Option.Option<string>
}

/** Variables that configure the HTTP client. */
const networkVariables = [
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "NODE_USE_SYSTEM_CA"
]

const JOURNALS = 2
/** Flags that are passed on to sync. */
const besides = ["media", "heal", "calls"] as const

/** Characters that no crontab, unit or task can contain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const unwritable = /[\u0000-\u001f\u007f]/

const noteWhatIsMissing = Effect.fnUntraced(function* (script: string, tokens: ReadonlyArray<string>) {
  const messages = yield* Messages
  if (/[\\/]_npx[\\/]/.test(script)) yield* messages.warn(strings.schedule.fromNpx)
  for (const name of tokens) yield* messages.warn(strings.schedule.tokenVariable(name))
  const set = networkVariables.filter((name) => variable(name) !== undefined)
  if (set.length > 0) yield* messages.warn(strings.schedule.variables(set.join(", ")))
})

const minutesIn = Effect.fnUntraced(function* (text: string) {
  const millis = yield* durationOf("every", text)
  const minutes = minutesOf(millis)
  if (minutes === undefined)
    return yield* new WrongUsage({ reason: strings.schedule.noInterval(text, intervalList) })
  const calls = callsNote(millis, JOURNALS)
  if (calls !== undefined) yield* Effect.flatMap(Messages, (messages) => messages.note(calls))
  return minutes
})

/**
 * The plan from flags and configuration; warns about what the scheduler's environment will lack. Fails with `WrongUsage`.
 */
export const planOf = Effect.fnUntraced(function* (given: PlanFlags) {
  if (!planNamePattern.test(given.name))
    return yield* new WrongUsage({ reason: strings.schedule.noName(given.name) })
  const configuration = yield* readConfiguration(given.config)
  if (configuration === undefined || configuration.instances.length === 0)
    return yield* new WrongUsage({ reason: strings.schedule.noInstances(DEFAULT_CONFIG) })
  for (const name of given.export) yield* checkNamedExport(name, given.config)
  const fs = yield* FileSystem.FileSystem
  for (const file of given.names)
    if (!(yield* Effect.orElseSucceed(fs.exists(file), () => false)))
      return yield* new WrongUsage({ reason: strings.schedule.noNames(file) })
  const owner = NodePath.resolve(configuration.path)
  const folder = NodePath.dirname(owner)
  const archive = yield* sourcedArchivePath(given)
  const archivePath = NodePath.resolve(archive.value)
  const isUsual = archivePath === NodePath.resolve(folder, configuration.archive ?? "chatledger-archive")
  const cache = Option.getOrUndefined(given.cache) ?? variable("CHATLEDGER_CACHE")
  const named = Option.getOrUndefined(given.tz)
  const zone = named ?? ("timeZone" in configuration.defaults ? undefined : variable("TZ"))
  const script = NodePath.resolve(process.argv[1] ?? "")
  const places = [
    ...(NodePath.basename(owner) === DEFAULT_CONFIG ? [] : ["--config", owner]),
    ...(isUsual ? [] : ["--archive", archivePath]),
    ...("locale" in configuration.defaults ? [] : ["--locale", language])
  ]
  const exported = [
    ...(cache === undefined ? [] : ["--cache", NodePath.resolve(atHome(cache))]),
    ...(zone === undefined ? [] : ["--tz", yield* checkZone(zone)]),
    ...given.names.flatMap((file) => ["--names", NodePath.resolve(file)])
  ]
  const program = (...words: ReadonlyArray<string>) => [
    process.execPath,
    script,
    ...words,
    "--quiet",
    ...places
  ]
  const kinds = given.syncOnly ? [] : given.export.length === 0 ? [[]] : given.export.map((name) => [name])
  const plan: Plan = {
    name: given.name,
    folder,
    owner,
    minutes: yield* minutesIn(given.every),
    sync: program("sync", ...besides.flatMap((name) => (given[name] ? [`--${name}`] : []))),
    exports: kinds.map((name) => [...program("export", ...name), ...exported])
  }
  const odd = [folder, owner, ...plan.sync, ...plan.exports.flat()].find((word) => unwritable.test(word))
  if (odd !== undefined) return yield* new WrongUsage({ reason: strings.schedule.unwritable(odd) })
  const tokens = configuration.instances.flatMap(({ tokenEnv }) => tokenEnv ?? [])
  yield* noteWhatIsMissing(script, [...new Set(tokens)])
  return plan
})
