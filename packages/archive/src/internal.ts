// What only the other packages of this repository and the command line use. No part of the public API: may change with any version.
export {
  checkArchive,
  derivedFolder,
  isOfMessages,
  isOfNotifications,
  type OpenedArchive,
  snapshotRef
} from "./archive.ts"
export { instanceLedger } from "./coverage/catch-up.ts"
export { coveredJournals } from "./coverage/claim.ts"
export { nextMinutes } from "./coverage/coverage.ts"
export { ownNumberIn, settingsOfJournal, typeInstanceIn } from "./coverage/evidence.ts"
export type { Observation } from "./coverage/instance-time.ts"
export type { InstanceLedger } from "./coverage/ledger.ts"
export { coverageVersion } from "./coverage/ledger-file.ts"
export { type JournalLimits, limitsOf } from "./coverage/limits.ts"
export { type Observed as ObservedReply, observe } from "./coverage/observe.ts"
export { directoryIssues, type ReadDirectory, readDirectory } from "./directory/read-directory.ts"
export { type DirectoryJournal, isDirectory, partsOfId, withKind } from "./facts.ts"
export { keepImport } from "./import/import.ts"
export { MOST_MINUTES } from "./import/import-options.ts"
export {
  type Part,
  PartReader,
  type PartReaderService,
  type ReadPart,
  readFilePart,
  readPart
} from "./import/import-parts.ts"
export { type ImportPlan, readImport } from "./import/import-plan.ts"
export { withCacheLock, withLock, withLockAt } from "./lock.ts"
export { PRIVATE_ADDRESS } from "./media/media-client.ts"
export { type MediaFact, mediaStatuses, readMedia } from "./media/media-fact.ts"
export { hostPattern, isPublicAddress, mayBePrivate } from "./media/media-hosts.ts"
export { hasMedia } from "./media/media-store.ts"
export { removeUnusedMedia, type UnusedMedia, type VerifiedMedia, verifyMedia } from "./media/media-upkeep.ts"
export { consumeFirst } from "./notifications/consume.ts"
export {
  NotificationReader,
  type NotificationSummary,
  type ReadNotification
} from "./notifications/notification-reader.ts"
export { type Received, type ReceiveOptions, receiver } from "./notifications/receive.ts"
export { inOrder, observedSnapshots, withFacts } from "./observations.ts"
export { phoneEntries, phoneMessages, phoneTextOf } from "./phone-export/phone-export.ts"
export { plainFiles } from "./plain-files.ts"
export { reasonOf, systemReason } from "./reasons.ts"
export { RecordIndex, recordKey } from "./record-index.ts"
export { clockError, requestTime } from "./request-time.ts"
export { SequentialReader } from "./sequential-reader.ts"
export { BodyReading, type ReadBody, readReplyBody } from "./sync/body-reader.ts"
export type { DirectoryPart } from "./sync/directory-call.ts"
export {
  type Healed,
  type HistoryRequest,
  healInstance,
  type RequestedHistory,
  requestedHistories
} from "./sync/heal.ts"
export { withLastRequests } from "./sync/last-requests.ts"
export {
  type DirectoryOptions,
  type SyncedDirectory,
  type SyncedPart,
  syncDirectory
} from "./sync/sync-directory.ts"
export { removeSnapshot } from "./upkeep/replace-snapshots.ts"
