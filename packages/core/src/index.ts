export type { BodyEnd, BodyReader, Usable } from "./client/body.ts"
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
export { type Instance, Settings } from "./client/instance.ts"
export type { JournalClientService, JournalReply, JournalRequest, ReaderOf } from "./client/journal-calls.ts"
export { JournalClient } from "./client/journal-client.ts"
export { LastRequests, type LastRequestsService, lastRequestsInMemory, PACE_MILLIS } from "./client/pace.ts"
export {
  createJournalClient,
  type JournalClientOptions,
  type MessagesReply,
  type PromiseJournalClient,
  type WindowOptions
} from "./client/promise-client.ts"
export { type ReplyRecord, recordsReader } from "./client/records-reader.ts"
export type { Method } from "./client/request.ts"
export { RetryBudget, type RetryBudgetService, retryBudget } from "./client/retry-budget.ts"
export { type DecodedRecord, decodeRecord } from "./decode.ts"
export { decodeMessage } from "./decode-message.ts"
export { Chat, Contact, GroupData } from "./directory/schemas.ts"
export { type Documented, documentedNames, type Names } from "./documented.ts"
export { type IdKind, idKind } from "./id-kind.ts"
export { InvalidArgument } from "./invalid-argument.ts"
export { type IssueCode, issueCodes, type RecordIssue } from "./issue.ts"
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
export { type Messenger, type MessengerEvidence, messengerOf } from "./messenger.ts"
export { decodeNotification, isNotification } from "./notification/decode-notification.ts"
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
export type { Bare, Reason } from "./reason.ts"
export { type RecordKind, recordKind } from "./record-kind.ts"
export type { RecordSource } from "./record-source.ts"
export { RecordSplitter } from "./record-splitter.ts"
export type { Abortable } from "./run-promise.ts"
export type { SplitEnd, SplitterOptions } from "./splitting.ts"
