import { countsIn } from "../counts.ts"
import { sizeIn } from "../sizes.ts"

export const counts = countsIn("en", false, {
  chat: { one: "chat", other: "chats" },
  contact: { one: "contact", other: "contacts" },
  day: { one: "day", other: "days" },
  file: { one: "file", other: "files" },
  group: { one: "group", other: "groups" },
  instance: { one: "instance", other: "instances" },
  looseFile: { one: "loose file", other: "loose files" },
  message: { one: "message", other: "messages" },
  moreFault: { one: "more fault", other: "more faults" },
  moreStretch: { one: "more period", other: "more periods" },
  newMessage: { one: "new message", other: "new messages" },
  openGap: { one: "open gap", other: "open gaps" },
  record: { one: "record", other: "records" },
  reply: { one: "reply", other: "replies" },
  row: { one: "row", other: "rows" },
  snapshot: { one: "snapshot", other: "snapshots" }
})

export const { counted, number } = counts

/** A number of bytes. */
export const size = sizeIn("en", ["bytes", "kB", "MB", "GB", "TB"])
