// What only the other packages of this repository and the command line use. No part of the public API: may change with any version.
export { keptMarks, marksByInstance, marksOf } from "./archive-marks.ts"
export { type CachePlaces, type OpenedTables, openTablesBy, withTablesOpenedBy } from "./cache.ts"
export { type CacheState, readState } from "./cache-state.ts"
export { type ChatSearch, type FoundChat, findChats } from "./chat-search.ts"
export { allIdsOf, chatsMeant } from "./chats.ts"
export { type EmptyChoice, emptyChoice } from "./chosen-period.ts"
export { chosenMessages } from "./chosen-rows.ts"
export { isKeptFile } from "./copied-files.ts"
export { onConnection, sessionSql } from "./database.ts"
export { ddlOf, type Engine, engines } from "./dataset/ddl.ts"
export { neededTables } from "./dataset/needed-tables.ts"
export { datasetFile } from "./dataset/open.ts"
export { mergedParts, placeColumn } from "./dataset/parts.ts"
export { combinedFrom, combinedNames, combinedTables, datasetTables } from "./dataset/tables.ts"
export { clickhouse } from "./dialects/clickhouse.ts"
export type { Dialect } from "./dialects/dialect.ts"
export { statisticFor } from "./dialects/statistic.ts"
export { trino } from "./dialects/trino.ts"
export { namesOfReplies, peopleOfReplies, type ReplyFile } from "./directory-file/people-of-replies.ts"
export { engineAnswer, engineAnswerName, rowsOfParquet } from "./engine-answer.ts"
export { selectionOf, sourceOf } from "./export-source.ts"
export { type FolderKind, folderBeside, replyFolder } from "./folder-beside.ts"
export {
  type AnswerPlace,
  answerFolder,
  attachAnswer,
  attachKept,
  keepAnswer,
  openAnswer,
  placeForAnswer,
  writeAnswer
} from "./kept-answer.ts"
export { READ_MEMORY } from "./memory.ts"
export { makeNamedViews } from "./named-views.ts"
export { nameIds } from "./names.ts"
export { nearNames } from "./near-names.ts"
export { KEY_BYTES, KeyUnusable, keyOf, type PseudonymKey, readKey } from "./pseudonyms/key.ts"
export { type NamedIds, type Pseudonyms, pseudonymous } from "./pseudonyms/pseudonymous.ts"
export { textPolicies } from "./pseudonyms/rules.ts"
export type { KeyReason, KeyReasons } from "./reasons.ts"
export { isReport } from "./report/page.ts"
export { queryFailed } from "./result.ts"
export { parquetOfLines } from "./rows-parquet.ts"
export type { SearchChoice } from "./search/choice.ts"
export { type Stretch, stretchesIn } from "./search/highlight.ts"
export type { Needle } from "./search/needle.ts"
export {
  type Found,
  listedSql as listedSearchSql,
  type SearchOptions,
  search
} from "./search/search.ts"
export { type Term, termsOf } from "./search/terms.ts"
export { unknownWords } from "./search/unknown.ts"
export { spool } from "./spool.ts"
export type { Numbered, SpoolPart } from "./spool-part.ts"
export { Spooler, type SpoolerService } from "./spooler.ts"
export { bare, bareOnItsLine, parametersIn, type SqlPiece, sqlPieces } from "./sql-pieces.ts"
export { needsArchive } from "./statistics.ts"
export { partitions } from "./table-export.ts"
export { type Page, pageOfTable } from "./table-page.ts"
export { type BrokenInvariant, brokenInvariants } from "./tables/invariants.ts"
export { isTableName, tableNamed } from "./tables/tables.ts"
export {
  INDEX as transcriptIndexName,
  type TranscriptChat,
  type TranscriptOptions
} from "./transcript/chat.ts"
export { type TranscriptFormat, transcriptFormats } from "./transcript/form.ts"
export {
  type TranscriptSink,
  type Transcripts,
  transcriptIndex,
  transcripts,
  writeTranscripts
} from "./transcript/transcript.ts"
export { type Unseen, unseenInNames, unseenInRosters } from "./unseen.ts"
export { withWorkFolder } from "./work-folder.ts"
export { type AnsweredQuery, aboutAnswer, aboutTables } from "./workbook/about.ts"
export type { PageOptions } from "./workbook/about-blocks.ts"
export { answerTable, answerTitles, statisticTitle } from "./workbook/column-titles.ts"
export { parameterTexts } from "./workbook/parameters.ts"
export { sheetNames, sheetsMeant, type UnknownSheet } from "./workbook/simple/sheets.ts"
export { type SimpleOptions, type SimpleWorkbook, simpleWorkbook } from "./workbook/simple/workbook.ts"
export { summaryPage } from "./workbook/summary.ts"
export { zoneNamed } from "./zone-names.ts"
export { instantAt, wallTimes } from "./zones.ts"
