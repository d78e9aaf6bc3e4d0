/*
 * What was recorded of the demo account, as its tests look at it: parsed records, by message and by type.
 * `observed` has every state of a message that some reply showed, oldest first; `latest` only the last one.
 */
import {
  demoHistory,
  demoMinutes,
  demoMoments,
  type Journal,
  type JournalRecord,
  recordsAt
} from "../src/index.ts"

export const shopId = "1101000001"
export const clubId = "1102000002"
export const workshopId = "3103000003"
export const history = demoHistory()

/** The body of a reply at a moment. */
export const replyAt = (instanceId: string, name: Journal, at: Date, minutes: number): string => {
  const records = recordsAt(history.states, {
    instanceId,
    journal: name,
    at: Math.floor(at.getTime() / 1000),
    minutes
  })
  return JSON.stringify(records)
}

/** A reply as the demo gets it. */
export interface DemoReply {
  readonly instanceId: string
  readonly journal: Journal
  readonly requestedAt: Date
  readonly minutes: number
  readonly body: string
}

const askedBy = (instanceId: string, name: Journal, requestedAt: Date): DemoReply => ({
  instanceId,
  journal: name,
  requestedAt,
  minutes: demoMinutes,
  body: replyAt(instanceId, name, requestedAt, demoMinutes)
})

/** Every reply of the account, in the order of asking. */
export const replies: ReadonlyArray<DemoReply> = demoMoments.flatMap((moment) =>
  history.instances.flatMap(({ idInstance }) =>
    (["incoming", "outgoing"] as const).map((name) => askedBy(idInstance, name, moment))
  )
)

export const recordsOf = ({ body }: DemoReply): ReadonlyArray<JournalRecord> => JSON.parse(body)

const all = replies.flatMap((reply) =>
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
