export { keptMarks, marksByInstance, marksOf } from "./archive-marks.ts"
export {
  type CachePlaces,
  type OpenedTables,
  openTables,
  openTablesBy,
  withTables,
  withTablesOpenedBy
} from "./cache.ts"
export type { CacheNotice, CacheOptions } from "./cache-options.ts"
export { type CacheState, readState } from "./cache-state.ts"
export { type CatalogueColumn, type CatalogueTable, catalogue } from "./catalogue.ts"
export { type ChatSearch, type FoundChat, findChats } from "./chat-search.ts"
export { allIdsOf, chatsMeant } from "./chats.ts"
export { type EmptyChoice, emptyChoice } from "./chosen-period.ts"
export { type Choice, chosenMessages } from "./chosen-rows.ts"
export { type CopiedFiles, isKeptFile } from "./copied-files.ts"
export { type Database, type DatabaseOptions, onConnection, openDatabase, sessionSql } from "./database.ts"
export { ddlOf, type Engine, engines } from "./dataset/ddl.ts"
export { datasetFile } from "./dataset/open.ts"
export { datasetTables } from "./dataset/tables.ts"
export { namesOfReplies, peopleOfReplies, type ReplyFile } from "./directory-file/people-of-replies.ts"
export {
  CacheBusy,
  CacheDamaged,
  CacheNotWritable,
  DatabaseFailed,
  NamesRefused,
  QueryRefused,
  RosterRefused,
  UsageError
} from "./errors.ts"
export { selectionOf, sourceOf } from "./export-source.ts"
export type { FailureKind } from "./failure.ts"
export { type FolderKind, folderBeside, replyFolder } from "./folder-beside.ts"
export {
  type AnswerPlace,
  answerFolder,
  attachAnswer,
  keepAnswer,
  openAnswer,
  placeForAnswer,
  writeAnswer
} from "./kept-answer.ts"
export { createTables, type LoadProgress, loadSnapshots } from "./load.ts"
export { checkedQuery, lock } from "./locked-sql.ts"
export { READ_MEMORY } from "./memory.ts"
export { makeNamedViews } from "./named-views.ts"
export { nameIds } from "./names.ts"
export { nearNames } from "./near-names.ts"
export { countChats, countPeople } from "./people.ts"
export type { NamedId, NamesFile } from "./people-file/named-id.ts"
export { readNames } from "./people-file/names.ts"
export { readRoster } from "./people-file/roster.ts"
export type { Roster, RosterRow } from "./people-file/roster-row.ts"
export {
  type Ledger,
  type LedgerExport,
  type LedgerOptions,
  type LedgerParameters,
  openLedger
} from "./promise/ledger.ts"
export type { JsonRow } from "./promise/rows.ts"
export { KEY_BYTES, KeyUnusable, keyOf, type PseudonymKey, readKey } from "./pseudonyms/key.ts"
export { type NamedIds, type Pseudonyms, pseudonymous } from "./pseudonyms/pseudonymous.ts"
export { type TextPolicy, textPolicies } from "./pseudonyms/rules.ts"
export type {
  CacheReason,
  CacheReasons,
  DatabaseReason,
  DatabaseReasons,
  KeyReason,
  KeyReasons,
  PeopleFileReason,
  PeopleFileReasons,
  QueryReason,
  QueryReasons,
  RowPlace,
  UsageReason,
  UsageReasons
} from "./reasons.ts"
export { isReport } from "./report/page.ts"
export { type ReportOptions, reportHtml } from "./report/report.ts"
export { query, queryFailed, type Result, type ResultColumn, type ResultRow } from "./result.ts"
export { type Stretch, stretchesIn } from "./search/highlight.ts"
export type { Needle } from "./search/needle.ts"
export {
  type Found,
  listedSql as listedSearchSql,
  type SearchChoice,
  type SearchOptions,
  search,
  type TranscriptLink
} from "./search/search.ts"
export { type Term, termsOf } from "./search/terms.ts"
export { unknownWords } from "./search/unknown.ts"
export { type Numbered, type SpoolPart, spool } from "./spool.ts"
export { Spooler, type SpoolerService } from "./spooler.ts"
export { bare, bareOnItsLine, parametersIn, type SqlPiece, sqlPieces } from "./sql-pieces.ts"
export {
  findStatistic,
  ownStatistics,
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "./statistics.ts"
export { newestRequest, type Partition, partitions, tablesToExport } from "./table-export.ts"
export { type Page, pageOfTable } from "./table-page.ts"
export { type BrokenInvariant, brokenInvariants } from "./tables/invariants.ts"
export { isTableName, publicTables, tableNamed } from "./tables/tables.ts"
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
export { type Json, toJson } from "./value.ts"
export { withWorkFolder } from "./work-folder.ts"
export { type AnsweredQuery, aboutAnswer, aboutTables } from "./workbook/about.ts"
export type { PageOptions } from "./workbook/about-blocks.ts"
export { answerTable, answerTitles, statisticTitle } from "./workbook/column-titles.ts"
export { parameterTexts } from "./workbook/parameters.ts"
export { sheetNames, sheetsMeant, type UnknownSheet } from "./workbook/simple/sheets.ts"
export { type SimpleOptions, type SimpleWorkbook, simpleWorkbook } from "./workbook/simple/workbook.ts"
export { summaryPage } from "./workbook/summary.ts"
export { type Locale, locales } from "./workbook/wording.ts"
export { zoneNamed } from "./zone-names.ts"
export { instantAt, wallTimes } from "./zones.ts"
