export {
  type Archive,
  listInstances,
  listMessageSnapshots,
  listSnapshots,
  openArchive,
  openOrCreateArchive
} from "./archive.ts"
export { type Body, commitSnapshot } from "./commit.ts"
export { coverageOf, type InstanceCoverage } from "./coverage/archive-coverage.ts"
export type { CoveredJournal } from "./coverage/claim.ts"
export type { CoverageInterval, CoverageState, JournalCoverage } from "./coverage/coverage.ts"
export { Evidence } from "./coverage/evidence.ts"
export type { Interval } from "./coverage/intervals.ts"
export {
  ArchiveMissing,
  ArchiveNotWritable,
  ArchiveUnreadable,
  ImportRefused,
  SnapshotDamaged
} from "./errors.ts"
export { Facts, isInstanceId, Journal, type PhoneFacts, ReplyKind, snapshotId } from "./facts.ts"
export { type ImportedFile, type ImportedPart, importReply } from "./import/import.ts"
export type { ImportOptions, PhoneImport } from "./import/import-options.ts"
export { type KnownBodies, type KnownBody, knownBodies } from "./import/known-bodies.ts"
export type { LeftOut } from "./import/replies.ts"
export { findSources, type Source } from "./import/sources.ts"
export { LockHeld } from "./lock.ts"
export type { DownloadLimits } from "./media/ending.ts"
export {
  fetchMedia,
  type MediaLink,
  type MediaOptions,
  type MediaRun,
  type WantedMedia
} from "./media/fetch-media.ts"
export { MediaClient } from "./media/media-client.ts"
export type { MediaStatus } from "./media/media-fact.ts"
export type { MediaHosts } from "./media/media-hosts.ts"
export { mediaPath } from "./media/media-store.ts"
export { NotificationRefused, type NotKept } from "./notifications/receive.ts"
export type { Observed } from "./observations.ts"
export { type DateOrder, dateOrders } from "./phone-export/date-order.ts"
export { type ReadArchiveOptions, readArchive } from "./promise/read-archive.ts"
export type {
  ArchiveReason,
  ArchiveReasons,
  CompressionReason,
  CompressionReasons,
  ImportReason,
  ImportReasons,
  NoFileKind,
  SnapshotReason,
  SnapshotReasons,
  SystemReason,
  SystemReasons
} from "./reasons.ts"
export { type ReadRecord, type ReadReply, ReplyReader } from "./reply-reader.ts"
export { type PlacedIssue, ReplySummary } from "./reply-summary.ts"
export { readBody, readFacts, readSnapshot } from "./snapshot.ts"
export type { SnapshotRef } from "./snapshot-ref.ts"
export type { CallDirection, SyncedCallJournal, SyncedCalls } from "./sync/sync-calls.ts"
export {
  type FailedJournal,
  type LiveJournal,
  type Synced,
  type SyncedJournal,
  type SyncOptions,
  syncInstance
} from "./sync/sync-instance.ts"
export { type Compacted, type CompactOptions, compactInstance } from "./upkeep/compact.ts"
export { type Forgotten, forgetChat } from "./upkeep/forget.ts"
export { type Pruned, pruneInstance } from "./upkeep/prune.ts"
export { type Verified, verifyArchive } from "./verify.ts"
