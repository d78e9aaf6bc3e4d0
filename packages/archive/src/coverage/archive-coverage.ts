// The coverage of a whole archive: all journals of all instances that were ever requested by window.
import * as Effect from "effect/Effect"
import { type Archive, listInstances, listMessageSnapshots } from "../archive.ts"
import { readFacts } from "../snapshot.ts"
import { instanceLedger } from "./catch-up.ts"
import { claimOf, coveredJournals } from "./claim.ts"
import type { JournalCoverage } from "./coverage.ts"
import { readKept } from "./ledger-file.ts"

/** Coverage of one journal of one instance. */
export interface InstanceCoverage extends JournalCoverage {
  readonly instanceId: string
}

/** True if any reply of an instance claims coverage; reads no large chat history for it. */
const hasClaims = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const kept = yield* readKept(archive, instanceId)
  if (
    kept !== undefined &&
    coveredJournals.some((journal) => kept.time.journals[journal].newestServedAt !== null)
  )
    return true
  for (const ref of (yield* listMessageSnapshots(archive, instanceId)).reverse()) {
    const facts = yield* Effect.option(readFacts(ref))
    if (facts._tag === "Some" && claimOf(facts.value) !== undefined) return true
  }
  return false
})

/**
 * The coverage of every journal that was ever requested by window, as of `now`, in UNIX milliseconds. Default: the newest
 * request of these instances, so that the same archive gives the same result. Fails as `instanceLedger` does.
 *
 * @example
 * ```ts
 * import { coverageOf, openArchive } from "@chatledger/archive"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 *
 * const covered = Effect.flatMap(openArchive("chatledger-archive"), (archive) => coverageOf(archive))
 * for (const { instanceId, journal, intervals } of await Effect.runPromise(
 *   Effect.provide(covered, NodeServices.layer)
 * ))
 *   for (const { state, from, to } of intervals) console.log(instanceId, journal, state, new Date(from), new Date(to))
 * ```
 */
export const coverageOf = Effect.fnUntraced(function* (archive: Archive, now?: number) {
  const instances = yield* Effect.filter(yield* listInstances(archive), (id) => hasClaims(archive, id))
  const ledgers = yield* Effect.forEach(instances, (id) => instanceLedger(archive, id))
  const newest = ledgers.reduce((newest, ledger) => Math.max(newest, ledger.newestRequestAt ?? 0), 0)
  return ledgers.flatMap((ledger) =>
    coveredJournals.flatMap((journal): ReadonlyArray<InstanceCoverage> => {
      const coverage = ledger.coverage(journal, now ?? newest)
      return coverage.newestFetchAt === undefined ? [] : [{ instanceId: ledger.instanceId, ...coverage }]
    })
  )
})
