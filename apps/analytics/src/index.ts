export {
  type CacheNotice,
  type CacheOptions,
  type CachePlaces,
  cachePath,
  type OpenedTables,
  openTables,
  openTablesBy,
  withTables,
  withTablesOpenedBy
} from "./cache.ts"
export { type CacheState, readState } from "./cache-state.ts"
export { type CatalogueColumn, type CatalogueTable, catalogue } from "./catalogue.ts"
export { type Database, type DatabaseOptions, onConnection, openDatabase } from "./database.ts"
export {
  CacheBusy,
  CacheDamaged,
  CacheNotWritable,
  DatabaseFailed,
  QueryRefused,
  UsageError
} from "./errors.ts"
export type { FailureKind } from "./failure.ts"
export {
  type AnswerPlace,
  answerFolder,
  attachAnswer,
  keepAnswer,
  openAnswer,
  placeForAnswer,
  writeAnswer
} from "./kept-answer.ts"
export { createTables, loadSnapshots } from "./load.ts"
export { checkQuery, lock } from "./locked-sql.ts"
export { nearNames } from "./near-names.ts"
export { query, queryFailed, type Result, type ResultColumn, type ResultRow } from "./result.ts"
export { type Numbered, type SpoolPart, spool } from "./spool.ts"
export { Spooler, type SpoolerService } from "./spooler.ts"
export { isTableName, publicTables, type TableName } from "./sql-files.ts"
export { bare, bareOnItsLine, type SqlPiece, sqlPieces } from "./sql-text.ts"
export {
  findStatistic,
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "./statistics.ts"
export { type Choice, newestRequest, tablesToExport } from "./table-export.ts"
export { fractionText, type InstantText, isInCalendar, type Json, rfc3339, toJson } from "./value.ts"
