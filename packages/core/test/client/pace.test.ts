import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import { Pace } from "../../src/client/pace.ts"
import { LastRequests, type LastRequestsService, lastRequestsInMemory, PACE_MILLIS } from "../../src/index.ts"
import { serviceOf, shop } from "./service.ts"

const remembering = (last: LastRequestsService) => Effect.provideService(LastRequests, last)

/** Notes when it runs, and takes some milliseconds. */
const noted = (times: Array<number>, millis = 0) =>
  Effect.gen(function* () {
    times.push(yield* Clock.currentTimeMillis)
    if (millis > 0) yield* Effect.sleep(millis)
  })

describe("the pace", () => {
  it.effect("lets the first request go at once, and the next a second after its reply began", () =>
    Effect.gen(function* () {
      const pace = new Pace()
      const times: Array<number> = []
      const turn = pace.turn("1", "getSettings", noted(times, 300))
      yield* Effect.forkChild(Effect.andThen(turn, turn).pipe(remembering(lastRequestsInMemory())))
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(times, [0, 300 + PACE_MILLIS])
    })
  )

  it.effect("holds for many fibers at once, each instance and method by itself", () =>
    Effect.gen(function* () {
      const { asked, ask } = serviceOf({ after: 20 })
      const all = ask((journal) =>
        Effect.all(
          ["1", "2"].flatMap((idInstance) =>
            Array.from({ length: 50 }, () => [
              journal.lastIncomingMessages({ ...shop, idInstance }),
              journal.lastOutgoingMessages({ ...shop, idInstance })
            ]).flat()
          ),
          { concurrency: "unbounded" }
        )
      )
      const fiber = yield* Effect.forkChild(all)
      yield* TestClock.adjust("2 minutes")
      assert.lengthOf(yield* Fiber.join(fiber), 200)
      const times = Map.groupBy(asked, ({ url }) => url)
      assert.strictEqual(times.size, 4)
      for (const requests of times.values())
        assert.deepStrictEqual(
          requests.map(({ at }) => at),
          Array.from({ length: 50 }, (_, at) => at * (PACE_MILLIS + 20))
        )
    })
  )

  it.effect("is kept after an error, and after an interrupted request", () =>
    Effect.gen(function* () {
      const pace = new Pace()
      const last = lastRequestsInMemory()
      const times: Array<number> = []
      const turn = (effect: Effect.Effect<void, string>) =>
        remembering(last)(pace.turn("1", "getSettings", effect))
      yield* Effect.ignore(turn(Effect.andThen(noted(times), Effect.fail("no reply"))))
      const hanging = yield* Effect.forkChild(turn(Effect.andThen(noted(times), Effect.never)))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.interrupt(hanging)
      const next = yield* Effect.forkChild(turn(noted(times)))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(next)
      assert.deepStrictEqual(times, [0, 1000, 6000])
    })
  )

  it.effect("loses no turn to those who are interrupted while they wait", () =>
    Effect.gen(function* () {
      const pace = new Pace()
      const times: Array<number> = []
      const turn = remembering(lastRequestsInMemory())
      const fibers = []
      for (let i = 0; i < 10; i += 1)
        fibers.push(yield* Effect.forkChild(turn(pace.turn("1", "getSettings", noted(times)))))
      yield* TestClock.adjust(500)
      for (const fiber of fibers.slice(1, 9)) yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(times, 2)
      assert.isAtLeast((times[1] ?? 0) - (times[0] ?? 0), PACE_MILLIS)
      const isEmpty = Reflect.get(pace, "queues") as ReadonlyMap<string, unknown>
      assert.strictEqual(isEmpty.size, 0, "nothing stays of a queue that is empty")
    })
  )

  it.effect("waits a second, no more, where the clock has been set back", () =>
    Effect.gen(function* () {
      const pace = new Pace()
      const last = lastRequestsInMemory()
      const times: Array<number> = []
      yield* TestClock.setTime(3_600_000)
      yield* remembering(last)(pace.turn("1", "getSettings", noted(times)))
      yield* TestClock.setTime(0)
      yield* Effect.forkChild(remembering(last)(pace.turn("1", "getSettings", noted(times))))
      yield* TestClock.adjust(PACE_MILLIS)
      assert.deepStrictEqual(times, [3_600_000, PACE_MILLIS])
    })
  )

  it.effect("waits for the rest of the second if a timer fires early", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const hasty: Clock.Clock = {
        ...clock,
        sleep: (duration) => clock.sleep(Duration.millis(Math.max(1, Duration.toMillis(duration) - 1)))
      }
      const times: Array<number> = []
      const turn = new Pace().turn("1", "getSettings", noted(times))
      const both = Effect.andThen(turn, turn).pipe(remembering(lastRequestsInMemory()))
      yield* Effect.forkChild(Effect.provideService(both, Clock.Clock, hasty))
      yield* TestClock.adjust(999)
      assert.deepStrictEqual(times, [0])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(times, [0, 1000])
    })
  )

  it.effect("counts from what another program has noted", () =>
    Effect.gen(function* () {
      const last = lastRequestsInMemory()
      last.note("1", "getSettings", 700)
      yield* TestClock.setTime(1000)
      const times: Array<number> = []
      yield* Effect.forkChild(remembering(last)(new Pace().turn("1", "getSettings", noted(times))))
      yield* TestClock.adjust(699)
      assert.deepStrictEqual(times, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(times, [1700])
    })
  )
})
