export { canonicalJson } from "./canonical-json.ts"
export { type DecodedRecord, decodeRecord } from "./decode.ts"
export { documentedOf, extraOf, hasDocumentedName } from "./extra.ts"
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
  UnknownTypeMessage
} from "./message-types.ts"
export type { RecordSource } from "./record-source.ts"
export { RecordSplitter, type SplitEnd } from "./record-splitter.ts"
export { merged } from "./repair.ts"
