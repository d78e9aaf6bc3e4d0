// What only the other packages of this repository and the command line use. No part of the public API: may change with any version.
export { BodySplitter, type Others, type SplitReply } from "./body-splitter.ts"
export { canonicalJson } from "./canonical-json.ts"
export { type NeededSetting, neededSettings, neededSettingsOf } from "./client/instance.ts"
export { monotonicMillis } from "./client/monotonic.ts"
export { flawOf, isBroken } from "./client/records-reader.ts"
export { isApiUrl } from "./client/request.ts"
export { decodeParsed } from "./decode.ts"
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
  eachEntry,
  entriesOf,
  isFields
} from "./directory/entries.ts"
export { personIds, replyId } from "./directory/reply-ids.ts"
export { documentedAnywhere, wholeValue } from "./documented.ts"
export { countUtf8, type Utf8Count } from "./encoding.ts"
export { mayRound, parseExactly, toWellFormed } from "./exact-json.ts"
export { checkNames, optionsOf, textOf } from "./invalid-argument.ts"
export { isFault, shown } from "./issue.ts"
export { FIELD_IN_DETAIL, issueInRussian, issueWords } from "./issue-words.ts"
export { hasBareForm } from "./messenger.ts"
export { notificationBody } from "./notification/decode-notification.ts"
export { flatRecord } from "./notification/flat-record.ts"
export { checkFiles, checkProvided, checkScope } from "./provided.ts"
export { reasonText } from "./reason.ts"
export { type ParsedRecord, parseRecord } from "./record-text.ts"
export { merged } from "./repair.ts"
export { isUtf16, replyStartInOthers } from "./reply-start.ts"
export { runPromise, signalOf } from "./run-promise.ts"
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
