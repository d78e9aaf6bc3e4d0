export { archiveJournal } from "./archive-journal.ts"
export type { Fault, FaultRule, Framing } from "./faults.ts"
export type { FileFault, FileOptions, ServedFile } from "./files.ts"
export type { InstanceOptions, StateInstance } from "./instance.ts"
export {
  type ChatQuery,
  type Chats,
  type Direction,
  type Journal,
  type JournalQuery,
  JournalUnreadable
} from "./journal.ts"
export { defaultLimits, type Limits } from "./listener.ts"
export type { Method } from "./methods.ts"
export { json, type Reply } from "./reply.ts"
export type { PageRequest, Pages, RouteRequest, Routes } from "./request-handler.ts"
export type { ServedRequest } from "./request-log.ts"
export { type ScriptedState, type ScriptOptions, scriptedJournal } from "./scripted-journal.ts"
export type { Seen, SeenChat, SeenId } from "./seen-chats.ts"
export { type JournalServer, type JournalServerOptions, serveJournal } from "./server.ts"
export { ServerFailed } from "./server-failed.ts"
export { defaultSettings, type Settings } from "./settings.ts"
