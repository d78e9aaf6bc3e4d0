// What a round of syncs brought, over all instances: for the exit code, and for monitors.
import type { Synced } from "@chatledger/archive"

/** Counted while a round runs. */
export class Tally {
  readonly failures: Array<{ readonly _tag: string }> = []
  /** Of which at least one reply was kept. */
  synced = 0
  /** Of which nothing was kept. */
  failed = 0
  skipped = 0
  replies = 0
  newMessages = 0
  changedMessages = 0
  openGaps = 0
  isClockReported = false

  /** Counts what was kept of one instance. */
  count({ journals }: Synced): void {
    this.replies += journals.length
    if (journals.length > 0) this.synced += 1
    else this.failed += 1
    for (const { observed } of journals) {
      this.newMessages += observed.newCount
      this.changedMessages += observed.changedCount
      this.openGaps += observed.openGaps.length
    }
  }

  /** One line of JSON for monitors; names are part of the command line. */
  fields(exitCode: number, tookMillis: number) {
    return {
      synced: this.synced,
      failed: this.failed,
      skipped: this.skipped,
      replies: this.replies,
      new_messages: this.newMessages,
      changed_messages: this.changedMessages,
      open_gaps: this.openGaps,
      exit_code: exitCode,
      took_ms: tookMillis
    }
  }
}
