// Healing: requests chat histories for times that a journal did not cover.
//
// Each reply is a snapshot of the journal `history`, whose `source` is the requested chat. Only these snapshots record
// how many calls were made in a month, and which chats were requested. Runs under the instance's lock,
// one call per second.
import { type Instance, JournalClient, type JournalError, LastRequests } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Archive, listMessageSnapshots } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import { type Facts, partsOfId } from "../facts.ts"
import { withLock } from "../lock.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { readFacts } from "../snapshot.ts"
import { BodyReading } from "./body-reader.ts"
import { factsOfReply } from "./facts-of-reply.ts"
import { withLastRequests } from "./last-requests.ts"

/** A chat history to request. */
export interface HistoryRequest {
  readonly chatId: string
  /** Number of newest messages. */
  readonly count: number
}

/** A requested history. */
export interface RequestedHistory {
  readonly chatId: string
  readonly requestedAt: Date
  /** UNIX seconds; undefined for an empty one. */
  readonly oldestTimestamp: number | undefined
  readonly recordCount: number
}

/** The result of a run. */
export interface Healed {
  readonly histories: ReadonlyArray<RequestedHistory & { readonly summary: ReplySummary }>
  /** Errors that ended the run, or that concerned single chats. */
  readonly failures: ReadonlyArray<{ readonly chatId: string; readonly error: JournalError }>
}

/** The histories of an instance that were requested from the service, in request order. */
export const requestedHistories = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const requested: Array<RequestedHistory> = []
  for (const ref of yield* listMessageSnapshots(archive, instanceId)) {
    if (partsOfId(ref.snapshotId)?.journal !== "history") continue
    const facts = Option.getOrUndefined(yield* Effect.option(readFacts(ref)))
    if (facts === undefined || facts.origin !== "sync" || facts.source === null) continue
    requested.push(requestedOf(facts, facts.source))
  }
  return requested
})

const requestedOf = (facts: Facts, chatId: string): RequestedHistory => ({
  chatId,
  requestedAt: new Date(facts.requested_at),
  oldestTimestamp: facts.oldest_timestamp ?? undefined,
  recordCount: facts.record_count
})

/** True if the error would also affect the next chat. */
const isLast = ({ _tag }: JournalError): boolean =>
  _tag !== "Refused" && _tag !== "BadReply" && _tag !== "ReplyTooLarge"

/**
 * Requests histories one after the other, and stores each.
 *
 * Fails with `LockHeld` while another process syncs the instance, and with `ArchiveNotWritable`; errors of the service are
 * in the result.
 */
export const healInstance = Effect.fnUntraced(function* (
  archive: Archive,
  instance: Instance,
  requests: ReadonlyArray<HistoryRequest>,
  program: string
) {
  const client = yield* JournalClient
  const { read } = yield* BodyReading
  const { idInstance } = instance
  const heal = Effect.gen(function* () {
    const histories: Array<Healed["histories"][number]> = []
    const failures: Array<Healed["failures"][number]> = []
    for (const { chatId, count } of requests) {
      const result = yield* Effect.result(
        client.getChatHistory(instance, { chatId, count }, () => ({ end: read }))
      )
      if (result._tag === "Failure") {
        failures.push({ chatId, error: result.failure })
        if (isLast(result.failure)) break
        continue
      }
      const reply = result.success
      const facts = factsOfReply(reply, { journal: "history", source: chatId, program })
      yield* commitSnapshot(archive, facts, reply.body)
      histories.push({ ...requestedOf(facts, chatId), summary: reply.read.summary })
    }
    return { histories, failures } satisfies Healed
  })
  return yield* withLock(
    archive,
    idInstance,
    withLastRequests(archive, idInstance, (last) => Effect.provideService(heal, LastRequests, last))
  )
})
