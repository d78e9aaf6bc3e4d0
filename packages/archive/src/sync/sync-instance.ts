// One sync of one instance: new records of its journals become snapshots.
//
// Under the instance's lock it requests both journals concurrently, and commits every complete reply, even an empty one.
// A failing journal does not stop the other. Gotcha: replies are committed one by one, so a sync that
// fails half way has stored the replies that it reported.
import { type Instance, JournalClient, type JournalError, LastRequests } from "@chatledger/core"
import { optionsOf } from "@chatledger/core/internal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { type Archive, checkArchive, isOfMessages, listSnapshots } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import { instanceLedger } from "../coverage/catch-up.ts"
import { nextMinutes } from "../coverage/coverage.ts"
import { type Evidence, typeInstanceIn } from "../coverage/evidence.ts"
import type { InstanceLedger } from "../coverage/ledger.ts"
import { keepLedger, type Observed, observe } from "../coverage/observe.ts"
import type { ArchiveNotWritable, ArchiveUnreadable } from "../errors.ts"
import type { Facts } from "../facts.ts"
import { withLock } from "../lock.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { BodyReading } from "./body-reader.ts"
import { freshEvidence } from "./evidence.ts"
import { factsOfReply } from "./facts-of-reply.ts"
import { withLastRequests } from "./last-requests.ts"
import { type SyncedCalls, syncCalls } from "./sync-calls.ts"

/** The journals that a sync requests. */
export type LiveJournal = "incoming" | "outgoing"

/** Options of a sync. */
export interface SyncOptions {
  readonly journals: ReadonlyArray<LiveJournal>
  /** Minutes in the window; default: since the covered time, and 30 days the first time. */
  readonly minutes?: number | undefined
  /** Also fetches the call journals; default false. */
  readonly calls?: boolean | undefined
  /** Name and version of the program, for the facts. */
  readonly program: string
}

/** A stored reply. */
export interface SyncedJournal {
  readonly journal: LiveJournal
  readonly facts: Facts
  readonly summary: ReplySummary
  /** New and changed messages, and the covered time. */
  readonly observed: Observed
  /** Number of requests. */
  readonly tries: number
}

/** A journal that failed; nothing was stored. */
export interface FailedJournal {
  readonly journal: LiveJournal
  readonly error: JournalError | ArchiveNotWritable | ArchiveUnreadable
}

/** The result of a sync. */
export interface Synced {
  readonly journals: ReadonlyArray<SyncedJournal>
  readonly failures: ReadonlyArray<FailedJournal>
  readonly evidence: Evidence
  /** Undefined if not requested. */
  readonly calls: SyncedCalls | undefined
}

const fetchMethods = { incoming: "lastIncomingMessages", outgoing: "lastOutgoingMessages" } as const

const syncJournal = Effect.fnUntraced(function* (
  archive: Archive,
  instance: Instance,
  journal: LiveJournal,
  ledger: InstanceLedger,
  evidence: Evidence,
  options: SyncOptions,
  oneByOne: Semaphore.Semaphore["withPermit"]
) {
  const client = yield* JournalClient
  const now = yield* Clock.currentTimeMillis
  const minutes = options.minutes ?? nextMinutes(ledger.coverage(journal, now, typeInstanceIn(evidence)), now)
  const { read } = yield* BodyReading
  const reply = yield* client[fetchMethods[journal]](instance, { minutes, reader: () => ({ end: read }) })
  const { summary, seen } = reply.read
  const { program } = options
  const facts = factsOfReply(reply, { journal, minutes, evidence: { ...evidence }, program })
  yield* commitSnapshot(archive, facts, reply.body)
  const observed = yield* oneByOne(observe(ledger, facts, seen, { keep: false }))
  return { journal, facts, summary, observed, tries: reply.tries } satisfies SyncedJournal
})

/**
 * Fetches the new records of one instance.
 *
 * Fails with `LockHeld` while another process syncs the instance, with `ArchiveNotWritable`, and with a
 * `JournalError` that would affect every call; the failure of a single journal is in the result.
 *
 * @example
 * ```ts
 * import { openOrCreateArchive, syncInstance } from "@chatledger/archive"
 * import { JournalClient } from "@chatledger/core"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 * import * as FetchHttpClient from "effect/http/FetchHttpClient"
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 *
 * const shop = {
 *   idInstance: "1101000001",
 *   apiUrl: "https://1101.api.green-api.com",
 *   apiTokenInstance: Redacted.make("the token of the console")
 * }
 * const program = Effect.gen(function* () {
 *   const archive = yield* openOrCreateArchive("shop-archive")
 *   return yield* syncInstance(archive, shop, { journals: ["incoming"], program: "example 1.0.0" })
 * })
 * const answer = async () => Response.json([{ typeMessage: "textMessage", idMessage: "A1", chatId: "79001234567@c.us" }])
 * const layer = Layer.merge(NodeServices.layer, Layer.provide(JournalClient.layer, FetchHttpClient.layer))
 * const { journals } = await Effect.runPromise(
 *   program.pipe(Effect.provide(layer), Effect.provideService(FetchHttpClient.Fetch, answer))
 * )
 * console.log(journals.map(({ summary }) => summary.recordCount)) // [ 1 ]
 * ```
 */
export const syncInstance = Effect.fnUntraced(function* (
  archive: Archive,
  instance: Instance,
  options: SyncOptions
) {
  yield* checkArchive("syncInstance", archive)
  optionsOf("syncInstance", instance, "an instance with idInstance, apiUrl and apiTokenInstance")
  const { idInstance } = instance
  const sync = Effect.gen(function* () {
    const refs = yield* listSnapshots(archive, idInstance)
    const ledger = yield* instanceLedger(archive, idInstance, refs)
    const evidence = yield* freshEvidence(instance, refs.filter(isOfMessages))
    const { withPermit } = Semaphore.makeUnsafe(1)
    const results = yield* Effect.forEach(
      options.journals,
      (journal) => {
        return Effect.result(
          syncJournal(archive, instance, journal, ledger, evidence, options, withPermit)
        ).pipe(Effect.map((result) => ({ journal, result })))
      },
      { concurrency: 2 }
    )
    yield* keepLedger(ledger)
    const calls =
      options.calls === true ? yield* syncCalls(archive, instance, evidence, options.program) : undefined
    const journals = results.flatMap(({ result }) => (result._tag === "Success" ? [result.success] : []))
    const failures = results.flatMap(({ journal, result }) =>
      result._tag === "Failure" ? [{ journal, error: result.failure }] : []
    )
    return { journals, failures, evidence, calls } satisfies Synced
  })
  return yield* withLock(
    archive,
    idInstance,
    withLastRequests(archive, idInstance, (last) => Effect.provideService(sync, LastRequests, last))
  )
})
