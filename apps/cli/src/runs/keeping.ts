// The commands that work on snapshots alone, and load no database.
export { run as runCompact } from "./compact.ts"
export { run as runForget } from "./forget.ts"
export { run as runImport } from "./import.ts"
export { run as runPrune } from "./prune.ts"
export { run as runVerify } from "./verify.ts"
