// The spool line of a snapshot.
import type { Facts, ReplySummary } from "@chatledger/archive"
import { ownNumberIn, requestTime, typeInstanceIn, withKind } from "@chatledger/archive/internal"

/** The line of a snapshot, as `stage.snapshots` reads it. */
export const headLine = (snapshotNo: number, facts: Facts, messages: number, summary: ReplySummary) => ({
  snapshot_no: snapshotNo,
  snapshot_id: facts.snapshot_id,
  instance_id: facts.instance_id,
  journal: facts.journal,
  kind: withKind(facts, summary.kind).kind ?? "messages",
  origin: facts.origin,
  requested_at: new Date(requestTime(facts)).toISOString(),
  requested_at_is_guess: facts.requested_at_is_guess,
  type_instance: typeInstanceIn(facts.evidence) ?? null,
  own_id: ownNumberIn(facts.evidence) ?? null,
  // For a history that a sync requested, the source is the chat.
  chat_id:
    facts.origin === "sync" && facts.journal === "history" && facts.source !== "forgotten"
      ? facts.source
      : null,
  // A window of an archive that anybody wrote may exceed what the table holds.
  minutes: facts.minutes === null ? null : Math.min(facts.minutes, 2_147_483_647),
  message_count: messages,
  record_count: summary.recordCount,
  is_newest_first: summary.isNewestFirst,
  is_direction_clear: facts.origin === "sync" || summary.isDirectionClear,
  oldest_seconds: summary.oldestTimestamp ?? null,
  newest_seconds: summary.newestTimestamp ?? null,
  byte_count: facts.byte_count,
  sha256: facts.sha256
})
