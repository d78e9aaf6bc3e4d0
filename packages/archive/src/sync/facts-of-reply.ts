// The facts of a reply that a sync has fetched.
import type { Reply } from "@chatledger/core"
import { type Facts, snapshotId } from "../facts.ts"

/** What was read of a reply. */
interface Read {
  /** sha256 of the body, 64 hexadecimal digits. */
  readonly sha256: string
  readonly summary: {
    readonly recordCount: number
    /** UNIX seconds; undefined if no record has a time. */
    readonly oldestTimestamp?: number | undefined
    readonly newestTimestamp?: number | undefined
  }
}

/** What the caller knows of the request. */
interface Requested extends Pick<Facts, "journal" | "program"> {
  readonly kind?: Facts["kind"]
  /** Default 0. */
  readonly part?: number
  /** Minutes of the window; default: the method has none. */
  readonly minutes?: number
  /** A chat of `history`. */
  readonly source?: string
  readonly evidence?: Facts["evidence"]
}

/** The facts for the snapshot of a reply. */
export const factsOfReply = (
  { body, durationMillis, idInstance, read, requestedAt, serverDate, status }: Reply<Read>,
  { evidence, journal, kind, minutes, part = 0, program, source }: Requested
): Facts => ({
  version: 1,
  snapshot_id: snapshotId({ requestedAt, journal, part, sha256: read.sha256 }),
  instance_id: idInstance,
  journal,
  ...(kind === undefined ? {} : { kind }),
  origin: "sync",
  requested_at: requestedAt.toISOString(),
  requested_at_is_guess: false,
  duration_ms: durationMillis,
  minutes: minutes ?? null,
  server_date: serverDate ?? null,
  status,
  byte_count: body.length,
  sha256: read.sha256,
  record_count: read.summary.recordCount,
  oldest_timestamp: read.summary.oldestTimestamp ?? null,
  newest_timestamp: read.summary.newestTimestamp ?? null,
  source: source ?? null,
  evidence: evidence ?? null,
  program
})
