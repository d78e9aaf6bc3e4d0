// SQL over HTTP: one SELECT in the sandbox, from the address or the body.
//
// A body is the query itself, or a form with the same names as the address.
import type { PageRequest } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { QUERY } from "../output/destination.ts"
import { answerFormats } from "../output/format.ts"
import { answerInSandbox } from "../sandbox/answer.ts"
import type { Limits } from "../sandbox/limits.ts"
import { userQuery } from "../sandbox/user-query.ts"
import { BadRequest, problem } from "./failure.ts"
import { fileReply } from "./file-reply.ts"
import { checkNames, flag, one, writing, writingNames } from "./parameters.ts"
import { namingFor, type TableService } from "./tables.ts"

export interface SqlService extends TableService {
  readonly limits: Limits
}

const PARAMETER = "param."

/** Reads the body of a request; call it before waiting for a turn. */
export const queryOf = Effect.fnUntraced(function* ({ body, headers, query, verb }: PageRequest) {
  if (verb !== "POST") return query
  const text = yield* body
  if (text === undefined) return undefined
  const all = new URLSearchParams(query)
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true
  const form = new URLSearchParams(isForm ? text : "")
  // curl calls every body a form, also a query from a file.
  if (isForm && (form.has("query") || all.has("query")))
    for (const [name, value] of form) all.append(name, value)
  else all.append("query", text)
  return all
})

const parametersOf = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...query].flatMap(([name, value]) =>
      name.startsWith(PARAMETER) ? [[name.slice(PARAMETER.length), value]] : []
    )
  )

/** Answers the caller's query. */
export const sqlReply = Effect.fnUntraced(function* (
  service: SqlService,
  query: URLSearchParams | undefined
) {
  if (query === undefined) return problem(413, "the query is larger than 64 KiB")
  const param = parametersOf(query)
  const named = Object.keys(param).map((name) => `${PARAMETER}${name}`)
  yield* checkNames(query, ["query", "format", "as_of", "people", ...writingNames, ...named])
  const text = (yield* one(query, "query")) ?? ""
  if (text.trim() === "")
    return yield* new BadRequest({ reason: "there is no query: give it as query=, or as the body of a POST" })
  const how = yield* writing(query, service)
  const wanted = (yield* one(query, "format")) ?? "json"
  const format = answerFormats.find((known) => known === wanted)
  if (format === undefined)
    return yield* new BadRequest({ reason: `format is one of ${answerFormats.join(", ")}` })
  const flags = { asOf: yield* flag(query, "as_of"), param }
  const question = { name: QUERY, ...(yield* userQuery(flags, text, how.timeZone)) }
  const naming = yield* namingFor(service, query)
  const options = { timeZone: how.timeZone, limits: service.limits, naming, isUnsafe: false }
  return yield* fileReply("query", format, (path) =>
    Effect.map(answerInSandbox(service.flags, options, question, { ...how, format, path }), (written) => ({
      "x-chatledger-rows": String(written?.rows ?? 0)
    }))
  )
})
