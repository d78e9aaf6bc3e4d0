export { openTables, withTables } from "./cache/cache.ts"
export type { CacheNotice, CacheOptions } from "./cache/cache-options.ts"
export type { Choice } from "./chosen/chosen-rows.ts"
export { type Database, type DatabaseOptions, openDatabase } from "./engine/database.ts"
export { query, type Result, type ResultColumn, type ResultRow } from "./engine/result.ts"
export { type Json, toJson } from "./engine/value.ts"
export { newestRequest, type Partition, tablesToExport } from "./export/table-export.ts"
export {
  CacheBusy,
  CacheDamaged,
  CacheNotWritable,
  DatabaseFailed,
  NamesRefused,
  QueryRefused,
  RosterRefused,
  UsageError
} from "./failures/errors.ts"
export type { FailureKind } from "./failures/failure.ts"
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
} from "./failures/reasons.ts"
export type { CopiedFiles } from "./files/copied-files.ts"
export { createTables, type LoadProgress, loadSnapshots } from "./load/load.ts"
export { countChats, countPeople } from "./people/people.ts"
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
export { type ReportOptions, reportHtml } from "./report/report.ts"
export type { TranscriptLink } from "./search/search.ts"
export { checkedQuery, lock } from "./sql/locked-sql.ts"
export {
  findStatistic,
  ownStatistics,
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "./statistics/statistics.ts"
export { type CatalogueColumn, type CatalogueTable, catalogue } from "./tables/catalogue.ts"
export { publicTables } from "./tables/tables.ts"
export { type Locale, locales } from "./workbook/wording.ts"
