// Pages of the server besides the journals: report, index, tables, statistics, SQL. All require the token.
//
// Tables are queried one request at a time, the caller's own queries two at a time; with too many waiting, a request is
// told to retry later. A request is read before it waits; the next one may start before its answer has been sent.

import type { PageRequest, Reply, RouteRequest } from "@chatledger/journal-server"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Semaphore from "effect/Semaphore"
import { failureMessage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { failureReply, problem } from "./failure.ts"
import { privateHeaders } from "./file-reply.ts"
import { indexReply } from "./index-page.ts"
import { healthReply, metricsReply } from "./metrics.ts"
import { checkNames } from "./parameters.ts"
import { reportPages } from "./report.ts"
import { queryOf, type SqlService, sqlReply } from "./sql.ts"
import { describedStatistics, statisticFileOf, statisticReply } from "./statistics.ts"
import { describedTables, tableFileOf, tableList, tableReply } from "./tables.ts"
import { tokenCheck } from "./token.ts"

/** Settings of the pages. */
interface PageService extends SqlService {
  readonly token: Redacted.Redacted
  readonly instances: ReadonlyArray<string>
  readonly archivePath: string
}

const QUERIES = 2
const MOST_WAITING = 32

/** Limits concurrent requests; others wait, or are told to retry later. */
const turnstile = (permits: number) => {
  const { withPermit } = Semaphore.makeUnsafe(permits)
  let inside = 0
  return <E, R>(reply: Effect.Effect<Reply, E, R>): Effect.Effect<Reply, E, R> =>
    Effect.suspend((): Effect.Effect<Reply, E, R> => {
      if (inside >= permits + MOST_WAITING)
        return Effect.succeed(problem(503, "too many requests wait: ask again", { "retry-after": "2" }))
      inside += 1
      return Effect.ensuring(
        withPermit(reply),
        Effect.sync(() => {
          inside -= 1
        })
      )
    })
}

const isReading = (verb: string): boolean => verb === "GET" || verb === "HEAD"

/** Browsers request it automatically, without the token. */
const noIcon: Reply = { status: 204, headers: { "cache-control": "max-age=86400" }, body: new Uint8Array(0) }

const unauthorized = problem(
  401,
  "the token is missing or wrong: give it as `Authorization: Bearer TOKEN`, or as token=TOKEN in the address",
  { ...privateHeaders, "www-authenticate": "Bearer" }
)

/** Handlers for the server: `page` for paths outside instances, `route` for the tables of an instance. */
export const pagesOf = (service: PageService) => {
  const isToken = tokenCheck(service.token)
  const oneAtATime = turnstile(1)
  const someQueries = turnstile(QUERIES)
  const reportOf = reportPages()

  const reported = <E, R>(reply: Effect.Effect<Reply | undefined, E, R>) =>
    Effect.catchCause(
      reply,
      Effect.fnUntraced(function* (cause) {
        if (Cause.hasInterruptsOnly(cause)) return yield* Effect.interrupt
        const { isOurs, reply: failed } = failureReply(cause)
        const messages = yield* Messages
        if (isOurs)
          yield* messages.warn(strings.serve.notAnswered(failureMessage(cause) ?? ""), "not_answered")
        return failed
      })
    )

  const answered = Effect.fnUntraced(function* (request: PageRequest) {
    const { headers, path, query, verb } = request
    const [place = "", file, ...rest] = path
    const isKnown = ["", "index", "tables", "stats", "sql", "metrics"].includes(place)
    if (place === "favicon.ico") return noIcon
    if (place === "healthz" && file === undefined && isReading(verb)) return yield* healthReply(service)
    if (!isKnown || rest.length > 0) return undefined
    if (!isToken(headers, query)) return unauthorized
    const isSql = place === "sql" && file === undefined
    if (!isReading(verb) && !(isSql && verb === "POST"))
      return problem(405, "ask with GET", { allow: isSql ? "GET, HEAD, POST" : "GET, HEAD" })
    if (isSql) {
      const query = yield* queryOf(request)
      return yield* someQueries(sqlReply(service, query))
    }
    if (place === "") return yield* oneAtATime(reportOf(service, query, headers["accept-language"]))
    if (place === "index" && file === undefined) return indexReply(service.instances, query)
    if (file === undefined) {
      yield* checkNames(query, [])
      if (place === "metrics") return yield* oneAtATime(metricsReply(service))
      if (place === "tables") return yield* oneAtATime(describedTables(service))
      return place === "stats" ? describedStatistics() : undefined
    }
    if (place === "tables") {
      const wanted = tableFileOf(file)
      return wanted === undefined ? undefined : yield* oneAtATime(tableReply(service, query, wanted))
    }
    const wanted = place === "stats" ? statisticFileOf(file) : undefined
    return wanted === undefined ? undefined : yield* oneAtATime(statisticReply(service, query, wanted))
  })

  const routed = Effect.fnUntraced(function* ({ instanceId, name, query, rest, verb }: RouteRequest) {
    if (name !== "tables" || rest.length > 1 || !isReading(verb)) return undefined
    const [file] = rest
    if (file === undefined || file === "") return tableList(instanceId)
    const wanted = tableFileOf(file)
    return wanted === undefined
      ? undefined
      : yield* oneAtATime(tableReply(service, query, wanted, instanceId))
  })

  return {
    page: (request: PageRequest) => reported(answered(request)),
    route: (request: RouteRequest) => reported(routed(request))
  }
}
