// Reads the replies of the notification queue.
//
// `receiveNotification` returns an empty body or `null` if nothing came in time, otherwise the notification and the receipt
// that deletes it. Source: https://green-api.com/en/docs/api/receiving/technology-http-api/ReceiveNotification/
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { BodyReader } from "./body.ts"

/** The first notification of a queue; `body` of the reply has the notification. */
export interface QueuedNotification {
  readonly receiptId: number
}

const Queued = Schema.Struct({ receiptId: Schema.Int, body: Schema.Record(Schema.String, Schema.Unknown) })
const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Queued))
const decoder = new TextDecoder()

/** Reads the first notification; null if the queue is empty. */
export const queueReader = (): BodyReader<QueuedNotification | null> => ({
  end: (body) => {
    const text = decoder.decode(body).trim()
    if (text === "" || text === "null") return { read: null }
    const queued = Option.getOrUndefined(decode(text))
    return queued === undefined
      ? { flaw: { code: "not_expected_object" } }
      : { read: { receiptId: queued.receiptId } }
  }
})
