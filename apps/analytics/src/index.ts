export { createTables, loadSnapshots } from "./load.ts"
