export { type CacheNotice, type CacheOptions, cachePath, openTables, withTables } from "./cache.ts"
export { type CatalogueColumn, type CatalogueTable, catalogue } from "./catalogue.ts"
export { type Database, openDatabase } from "./database.ts"
export {
  CacheBusy,
  CacheDamaged,
  CacheNotWritable,
  DatabaseFailed,
  QueryRefused,
  UsageError
} from "./errors.ts"
export { type AnswerPlace, keepAnswer, placeForAnswer } from "./kept-answer.ts"
export { createTables, loadSnapshots } from "./load.ts"
export { checkQuery, lock } from "./locked-sql.ts"
export { nearNames } from "./near-names.ts"
export { isReport } from "./report/page.ts"
export { type ReportOptions, reportHtml } from "./report/report.ts"
export { query, type Result, type ResultColumn, type ResultRow } from "./result.ts"
export { type Numbered, type SpoolPart, spool } from "./spool.ts"
export { Spooler, type SpoolerService } from "./spooler.ts"
export { isTableName, publicTables, type TableName } from "./sql-files.ts"
export { bare } from "./sql-text.ts"
export {
  findStatistic,
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "./statistics.ts"
export { type Choice, newestRequest, tablesToExport } from "./table-export.ts"
export { fractionText, type InstantText, isInCalendar, type Json, rfc3339, toJson } from "./value.ts"
