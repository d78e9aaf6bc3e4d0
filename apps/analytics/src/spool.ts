// The spool: the records of new snapshots, decoded once and laid down where DuckDB reads them.
//
// Snapshots go in one by one; a part of the spool is handed on when it is large enough, so that DuckDB reads
// one while the next is being written. Issues and snapshots follow in files of their own at the end.

import {
  type Facts,
  ReplyReader,
  type ReplySummary,
  readSnapshot,
  type SnapshotRef
} from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { SpoolFile } from "./spool-file.ts"

/** A snapshot to be loaded, and its number in the cache. */
export interface Numbered {
  readonly snapshotNo: number
  readonly ref: SnapshotRef
}

/** A file of the spool that is complete. */
export interface SpoolPart {
  readonly kind: "records" | "issues" | "snapshots"
  readonly path: string
  /** Bytes of its longest line. */
  readonly longestLine: number
}

const PART_BYTES = 48 * 1024 * 1024

const headLine = (snapshotNo: number, facts: Facts, messages: number, summary: ReplySummary) => ({
  snapshot_no: snapshotNo,
  snapshot_id: facts.snapshot_id,
  instance_id: facts.instance_id,
  journal: facts.journal,
  origin: facts.origin,
  requested_at: facts.requested_at,
  requested_at_is_guess: facts.requested_at_is_guess,
  minutes: facts.minutes,
  message_count: messages,
  record_count: summary.recordCount,
  is_newest_first: summary.isNewestFirst,
  oldest_seconds: summary.oldestTimestamp ?? null,
  newest_seconds: summary.newestTimestamp ?? null,
  byte_count: facts.byte_count,
  sha256: facts.sha256
})

const textOf = (id: unknown): string | undefined =>
  typeof id === "string" && id !== "" ? id.toWellFormed() : undefined

/**
 * Spools snapshots into files `<prefix>….ndjson`; `onPart` gets each file as soon as it is complete.
 *
 * Fails with `SnapshotDamaged`: then nothing of this spool may be loaded.
 */
export const spool = Effect.fnUntraced(function* <E, R>(
  snapshots: ReadonlyArray<Numbered>,
  prefix: string,
  onPart: (part: SpoolPart) => Effect.Effect<void, E, R>
) {
  let count = 0
  const next = (kind: SpoolPart["kind"]) => {
    count += 1
    return { kind, file: new SpoolFile(`${prefix}${String(count).padStart(5, "0")}-${kind}.ndjson`) }
  }
  const handOn = ({ kind, file }: ReturnType<typeof next>) =>
    Effect.suspend(() => {
      file.close()
      return onPart({ kind, path: file.path, longestLine: file.longestLine })
    })
  const issues = next("issues")
  const heads = next("snapshots")
  let records = next("records")
  for (const { snapshotNo, ref } of snapshots) {
    let messages = 0
    const reader = new ReplyReader((record) => {
      const { index, message, hashId } = record
      const place = { snapshot_no: snapshotNo, record_index: index }
      for (const issue of record.issues)
        issues.file.line({ ...place, message_id: textOf(message?.["idMessage"]) ?? hashId ?? null, ...issue })
      if (message === undefined) return
      messages += 1
      records.file.record(snapshotNo, record)
    })
    const facts = yield* readSnapshot(ref, (chunk) => {
      reader.push(chunk)
      if (records.file.byteCount < PART_BYTES) return Effect.void
      const full = records
      records = next("records")
      return handOn(full)
    })
    const summary = reader.end()
    for (const { position, ...issue } of summary.replyIssues)
      issues.file.line({ snapshot_no: snapshotNo, record_index: position, message_id: null, ...issue })
    heads.file.line(headLine(snapshotNo, facts, messages, summary))
  }
  for (const last of [records, issues, heads]) yield* handOn(last)
})
