// The commands that ask the tables, and load DuckDB.
export { run as runDemo } from "./demo.ts"
export { run as runExport } from "./export.ts"
export { run as runReport } from "./report.ts"
export { helpOfNamedStatistic } from "./statistic-help.ts"
export { run as runStats } from "./stats.ts"
export { run as runStatus } from "./status.ts"
