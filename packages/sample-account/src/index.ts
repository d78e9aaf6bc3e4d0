// Generated accounts for the demo, tests and benchmarks: always the same, without real people.
export type { DirectoryReply } from "./directory.ts"
export { type DemoHistory, type DemoInstance, type DemoName, demoHistory } from "./history.ts"
export { demoMinutes, demoMoments } from "./moments.ts"
export { type Random, randomFrom, randomOfRun } from "./random.ts"
export type { JournalRecord, Json } from "./record.ts"
export { presented, type ReplyRequest, recordsAt } from "./replies.ts"
export type { Journal, RecordState } from "./timeline.ts"
