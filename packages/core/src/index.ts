export { BodySplitter, type Others, type SplitReply } from "./body-splitter.ts"
export { canonicalJson } from "./canonical-json.ts"
export type { BodyEnd, BodyReader } from "./client/body.ts"
export { ClientLimits, type Reply } from "./client/call.ts"
export type { BodyReason, BodyReasons, CallReason, CallReasons, NetworkCode } from "./client/call-reason.ts"
export {
  BadReply,
  InstanceStarting,
  type JournalError,
  NotAuthorised,
  QuotaExceeded,
  RateLimited,
  Redirected,
  Refused,
  ReplyTooLarge,
  Unavailable,
  WrongAddress,
  WrongInstance
} from "./client/errors.ts"
export {
  type Instance,
  type NeededSetting,
  neededSettings,
  neededSettingsOf,
  Settings
} from "./client/instance.ts"
export {
  JournalClient,
  type JournalClientService,
  type JournalReply,
  type JournalRequest,
  type ReaderOf
} from "./client/journal-client.ts"
export { monotonicMillis } from "./client/monotonic.ts"
export { LastRequests, type LastRequestsService, lastRequestsInMemory, PACE_MILLIS } from "./client/pace.ts"
export {
  createJournalClient,
  type JournalClientOptions,
  type MessagesReply,
  type PromiseJournalClient,
  type WindowOptions
} from "./client/promise-client.ts"
export { flawOf, isBroken, type ReplyRecord, recordsReader } from "./client/records-reader.ts"
export { isApiUrl, type Method } from "./client/request.ts"
export { RetryBudget, type RetryBudgetService, retryBudget } from "./client/retry-budget.ts"
export { type DecodedRecord, decodeRecord } from "./decode.ts"
export { decodeMessage } from "./decode-message.ts"
export type { DirectoryEntry, GroupFacts } from "./directory/directory-entry.ts"
export {
  type DirectoryGroup,
  type DirectoryName,
  type DirectoryPerson,
  type DirectoryReply,
  type Flaw,
  type FlawCode,
  mayBeDirectoryReply,
  type NameSource,
  readDirectoryReply
} from "./directory/directory-reply.ts"
export {
  type Entry,
  type EntryPlace,
  entriesOf,
  isFields,
  type ReadEntry,
  readEntries
} from "./directory/entries.ts"
export { personIds, replyId } from "./directory/reply-ids.ts"
export { Chat, Contact, GroupData } from "./directory/schemas.ts"
export {
  type Documented,
  documentedAnywhere,
  documentedNames,
  type Names,
  wholeValue
} from "./documented.ts"
export { countUtf8, type Utf8Count } from "./encoding.ts"
export { mayRound, parseExactly, toWellFormed } from "./exact-json.ts"
export { type IdKind, idKind } from "./id-kind.ts"
export { InvalidArgument, optionsOf, textOf } from "./invalid-argument.ts"
export { type IssueCode, isFault, issueCodes, type RecordIssue, shown } from "./issue.ts"
export { isMessageOf, Message, type MessageOf } from "./message.ts"
export {
  isKnownType,
  type MessageSchemas,
  messageSchemas,
  QuotedMessage,
  type QuotedMessageSchemas,
  type TypeMessage,
  typeMessages,
  type UnknownType,
  UnknownTypeMessage
} from "./message-types.ts"
export { hasBareForm, type Messenger, type MessengerEvidence, messengerOf } from "./messenger.ts"
export { decodeNotification, isNotification, notificationBody } from "./notification/decode-notification.ts"
export { flatRecord } from "./notification/flat-record.ts"
export type {
  BlockNotification,
  CallNotification,
  DecodedNotification,
  MessageNotification,
  NoNotification,
  NotificationFacts,
  OtherNotification,
  QuotaNotification,
  StateNotification,
  StatusNotification
} from "./notification/notification.ts"
export { type Bare, type Reason, reasonText } from "./reason.ts"
export { type RecordKind, recordKind } from "./record-kind.ts"
export type { RecordSource } from "./record-source.ts"
export { RecordSplitter } from "./record-splitter.ts"
export { type ParsedRecord, parseRecord } from "./record-text.ts"
export { merged } from "./repair.ts"
export { isUtf16, replyStartInOthers } from "./reply-start.ts"
export { type Abortable, runPromise } from "./run-promise.ts"
export type { SplitEnd, SplitterOptions } from "./splitting.ts"
export {
  flushFile,
  flushFolder,
  type GiveName,
  makeFolder,
  type Put,
  replaceFile,
  sweep,
  systemCodeOf,
  tempPath
} from "./temp-file.ts"
