// Results of a round of syncs over all instances: for the exit code, and for monitors.
import type { Synced } from "@chatledger/archive"

/** Counters of a running round. */
export class Tally {
  readonly failures: Array<{ readonly _tag: string }> = []
  /** Instances with at least one stored reply. */
  synced = 0
  /** Instances with no stored reply. */
  failed = 0
  skipped = 0
  replies = 0
  newMessages = 0
  changedMessages = 0
  openGaps = 0
  isClockReported = false

  /** Counts the stored replies of one instance. */
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

  /** Fields of one JSON line for monitors; their names are part of the public interface. */
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
