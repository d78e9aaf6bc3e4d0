// The ledger of an instance, in memory: its coverage state, and the messages seen in its snapshots.
//
// `catch-up.ts` fills it from the archive, `observe.ts` with replies that were just committed. Gotcha: an unreadable
// snapshot claims nothing.
import type { Archive } from "../archive.ts"
import type { Facts } from "../facts.ts"
import type { CoveredJournal } from "./claim.ts"
import { coverageAt, type JournalCoverage } from "./coverage.ts"
import { type InstanceTime, noInstanceTime, type Observation, observed } from "./instance-time.ts"
import type { Base } from "./ledger-file.ts"
import { limitsOf } from "./limits.ts"
import { nothingReported, type ReportedStates } from "./reported-states.ts"
import { type Mark, type SeenRecord, SeenTable } from "./seen-table.ts"

/** A snapshot as the ledger reads it. */
export interface Reading {
  readonly id: string
  readonly facts: Facts
  /** Oldest first. */
  readonly records: ReadonlyArray<SeenRecord>
}

/** A reply that this process has observed, and the ledger's state before it. */
interface Remembered {
  readonly reading: Reading
  readonly time: InstanceTime
  readonly mark: Mark
}

/** The ledger of one instance; changes with every observed reply. */
export interface InstanceLedger {
  readonly archive: Archive
  readonly instanceId: string
  /** The coverage of a journal at a moment, UNIX milliseconds; `typeInstance` overrides the known one. */
  readonly coverage: (journal: CoveredJournal, now: number, typeInstance?: string) => JournalCoverage
  /** End of the covered time, UNIX milliseconds; undefined if nothing is covered. */
  readonly coveredUntil: (journal: CoveredJournal) => number | undefined
  /** Number of messages seen in all journals. */
  readonly seenCount: number
  /** The newest request with a known time, UNIX milliseconds; undefined if there is none. */
  readonly newestRequestAt: number | undefined
}

/** A mutable ledger, internal to this folder. */
export class Ledger implements InstanceLedger {
  readonly archive: Archive
  readonly instanceId: string
  ids: Array<string> = []
  damaged: Array<string> = []
  time: InstanceTime = noInstanceTime
  /** What notifications tell; not part of the state that replies change. */
  reported: ReportedStates = nothingReported
  table = new SeenTable()
  base: Base | null = null
  remembered: Array<Remembered> = []

  constructor(archive: Archive, instanceId: string) {
    this.archive = archive
    this.instanceId = instanceId
  }

  coverage(journal: CoveredJournal, now: number, typeInstance?: string): JournalCoverage {
    const { hasBareIds, typeInstance: known } = this.time
    const instance = { idInstance: this.instanceId, typeInstance: typeInstance ?? known, hasBareIds }
    return coverageAt(this.time, journal, now, limitsOf(instance), this.reported.times)
  }

  coveredUntil(journal: CoveredJournal): number | undefined {
    return this.time.journals[journal].covered.at(-1)?.to
  }

  get seenCount(): number {
    return this.table.count
  }

  get newestRequestAt(): number | undefined {
    return this.time.newestRequestAt ?? undefined
  }

  /** Observes the next reply in order. */
  take({ facts, records }: Reading): Observation {
    const { time, observation } = observed(this.time, this.table, facts, records, this.reported.times)
    this.time = time
    return observation
  }

  reset(): void {
    this.ids = []
    this.damaged = []
    this.time = noInstanceTime
    this.table = new SeenTable()
    this.base = null
    this.remembered = []
  }
}
