// The notification queue of instances: first in, first out, each kept until it is deleted or 24 hours old.
//
// Source: https://green-api.com/en/docs/api/receiving/technology-http-api/
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

const KEPT_MILLIS = 24 * 60 * 60 * 1000

interface Queued {
  readonly receiptId: number
  readonly body: unknown
  readonly at: number
}

/** The queues of a server. */
export class NotificationQueue {
  readonly #queues = new Map<string, Array<Queued>>()
  #waiting: Array<Deferred.Deferred<void>> = []
  #last = 0

  /** Adds a notification, and wakes those who wait for one. */
  add(idInstance: string, body: unknown, at: Date): Effect.Effect<void> {
    this.#last += 1
    const queue = this.#queues.get(idInstance) ?? []
    queue.push({ receiptId: this.#last, body, at: at.getTime() })
    this.#queues.set(idInstance, queue)
    const waiting = this.#waiting
    this.#waiting = []
    return Effect.forEach(waiting, (one) => Deferred.succeed(one, undefined), { discard: true })
  }

  /** The first notification; undefined if there is none. */
  first(idInstance: string, at: Date): { readonly receiptId: number; readonly body: unknown } | undefined {
    const queue = this.#queues.get(idInstance) ?? []
    while (queue[0] !== undefined && at.getTime() - queue[0].at > KEPT_MILLIS) queue.shift()
    const [head] = queue
    return head === undefined ? undefined : { receiptId: head.receiptId, body: head.body }
  }

  /** Completes once a notification is added to any queue. */
  get added(): Effect.Effect<void> {
    const one = Deferred.makeUnsafe<void>()
    this.#waiting.push(one)
    return Deferred.await(one)
  }

  /** Deletes a notification; false if it is not there. */
  delete(idInstance: string, receiptId: number): boolean {
    const queue = this.#queues.get(idInstance) ?? []
    const place = queue.findIndex((queued) => queued.receiptId === receiptId)
    if (place >= 0) queue.splice(place, 1)
    return place >= 0
  }

  /** Notifications that wait in a queue. */
  count(idInstance: string): number {
    return this.#queues.get(idInstance)?.length ?? 0
  }
}
