/*
 * What was recorded of the demo account, as its tests look at it: parsed records, by message and by type.
 * `observed` has every state of a message that some reply showed, oldest first; `latest` only the last one.
 */
import { type DemoReply, demoAccount, type JournalRecord } from "../src/demo-account/index.ts"

export const shopId = "1101000001"
export const clubId = "1102000002"
export const account = demoAccount()

export const recordsOf = ({ body }: DemoReply): ReadonlyArray<JournalRecord> => JSON.parse(body)

const all = account.replies.flatMap((reply) =>
  recordsOf(reply).map((record) => ({ instanceId: reply.instanceId, record }))
)

const keyOf = (instanceId: string, record: JournalRecord): string =>
  [instanceId, record["chatId"], record["idMessage"] ?? JSON.stringify(record)].join(" ")

export const observed: ReadonlyArray<ReadonlyArray<JournalRecord>> = [
  ...Map.groupBy(all, ({ instanceId, record }) => keyOf(instanceId, record)).values()
].map((states) => states.map(({ record }) => record))

export const latest: ReadonlyArray<JournalRecord> = observed.map((states) => states.at(-1) ?? {})

export const ofType = (type: string): ReadonlyArray<JournalRecord> =>
  latest.filter((record) => record["typeMessage"] === type)

/** The object in a field, an empty one if there is none. */
export const objectAt = (record: JournalRecord, field: string): JournalRecord => {
  const value = record[field]
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JournalRecord) : {}
}

/** The text, caption or extended text of a record. */
export const textOf = (record: JournalRecord): string =>
  String(record["textMessage"] ?? record["caption"] ?? objectAt(record, "extendedTextMessage")["text"])
