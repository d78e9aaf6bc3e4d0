// A believable made-up account: two instances, four weeks, always the same, nobody real in it.
export { type DemoAccount, type DemoReply, demoAccount } from "./account.ts"
export { type DemoHistory, type DemoInstance, type DemoName, demoHistory } from "./history.ts"
export type { JournalRecord, Json } from "./record.ts"
export { replyAt } from "./reply.ts"
export type { Journal, RecordState } from "./timeline.ts"
