// Maps failures of a page to replies: with a message if the caller caused it, otherwise without.
import { json, type Reply } from "@chatledger/journal-server"
import * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import { isFailure } from "../failures/exit.ts"
import { languages } from "../messages/languages.ts"

/** A parameter of a request is wrong. */
export class BadRequest extends Data.TaggedError("BadRequest")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}

const statuses: Readonly<Record<string, number>> = {
  BadRequest: 400,
  WrongUsage: 400,
  UsageError: 400,
  QueryRefused: 400,
  QueryStopped: 400,
  InvalidExport: 400,
  CacheBusy: 503,
  LockHeld: 503
}

/** An error in the vendor's format. */
export const problem = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {}
): Reply => {
  const reply = json({ statusCode: status, message }, status)
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

/** The reply for a failure, and whether to report it to the server's user. */
export const failureReply = (
  cause: Cause.Cause<unknown>
): { readonly reply: Reply; readonly isOurs: boolean } => {
  const error = Cause.squash(cause)
  const tag = typeof error === "object" && error !== null ? String(Reflect.get(error, "_tag")) : ""
  const status = statuses[tag] ?? 500
  if (status === 503)
    return { reply: problem(503, "the archive is busy: ask again", { "retry-after": "2" }), isOurs: false }
  if (status === 500) return { reply: problem(500, "it failed: see the server's output"), isOurs: true }
  // Flags are parameters here.
  const message = isFailure(error) ? languages.en.failure(error).replace(/--(?=[a-z])/g, "") : ""
  return { reply: problem(status, message), isOurs: false }
}
