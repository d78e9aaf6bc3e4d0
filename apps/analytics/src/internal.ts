// What only the other packages of this repository and the command line use. No part of the public API: may change with any version.

export { type CachePlaces, type OpenedTables, openTablesBy, withTablesOpenedBy } from "./cache/cache.ts"
export { type CacheState, readState } from "./cache/cache-state.ts"
export { engineAnswer, engineAnswerName, rowsOfParquet } from "./cache/engine-answer.ts"
export { withWorkFolder } from "./cache/work-folder.ts"
export { type EmptyChoice, emptyChoice, unknownTypes } from "./chosen/chosen-period.ts"
export { chosenMessages } from "./chosen/chosen-rows.ts"
export { ddlOf, type Engine, engines } from "./dataset/ddl.ts"
export { neededTables } from "./dataset/needed-tables.ts"
export { datasetFile } from "./dataset/open.ts"
export { mergedParts, placeColumn } from "./dataset/parts.ts"
export { combinedFrom, combinedNames, combinedTables, datasetTables } from "./dataset/tables.ts"
export { clickhouse } from "./dialects/clickhouse.ts"
export type { Dialect } from "./dialects/dialect.ts"
export { statisticFor } from "./dialects/statistic.ts"
export { trino } from "./dialects/trino.ts"
export { onConnection, sessionSql } from "./engine/database.ts"
export { READ_MEMORY } from "./engine/memory.ts"
export { queryFailed } from "./engine/result.ts"
export { parquetOfLines } from "./engine/rows-parquet.ts"
export { bare, bareOnItsLine, parametersIn, type SqlPiece, sqlPieces } from "./engine/sql-pieces.ts"
export { selectionOf, sourceOf } from "./export/export-source.ts"
export { partitions } from "./export/table-export.ts"
export { nearNames } from "./failures/near-names.ts"
export type { KeyReason, KeyReasons } from "./failures/reasons.ts"
export { isKeptFile } from "./files/copied-files.ts"
export { type FolderKind, folderBeside, replyFolder } from "./files/folder-beside.ts"
export { keptMarks, marksByInstance, marksOf } from "./load/archive-marks.ts"
export { type ChatSearch, type FoundChat, findChats } from "./names/chat-search.ts"
export { nameIds } from "./names/names.ts"
export { allIdsOf, chatsMeant } from "./people/chats.ts"
export { makeNamedViews } from "./people/named-views.ts"
export { type Unseen, unseenInNames, unseenInRosters } from "./people/unseen.ts"
export { namesOfReplies, peopleOfReplies, type ReplyFile } from "./people-file/people-of-replies.ts"
export { KEY_BYTES, KeyUnusable, keyOf, type PseudonymKey, readKey } from "./pseudonyms/key.ts"
export { type NamedIds, type Pseudonyms, pseudonymous } from "./pseudonyms/pseudonymous.ts"
export { textPolicies } from "./pseudonyms/rules.ts"
export { isReport } from "./report/page.ts"
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
export type { Numbered, SpoolPart } from "./spool/part.ts"
export { spool } from "./spool/spool.ts"
export { Spooler, type SpoolerService } from "./spool/spooler.ts"
export {
  type AnswerPlace,
  answerFolder,
  attachAnswer,
  attachKept,
  keepAnswer,
  openAnswer,
  placeForAnswer,
  writeAnswer
} from "./sql/kept-answer.ts"
export { needsArchive } from "./statistics/statistics.ts"
export { type BrokenInvariant, brokenInvariants } from "./tables/invariants.ts"
export { type Page, pageOfTable } from "./tables/table-page.ts"
export { isTableName, tableNamed } from "./tables/tables.ts"
export { zoneNamed } from "./time/zone-names.ts"
export { instantAt, wallTimes } from "./time/zones.ts"
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
export { type AnsweredQuery, aboutAnswer, aboutTables } from "./workbook/about.ts"
export type { PageOptions } from "./workbook/about-blocks.ts"
export { answerTable, answerTitles, statisticTitle } from "./workbook/column-titles.ts"
export { parameterTexts } from "./workbook/parameters.ts"
export { sheetNames, sheetsMeant, type UnknownSheet } from "./workbook/simple/sheets.ts"
export { valueWords } from "./workbook/simple/value-words.ts"
export { type SimpleOptions, type SimpleWorkbook, simpleWorkbook } from "./workbook/simple/workbook.ts"
export { summaryPage } from "./workbook/summary.ts"
