// Answers receiveNotification and deleteNotification from the queue of an instance.
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Call } from "./call.ts"
import type { NotificationQueue } from "./notification-queue.ts"
import { errorReply, json, notValid, type WholeReply } from "./reply.ts"

const LEAST_SECONDS = 5
const MOST_SECONDS = 60

const secondsOf = (query: URLSearchParams): number | undefined => {
  const text = query.get("receiveTimeout")
  if (text === null) return LEAST_SECONDS
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS ? seconds : undefined
}

const receive = Effect.fnUntraced(function* ({ address, at, instance }: Call, queue: NotificationQueue) {
  const seconds = secondsOf(address.query)
  if (seconds === undefined) return notValid(at, "'receiveTimeout' must be from 5 to 60")
  if ((instance.settings.saved["webhookUrl"] ?? "") !== "")
    return notValid(at, "custom webhook url is set, use webhook endpoint to receive notifications")
  const { idInstance } = instance
  const waited = Effect.gen(function* () {
    for (;;) {
      const first = queue.first(idInstance, at)
      if (first !== undefined) return first
      yield* queue.added
    }
  })
  const first = yield* Effect.timeoutOption(waited, `${seconds} seconds`)
  return json(Option.getOrNull(first))
})

/** The reply to a call of the queue; 404 without queues. */
export const answerOfQueue = (
  call: Call,
  queue: NotificationQueue | undefined
): Effect.Effect<WholeReply> => {
  if (queue === undefined) return Effect.succeed(errorReply(404))
  if (call.method === "receiveNotification") return receive(call, queue)
  const receiptId = Number(call.address.rest[0])
  const result = queue.delete(call.instance.idInstance, receiptId)
  return Effect.succeed(json({ result }))
}
