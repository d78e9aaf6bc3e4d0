export {
  type Archive,
  derivedFolder,
  isOfMessages,
  isOfNotifications,
  listInstances,
  listMessageSnapshots,
  listSnapshots,
  type OpenedArchive,
  openArchive,
  openOrCreateArchive,
  snapshotRef
} from "./archive.ts"
export { type Body, commitSnapshot } from "./commit.ts"
export { coverageOf, type InstanceCoverage } from "./coverage/archive-coverage.ts"
export { instanceLedger } from "./coverage/catch-up.ts"
export { type CoveredJournal, coveredJournals } from "./coverage/claim.ts"
export {
  type CoverageInterval,
  type CoverageState,
  type JournalCoverage,
  nextMinutes
} from "./coverage/coverage.ts"
export { Evidence, ownNumberIn, settingsOfJournal, typeInstanceIn } from "./coverage/evidence.ts"
export type { Observation } from "./coverage/instance-time.ts"
export type { Interval } from "./coverage/intervals.ts"
export type { InstanceLedger } from "./coverage/ledger.ts"
export { coverageVersion } from "./coverage/ledger-file.ts"
export { type JournalLimits, limitsOf } from "./coverage/limits.ts"
export { type Observed as ObservedReply, observe } from "./coverage/observe.ts"
export { directoryIssues, type ReadDirectory, readDirectory } from "./directory/read-directory.ts"
export {
  ArchiveMissing,
  ArchiveNotWritable,
  ArchiveUnreadable,
  ImportRefused,
  SnapshotDamaged
} from "./errors.ts"
export {
  type DirectoryJournal,
  Facts,
  isDirectory,
  isInstanceId,
  Journal,
  partsOfId,
  ReplyKind,
  snapshotId,
  withKind
} from "./facts.ts"
export { type ImportedFile, type ImportedPart, importReply, keepImport } from "./import/import.ts"
export type { ImportOptions } from "./import/import-options.ts"
export {
  type Part,
  PartReader,
  type PartReaderService,
  type ReadPart,
  readFilePart,
  readPart
} from "./import/import-parts.ts"
export { type ImportPlan, readImport } from "./import/import-plan.ts"
export { type KnownBodies, type KnownBody, knownBodies } from "./import/known-bodies.ts"
export type { LeftOut } from "./import/replies.ts"
export { findSources, type Source } from "./import/sources.ts"
export { LockHeld, withCacheLock, withLock, withLockAt } from "./lock.ts"
export type { DownloadLimits } from "./media/ending.ts"
export { fetchMedia, type MediaOptions, type MediaRun, type WantedMedia } from "./media/fetch-media.ts"
export { MediaClient, PRIVATE_ADDRESS } from "./media/media-client.ts"
export { type MediaFact, type MediaStatus, mediaStatuses, readMedia } from "./media/media-fact.ts"
export { hostPattern, isPublicAddress, type MediaHosts, mayBePrivate } from "./media/media-hosts.ts"
export { hasMedia, mediaPath } from "./media/media-store.ts"
export { removeUnusedMedia, type UnusedMedia, type VerifiedMedia, verifyMedia } from "./media/media-upkeep.ts"
export {
  NotificationReader,
  type NotificationSummary,
  type ReadNotification
} from "./notifications/notification-reader.ts"
export {
  NotificationRefused,
  type NotKept,
  type Received,
  type ReceiveOptions,
  receiver
} from "./notifications/receive.ts"
export { inOrder, type Observed, observedSnapshots, withFacts } from "./observations.ts"
export { plainFiles } from "./plain-files.ts"
export { type ReadArchiveOptions, readArchive } from "./promise/read-archive.ts"
export {
  type ArchiveReason,
  type ArchiveReasons,
  type CompressionReason,
  type CompressionReasons,
  type ImportReason,
  type ImportReasons,
  type NoFileKind,
  reasonOf,
  type SnapshotReason,
  type SnapshotReasons,
  type SystemReason,
  type SystemReasons,
  systemReason
} from "./reasons.ts"
export { RecordIndex, recordKey } from "./record-index.ts"
export { type ReadRecord, type ReadReply, ReplyReader } from "./reply-reader.ts"
export { type PlacedIssue, ReplySummary } from "./reply-summary.ts"
export { clockError, requestTime } from "./request-time.ts"
export { SequentialReader } from "./sequential-reader.ts"
export { readBody, readFacts, readSnapshot } from "./snapshot.ts"
export type { SnapshotRef } from "./snapshot-ref.ts"
export { BodyReading, type ReadBody, readReplyBody } from "./sync/body-reader.ts"
export type { DirectoryPart } from "./sync/directory-call.ts"
export {
  type AskedHistory,
  askedHistories,
  type Healed,
  type HistoryRequest,
  healInstance
} from "./sync/heal.ts"
export { withLastRequests } from "./sync/last-requests.ts"
export type { CallDirection, SyncedCallJournal, SyncedCalls } from "./sync/sync-calls.ts"
export {
  type DirectoryOptions,
  type SyncedDirectory,
  type SyncedPart,
  syncDirectory
} from "./sync/sync-directory.ts"
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
export { removeSnapshot } from "./upkeep/replace-snapshots.ts"
export { type Verified, verifyArchive } from "./verify.ts"
