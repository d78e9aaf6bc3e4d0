// The ledger of an instance: what its snapshots say about time, and what was seen in them, in memory.
//
// It is filled by `catch-up.ts` from the archive, and by `observe.ts` with replies that were just committed. Gotcha:
// a snapshot that cannot be read claims nothing.
import type { Archive } from "../archive.ts"
import type { Facts } from "../facts.ts"
import type { CoveredJournal } from "./claim.ts"
import { coverageAt, type JournalCoverage } from "./coverage.ts"
import { type InstanceTime, noInstanceTime, type Observation, observed } from "./instance-time.ts"
import type { Base } from "./ledger-file.ts"
import { limitsOf } from "./limits.ts"
import { type Mark, type SeenRecord, SeenTable } from "./seen-table.ts"

/** A snapshot as the ledger reads it. */
export interface Reading {
  readonly id: string
  readonly facts: Facts
  /** Oldest first. */
  readonly records: ReadonlyArray<SeenRecord>
}

/** A reply that this process has observed, and where the ledger stood before. */
interface Remembered {
  readonly reading: Reading
  readonly time: InstanceTime
  readonly mark: Mark
}

/** What the snapshots of one instance say; it changes with every reply that it observes. */
export interface InstanceLedger {
  readonly archive: Archive
  readonly instanceId: string
  /** What is known of a journal at a moment, UNIX milliseconds; `typeInstance` where settings that were just asked for tell it. */
  readonly coverage: (journal: CoveredJournal, now: number, typeInstance?: string) => JournalCoverage
  /** The end of what is covered, UNIX milliseconds; undefined if nothing is. */
  readonly coveredUntil: (journal: CoveredJournal) => number | undefined
  /** Messages seen, in whatever journal. */
  readonly seenCount: number
  /** The newest request whose time is known, UNIX milliseconds; undefined if there is none. */
  readonly newestRequestAt: number | undefined
}

/** A ledger that can be changed, which is the business of this folder. */
export class Ledger implements InstanceLedger {
  readonly archive: Archive
  readonly instanceId: string
  ids: Array<string> = []
  damaged: Array<string> = []
  time: InstanceTime = noInstanceTime
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
    return coverageAt(this.time, journal, now, limitsOf(instance))
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
    const { time, observation } = observed(this.time, this.table, facts, records)
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
