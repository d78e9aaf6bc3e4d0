// What every command shares: where notes go, the archive, and its tables opened up to date.
import { type CacheNotice, type CacheOptions, type Database, withTables } from "@chatledger/analytics"
import { openArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { Messages, messagesLayer } from "./console.ts"
import { archivePath } from "./settings.ts"

export interface CommonFlags {
  readonly archive: Option.Option<string>
  readonly wait: boolean
  readonly quiet: boolean
  readonly logFormat: "text" | "json"
  readonly progress: boolean
}

const stderr = {
  get isTerminal() {
    return process.stderr.isTTY === true
  },
  get columns() {
    return process.stderr.columns ?? 80
  },
  write: (text: string) => {
    process.stderr.write(text)
  }
}

/** Gives a command its place to say things, as its flags want it. */
export const withMessages = <A, E, R>(flags: CommonFlags, effect: Effect.Effect<A, E, R>) =>
  Effect.provide(
    effect,
    messagesLayer(stderr, { quiet: flags.quiet, json: flags.logFormat === "json", progress: flags.progress })
  )

/** The archive that the flags name; it has to be there. */
export const existingArchive = (flags: CommonFlags) => Effect.flatMap(archivePath(flags.archive), openArchive)

const replies = (count: number) => (count === 1 ? "1 reply" : `${count} replies`)

const why = {
  new: "loading",
  missing: "building the tables from",
  outdated: "building the tables anew, for this version, from",
  damaged: "the cache was damaged: building the tables anew from"
} as const

const say = Effect.fnUntraced(function* (notice: CacheNotice) {
  const messages = yield* Messages
  switch (notice.kind) {
    case "loading":
      return yield* messages.progress(`${why[notice.why]} ${replies(notice.snapshots)} …`)
    case "loaded":
      return yield* messages.progress("")
    case "waiting":
      return yield* messages.note("another chatledger is loading: waiting for it")
    case "stale":
      return yield* messages.warn(
        `${replies(notice.snapshots)} not loaded yet, since another chatledger is reading: --wait waits for it`
      )
  }
})

/** Uses the archive's tables, brought up to date first. */
export const useTables = Effect.fnUntraced(function* <A, E, R>(
  flags: CommonFlags,
  settings: CacheOptions["settings"],
  use: (database: Database) => Effect.Effect<A, E, R>
) {
  const messages = yield* Messages
  const archive = yield* existingArchive(flags)
  const onNotice = (notice: CacheNotice) => Effect.provideService(say(notice), Messages, messages)
  const options = { wait: flags.wait, onNotice, ...(settings === undefined ? {} : { settings }) }
  return yield* withTables(archive, options, use)
})
