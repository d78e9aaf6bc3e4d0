export { type CsvProfile, csvProfiles } from "./csv-profile.ts"
export { type BucketOptions, inBucket } from "./delta/bucket.ts"
export { type Combination, type CombineOptions, combineDataset, everyone } from "./delta/combine.ts"
export { type DatasetOptions, type DatasetReport, exportDataset } from "./delta/dataset.ts"
export type { DatasetTable } from "./delta/dataset-table.ts"
export { DatasetUnusable } from "./delta/errors.ts"
export { type ObjectStore, ObjectStoreFailed, type StoredObject } from "./delta/object-store.ts"
export {
  type Dataset,
  type DatasetTableFiles,
  type ReadOptions,
  type RecordedRows,
  readDataset
} from "./delta/read-dataset.ts"
export {
  type ExportError,
  InvalidExport,
  type NotWritableReason,
  OutputExists,
  OutputNotWritable,
  OutputOfAnother,
  QueryFailed
} from "./errors.ts"
export {
  type ExportFileOptions,
  type ExportTablesOptions,
  exportFile,
  exportTables,
  type FileReport
} from "./export.ts"
export type { EarlierRuns } from "./folder-run.ts"
export { type ExportFormat, exportFormats, formats, isExportFormat } from "./formats.ts"
export {
  type Manifest,
  type ManifestFile,
  manifestName,
  type Run,
  readManifest,
  type Source
} from "./manifest.ts"
export type { ExportColumn, ExportProgress, ExportSettings, ExportTable } from "./options.ts"
export { type WriteOptions, writeCsv, writeNdjson, writeParquet, writeXlsx } from "./promise/write-file.ts"
export type {
  DatasetReason,
  DatasetReasons,
  InvalidReason,
  InvalidReasons,
  ObjectStoreReason,
  ObjectStoreReasons,
  QueryFailedReason,
  QueryFailedReasons
} from "./reasons.ts"
export { identifier, literal } from "./sql-text.ts"
export type { PartitionColumn } from "./table.ts"
export type { WriteText } from "./temp-file.ts"
export { type ExportTextsOptions, exportTexts, type TextFile, type TextSink } from "./texts.ts"
export type { Truncation } from "./truncation.ts"
export type { Compression } from "./xlsx/compression.ts"
export { type CellLimits, cutMark, xlsxLimits } from "./xlsx/limits.ts"
export type { PrintLook, WorkbookLook } from "./xlsx/look.ts"
export type {
  ChartShape,
  PageBlock,
  PageChart,
  PageColumn,
  PageColumnType,
  PageFacts,
  PageTable,
  PageText,
  PageTitle,
  PageValue,
  WorkbookPage,
  WrittenTable,
  WrittenTables
} from "./xlsx/page.ts"
