// Takes the first notification of an instance's queue: stores it, and then deletes it from the queue.
//
// A notification that is stored but not deleted comes again, and counts once in the tables. Gotcha: a queue has one
// consumer; what is deleted here, no other program receives.
import { type Instance, JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import type { receiver } from "./receive.ts"

/** How long the service waits for a notification, in seconds. */
const RECEIVE_SECONDS = 20

/**
 * Takes one notification; undefined if none came within 20 seconds. `keep` stores it, as made by `receiver`.
 *
 * Deletes nothing that is not stored. Fails with a `JournalError`, and as `keep` does.
 */
export const consumeFirst = Effect.fnUntraced(function* (
  instance: Instance,
  keep: ReturnType<typeof receiver>
) {
  const client = yield* JournalClient
  const { body, read } = yield* client.receiveNotification(instance, RECEIVE_SECONDS)
  if (read === null) return undefined
  const received = yield* Effect.uninterruptible(keep(body))
  yield* client.deleteNotification(instance, read.receiptId)
  return received
})
