export { type CsvProfile, csvProfiles, guarded } from "./csv.ts"
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
export {
  type Cut,
  type Manifest,
  type ManifestFile,
  manifestName,
  type Run,
  readManifest,
  type Source
} from "./manifest.ts"
export type { ExportProgress, ExportSettings } from "./options.ts"
export {
  type ExportColumn,
  type ExportFormat,
  type ExportTable,
  exportFormats,
  type PartitionColumn
} from "./table.ts"
export { type ExportTextsOptions, exportTexts, type TextFile, type TextSink } from "./texts.ts"
export { localised } from "./value-text.ts"
export { type Aside, aside, flushFolder, makeFolder, putInPlace, sweep } from "./write-aside.ts"
export { type CellLimits, cutMark, xlsxLimits } from "./xlsx/limits.ts"
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
