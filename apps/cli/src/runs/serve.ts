// What `chatledger serve` does: the archive answers as GREEN-API's journal on this machine, until it is stopped.
//
// Old scripts, clients and macros work against it by changing the address: what the vendor has forgotten is there.
// Journal time is now, or stands at `--now`. Every instance has the token of `<archive>/serve-token`.
import { listInstances, openArchive } from "@chatledger/archive"
import { archiveJournal, json, serveJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import { optionalInstant } from "../choice.ts"
import type { ServeFlags } from "../commands/serve.ts"
import { archivePath } from "../configuration/archive-path.ts"
import { Messages } from "../console.ts"
import { WrongUsage } from "../exit.ts"
import { zoneOf } from "../instant.ts"
import { type TableService, tablesRoute } from "../serve/tables.ts"
import { serveToken, tokenPath } from "../serve/token.ts"
import { counted } from "./report-file.ts"

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const isOpenToOthers = (host: string) => !["127.0.0.1", "localhost", "::1"].includes(host)

export const run = Effect.fnUntraced(function* (given: ServeFlags) {
  const messages = yield* Messages
  if (given.port < 0 || given.port > 65_535)
    return yield* new WrongUsage({ reason: "--port is a number from 0 (any that is free) to 65535" })
  const timeZone = yield* zoneOf(given.tz)
  const now = yield* optionalInstant("now", given.now, timeZone)
  const archive = yield* openArchive(yield* archivePath(given))
  const ids = yield* listInstances(archive)
  if (ids.length === 0)
    return yield* new WrongUsage({
      reason:
        "the archive is empty, so there is nothing to serve: `chatledger sync` or `chatledger import` fills it"
    })
  const token = yield* serveToken(archive)
  yield* messages.progress("reading the archive …")
  const journal = yield* archiveJournal(archive)
  const service: TableService = {
    flags: { archive: Option.some(archive.path), config: Option.none(), wait: given.wait },
    timeZone,
    csvProfile: given.csvProfile
  }
  const context = yield* Effect.context<Effect.Services<ReturnType<typeof tablesRoute>>>()
  const { withPermit } = Semaphore.makeUnsafe(1)
  const server = yield* serveJournal({
    instances: ids.map((idInstance) => ({ idInstance, token })),
    journal,
    host: given.host,
    port: given.port,
    ...(now === undefined ? {} : { now }),
    routes: (request) =>
      withPermit(tablesRoute(service, request)).pipe(
        Effect.catch((error) =>
          Effect.as(
            messages.warn(`a table could not be served: ${reasonOf(error)}`),
            json({ statusCode: 500, message: "the table could not be written: see the server's output" }, 500)
          )
        ),
        Effect.provide(context)
      )
  })
  yield* messages.clear
  if (isOpenToOthers(given.host))
    yield* messages.warn(
      `others on the network can reach ${server.url}: who has the token reads the whole archive, and it travels unencrypted`
    )
  yield* messages.note(
    `${counted(ids.length, "instance")} at ${server.url}/waInstance${ids[0]}/lastIncomingMessages/TOKEN?minutes=1440`
  )
  yield* messages.note(
    `tables for Excel at ${server.url}/waInstance${ids[0]}/tables/TOKEN/messages.csv (or .xlsx, .parquet)`
  )
  yield* messages.note(`TOKEN stands in ${tokenPath(archive)}; Ctrl-C stops the server`)
  return yield* Effect.never
}, Effect.scoped)
