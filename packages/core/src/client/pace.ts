// Limits requests to one per second per instance and method, over all fibers; those of the notification queue to 50.
//
// A turn ends with the headers of the reply, and the second is counted from then, so network delays cannot bring two
// requests closer together. `LastRequests` stores the times: by default in memory; a command may provide a store that
// outlives the program.
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { Method } from "./request.ts"

/** Milliseconds between a reply and the next request of the same instance and method. */
export const PACE_MILLIS = 1000
/** The same for the queue, of which the service allows 100 a second. */
const QUEUE_PACE_MILLIS = 20

const paceOf = (method: Method): number =>
  method === "receiveNotification" || method === "deleteNotification" ? QUEUE_PACE_MILLIS : PACE_MILLIS

/** Times of the last requests, as UNIX milliseconds. */
export interface LastRequestsService {
  readonly at: (idInstance: string, method: Method) => number | undefined
  readonly note: (idInstance: string, method: Method, at: number) => void
}

const keyOf = (idInstance: string, method: Method) => `${idInstance} ${method}`

/** Keeps the times until the program ends. */
export const lastRequestsInMemory = (): LastRequestsService => {
  const times = new Map<string, number>()
  return {
    at: (idInstance, method) => times.get(keyOf(idInstance, method)),
    note: (idInstance, method, at) => void times.set(keyOf(idInstance, method), at)
  }
}

/** Where the times of the last requests are stored. */
export const LastRequests = Context.Reference<LastRequestsService>("@chatledger/core/LastRequests", {
  defaultValue: lastRequestsInMemory
})

interface Queue {
  readonly semaphore: Semaphore.Semaphore
  waiting: number
}

/** The request queues of one client. */
export class Pace {
  private readonly queues = new Map<string, Queue>()

  /** Runs a request in its turn; `request` must end when the headers arrive. */
  turn<A, E, R>(idInstance: string, method: Method, request: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    const paced = Effect.gen(function* () {
      const last = yield* LastRequests
      const noteNow = Effect.map(Clock.currentTimeMillis, (now) => last.note(idInstance, method, now))
      const before = last.at(idInstance, method) ?? Number.NEGATIVE_INFINITY
      const now = yield* Clock.currentTimeMillis
      // A time in the future was stored before the clock was set back.
      const pace = paceOf(method)
      const due = Math.min(before, now) + pace
      if (due > now) yield* Effect.sleep(due - now)
      // JavaScript timers may fire a millisecond early.
      const left = due - (yield* Clock.currentTimeMillis)
      if (left > 0 && left <= pace) yield* Effect.sleep(left)
      yield* noteNow
      return yield* Effect.ensuring(request, noteNow)
    })
    return this.queued(keyOf(idInstance, method), paced)
  }

  private queued<A, E, R>(key: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    const enter = Effect.sync(() => {
      const queue = this.queues.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), waiting: 0 }
      this.queues.set(key, queue)
      queue.waiting += 1
      return queue
    })
    const leave = (queue: Queue) =>
      Effect.sync(() => {
        queue.waiting -= 1
        if (queue.waiting === 0) this.queues.delete(key)
      })
    return Effect.acquireUseRelease(enter, ({ semaphore }) => semaphore.withPermits(1)(effect), leave)
  }
}
