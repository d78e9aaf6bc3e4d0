// `chatledger serve`: serves the archive as GREEN-API's journal on this machine until it is stopped, with its
// report, tables, statistics and SQL.
//
// Existing scripts, clients and macros work with only the address changed, and see what the vendor has already deleted.
// Journal time is now, or starts at `--now`. Every instance has the token of `<archive>/serve-token`.

import { withWorkFolder } from "@chatledger/analytics/internal"
import { type Archive, listInstances } from "@chatledger/archive"
import { archiveJournal, serveJournal } from "@chatledger/journal-server"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { openForTables } from "../../configuration/cache-place.ts"
import { zoneOf } from "../../configuration/instant.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { type Limits, limitsOf } from "../../sandbox/limits.ts"
import { pagesOf } from "../../serve/pages.ts"
import { rotateToken, serveToken, tokenHome, tokenPath } from "../../serve/token.ts"
import { type Naming, namesIn } from "../../tables/naming.ts"
import { optionalInstant } from "../../tables/period.ts"
import { Messages } from "../../terminal/console.ts"
import type { ServeFlags } from "./command.ts"

const isOpenToOthers = (host: string) => !["127.0.0.1", "localhost", "::1"].includes(host)

interface Resolved {
  readonly archive: Archive
  readonly ids: ReadonlyArray<string>
  readonly limits: Limits
  readonly naming: Naming
  readonly now: Date | undefined
  readonly timeZone: string
}

const serve = Effect.fnUntraced(function* (given: ServeFlags, resolved: Resolved) {
  const { archive, ids, limits, naming, now, timeZone } = resolved
  const messages = yield* Messages
  const home = yield* tokenHome(archive)
  if (given.rotateToken) yield* rotateToken(home)
  const token = yield* serveToken(home)
  yield* messages.progress(strings.serve.reading)
  const journal = yield* archiveJournal(archive)
  const pages = pagesOf({
    flags: {
      archive: Option.some(archive.path),
      config: Option.none(),
      cache: given.cache,
      wait: given.wait
    },
    timeZone,
    csvProfile: given.csvProfile,
    limits,
    naming,
    token,
    instances: ids,
    archivePath: archive.path
  })
  // Every request has its own scope: what it creates is released with its reply, not with the server.
  const context = Context.omit(Scope.Scope)(
    yield* Effect.context<Effect.Services<ReturnType<typeof pages.page>>>()
  )
  const server = yield* serveJournal({
    instances: ids.map((idInstance) => ({ idInstance, token })),
    journal,
    host: given.host,
    port: given.port,
    ...(now === undefined ? {} : { now }),
    pages: (request) => Effect.provide(pages.page(request), context),
    routes: (request) => Effect.provide(pages.route(request), context)
  })
  yield* messages.clear
  if (isOpenToOthers(given.host)) yield* messages.warn(strings.serve.open(server.url), "open_to_others")
  yield* messages.note(
    strings.serve.journal(
      strings.counted(ids.length, "instance"),
      `${server.url}/waInstance${ids[0]}/lastIncomingMessages/TOKEN?minutes=1440`
    ),
    "serving"
  )
  yield* messages.note(strings.serve.pages(`${server.url}/?token=TOKEN`), "serving_pages")
  yield* messages.note(
    strings.serve.tables(`${server.url}/waInstance${ids[0]}/tables/TOKEN/messages.csv`),
    "serving_tables"
  )
  yield* messages.note(strings.serve.token(tokenPath(home)), "serving_token")
  return yield* Effect.never
}, Effect.scoped)

export const run = Effect.fnUntraced(function* (given: ServeFlags) {
  if (given.port < 0 || given.port > 65_535) return yield* new WrongUsage({ reason: strings.serve.port })
  const timeZone = yield* zoneOf(given.tz)
  const now = yield* optionalInstant("now", given.now, timeZone)
  const archive = yield* openForTables(given)
  const ids = yield* listInstances(archive)
  if (ids.length === 0)
    return yield* new WrongUsage({
      reason: strings.serve.empty
    })
  const limits = yield* limitsOf(given)
  const naming = yield* namesIn(given)
  return yield* withWorkFolder(archive, serve(given, { archive, ids, limits, naming, now, timeZone }))
})
