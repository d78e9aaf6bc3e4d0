// The pages of an answer of Trino, and why there are none.
//
// The protocol: https://trino.io/docs/current/develop/client-protocol.html
import type { Reason } from "@chatledger/core"
import type { Trino } from "trino-client"
import type { EngineReasons } from "../messages/reason.ts"
import { notStored } from "./failed.ts"
import type { EnginePlace } from "./place.ts"

export interface Column {
  readonly name: string
  readonly type: string
}

export interface Page {
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>
}

/** A reason that is known already. */
export class Refused extends Error {
  readonly reason: Reason<EngineReasons>
  constructor(reason: Reason<EngineReasons>) {
    super(reason.code)
    this.reason = reason
  }
}

/** An error that Trino itself reported. */
class Reported extends Error {
  readonly title: string
  readonly kind: string
  constructor({ errorName = "", errorType = "", message = "" }: Partial<Record<string, string>>) {
    super(message)
    this.title = errorName
    this.kind = errorType
  }
}

/** The pages of a query that ended well; throws for any other end, also after the first pages. */
export async function* finishedPages(client: Trino, sql: string): AsyncGenerator<Page> {
  let columns: ReadonlyArray<Column> = []
  let isFinished = false
  for await (const page of await client.query(sql)) {
    if (typeof page !== "object" || page.stats === undefined)
      throw new Refused({ code: "engine_half_answer" })
    if (page.error !== undefined) throw new Reported(page.error as never)
    columns = page.columns ?? columns
    isFinished = page.nextUri === undefined && page.stats.state === "FINISHED"
    yield { columns, rows: page.data ?? [] }
  }
  if (!isFinished) throw new Refused({ code: "engine_half_answer" })
}

/** Names of Trino's errors: https://github.com/trinodb/trino/blob/476/core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java */
const reasonOfReported = ({ kind, message, title }: Reported, place: EnginePlace): Reason<EngineReasons> => {
  const text = message.split("\n")[0] ?? ""
  const { catalog, database, engine, user } = place
  if (/^(?:CATALOG|SCHEMA)_NOT_FOUND$/.test(title))
    return { code: "engine_without_database", database: `${catalog}.${database}`, engine }
  if (title === "TABLE_NOT_FOUND" || title.startsWith("DELTA_LAKE_"))
    return { code: "engine_without_table", text, engine }
  if (title === "PERMISSION_DENIED") return { code: "engine_denied", user }
  if (/^SERVER_(?:STARTING_UP|SHUTTING_DOWN)$/.test(title)) return { code: "engine_away", why: title }
  if (title === "NO_NODES_AVAILABLE" || kind === "INTERNAL_ERROR") return { code: "engine_server_lost", text }
  if (/^(?:ADMINISTRATIVELY_(?:KILLED|PREEMPTED)|QUERY_QUEUE_FULL|EXCEEDED_\w+)$/.test(title))
    return { code: "engine_limit", text }
  if (kind === "INSUFFICIENT_RESOURCES") return { code: "engine_limit", text }
  return { code: "engine_refused_query", text }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined

/** Why there is no answer; errors of the client's HTTP layer have a code or a status. */
export const reasonOfError = (error: unknown, place: EnginePlace): Reason<EngineReasons> => {
  if (error instanceof Refused) return error.reason
  if (error instanceof Reported) return reasonOfReported(error, place)
  const here = notStored(error)
  if (here !== undefined) return here
  const status = property(property(error, "response"), "status")
  const { engine, user } = place
  if (status === 401) return { code: "engine_password_wrong", user }
  if (status === 403) return { code: "engine_denied", user }
  if (status === 429 || status === 503) return { code: "engine_away", why: `HTTP ${status}` }
  if (typeof status === "number") return { code: "engine_other", status: `HTTP ${status}`, engine }
  const why = property(error, "code")
  return { code: "engine_away", why: typeof why === "string" ? why : "?" }
}
