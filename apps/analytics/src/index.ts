export { type CacheNotice, type CacheOptions, cachePath, openTables, withTables } from "./cache.ts"
export { type CatalogueColumn, type CatalogueTable, catalogue } from "./catalogue.ts"
export { type Database, openDatabase } from "./database.ts"
export { CacheBusy, CacheNotWritable, DatabaseFailed, QueryRefused, UsageError } from "./errors.ts"
export { createTables, loadSnapshots } from "./load.ts"
export { bare, checkQuery, lock } from "./locked-sql.ts"
export { keepAnswer, query, type Result, type ResultColumn } from "./result.ts"
export { type Numbered, type SpoolPart, spool } from "./spool.ts"
export { Spooler, type SpoolerService } from "./spooler.ts"
export { isTableName, publicTables, type TableName } from "./sql-files.ts"
export {
  findStatistic,
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "./statistics.ts"
export { type Choice, newestRequest, tablesToExport } from "./table-export.ts"
export { type Json, rfc3339, toJson } from "./value.ts"
