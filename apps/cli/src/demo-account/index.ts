// A believable made-up account: two instances, four weeks, always the same, nobody real in it.
export { type DemoHistory, type DemoInstance, type DemoName, demoHistory } from "./history.ts"
export { demoJournal } from "./journal.ts"
export { demoMinutes, demoMoments } from "./moments.ts"
export type { JournalRecord, Json } from "./record.ts"
export type { Journal, RecordState } from "./timeline.ts"
