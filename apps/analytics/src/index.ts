export { openTables, withTables } from "./cache.ts"
export type { CacheNotice, CacheOptions } from "./cache-options.ts"
export { type CatalogueColumn, type CatalogueTable, catalogue } from "./catalogue.ts"
export type { Choice } from "./chosen-rows.ts"
export type { CopiedFiles } from "./copied-files.ts"
export { type Database, type DatabaseOptions, openDatabase } from "./database.ts"
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
export type { FailureKind } from "./failure.ts"
export { createTables, type LoadProgress, loadSnapshots } from "./load.ts"
export { checkedQuery, lock } from "./locked-sql.ts"
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
export type { TextPolicy } from "./pseudonyms/rules.ts"
export type {
  CacheReason,
  CacheReasons,
  DatabaseReason,
  DatabaseReasons,
  PeopleFileReason,
  PeopleFileReasons,
  QueryReason,
  QueryReasons,
  RowPlace,
  UsageReason,
  UsageReasons
} from "./reasons.ts"
export { type ReportOptions, reportHtml } from "./report/report.ts"
export { query, type Result, type ResultColumn, type ResultRow } from "./result.ts"
export type { TranscriptLink } from "./search/search.ts"
export {
  findStatistic,
  ownStatistics,
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "./statistics.ts"
export { newestRequest, type Partition, tablesToExport } from "./table-export.ts"
export { publicTables } from "./tables/tables.ts"
export { type Json, toJson } from "./value.ts"
export { type Locale, locales } from "./workbook/wording.ts"
