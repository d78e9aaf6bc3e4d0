import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"
import {
  ClientLimits,
  type JournalClientService,
  type JournalError,
  type JournalReply
} from "../../src/index.ts"
import { type Answer, serviceOf, shop } from "./service.ts"

const utf8 = new TextEncoder()
const MINUTE = 60_000

/** What came of asking for the incoming journal, after two hours of the test clock. */
const asked = Effect.fnUntraced(function* (
  script: ReadonlyArray<Answer>,
  call: (journal: JournalClientService) => Effect.Effect<unknown, JournalError> = (journal) =>
    journal.lastIncomingMessages(shop)
) {
  const service = serviceOf(...script)
  const fiber = yield* Effect.forkChild(Effect.result(service.ask(call)))
  yield* TestClock.adjust("2 hours")
  const result = yield* Fiber.join(fiber)
  return {
    error: result._tag === "Failure" ? result.failure : undefined,
    reply: result._tag === "Success" ? result.success : undefined,
    requests: service.asked,
    times: service.asked.map(({ at }) => at)
  }
})

const waitsOf = (times: ReadonlyArray<number>) => times.slice(1).map((at, index) => at - (times[index] ?? 0))

describe("a journal that is asked for", () => {
  it.effect("is answered with the bytes as sent, the records, and the facts", () =>
    Effect.gen(function* () {
      const body = '[ {"typeMessage":"textMessage","textMessage":"hello"},\n {"typeMessage":""} ]\n'
      const date = "Sun, 01 Mar 2026 10:00:00 GMT"
      yield* TestClock.setTime(5000)
      const { ask, asked } = serviceOf({ body, headers: { date } })
      const reply = yield* ask((journal) => journal.lastOutgoingMessages(shop, { minutes: 90 }))
      const { read, body: bytes, ...facts } = reply
      assert.strictEqual(new TextDecoder().decode(bytes), body)
      assert.deepStrictEqual(
        read.map(({ message }) => message?.typeMessage),
        ["textMessage", ""]
      )
      assert.deepStrictEqual(facts, {
        idInstance: "1101000001",
        journal: "outgoing",
        minutes: 90,
        requestedAt: new Date(5000),
        durationMillis: 0,
        serverDate: date,
        status: 200,
        tries: 1
      })
      assert.strictEqual(
        asked[0]?.url,
        "https://1101.api.green-api.com/waInstance1101000001/lastOutgoingMessages/s3cr3t%2Ft0k3n%2B%3D%3D?minutes=90"
      )
    })
  )

  it.effect("has no server date if the reply's is none", () =>
    Effect.gen(function* () {
      for (const date of ["", "yesterday", "(\u00e9) 1 Mar 2026", "1".repeat(50)]) {
        const { ask } = serviceOf({ headers: { date } })
        assert.isUndefined((yield* ask((journal) => journal.lastIncomingMessages(shop))).serverDate, date)
      }
    })
  )

  it.effect("may be read by a reader of one's own, a new one for each try", () =>
    Effect.gen(function* () {
      let readers = 0
      const reader = () => {
        readers += 1
        let bytes = 0
        return {
          push: (chunk: Uint8Array) => {
            bytes += chunk.length
          },
          end: () => (bytes > 2 ? { read: undefined } : { flaw: { code: "body_cut" as const } })
        }
      }
      const { reply } = yield* asked([{}, { body: "[1]" }], (journal) =>
        journal.lastIncomingMessages(shop, { reader })
      )
      assert.propertyVal(reply, "tries", 2)
      assert.propertyVal(reply, "read", undefined)
      assert.strictEqual(readers, 2)
    })
  )

  it.effect("is asked for without headers that a browser would have to ask leave for", () =>
    Effect.gen(function* () {
      const { requests } = yield* asked([{}])
      assert.deepStrictEqual(Object.keys(requests[0]?.headers ?? {}), ["accept"])
    })
  )
})

describe("the small calls", () => {
  it.effect("tell state and settings, and save settings", () =>
    Effect.gen(function* () {
      const state = yield* asked([{ body: '{"stateInstance":"authorized"}' }], (journal) =>
        journal.getStateInstance(shop)
      )
      assert.propertyVal(state.reply, "read", "authorized")
      const settings = yield* asked([{ body: '{"incomingWebhook":"yes","new":[1]}' }], (journal) =>
        journal.getSettings(shop)
      )
      assert.deepNestedPropertyVal(settings.reply as object, "read", { incomingWebhook: "yes", new: [1] })
      const saved = yield* asked([{ body: '{"saveSettings":true}' }], (journal) =>
        journal.setSettings(shop, { incomingWebhook: "yes" })
      )
      assert.propertyVal(saved.reply, "read", true)
      assert.strictEqual(saved.requests[0]?.verb, "POST")
    })
  )

  it.effect("are asked for again where the reply has another shape, or is a megabyte", () =>
    Effect.gen(function* () {
      for (const body of ["[]", "{}", '{"stateInstance":5}', "null", "<html>", ""]) {
        const { error, requests } = yield* asked([{ body }], (journal) => journal.getStateInstance(shop))
        assert.strictEqual(error?._tag, "BadReply", body)
        assert.lengthOf(requests, 4)
      }
      const large = `{"stateInstance":"${"a".repeat(1024 * 1024)}"}`
      const { error } = yield* asked([{ body: large }], (journal) => journal.getStateInstance(shop))
      assert.strictEqual(error?._tag, "ReplyTooLarge")
    })
  )
})

describe("a reply that is not data", () => {
  for (const [answer, tag, tries] of [
    [{ status: 401 }, "NotAuthorised", 1],
    [{ status: 403 }, "WrongInstance", 1],
    [{ status: 404 }, "Refused", 1],
    [{ status: 400, body: '{"message":"Validation failed"}' }, "Refused", 1],
    [{ status: 466 }, "QuotaExceeded", 1],
    [{ status: 302, headers: { location: "https://elsewhere" } }, "Redirected", 1],
    [{ status: 429 }, "RateLimited", 5],
    [{ status: 400, body: '"instance in starting process try later"' }, "InstanceStarting", 5],
    [{ status: 503 }, "Unavailable", 5],
    [{ status: 499 }, "Unavailable", 5],
    [{ status: "ECONNRESET" }, "Unavailable", 5],
    [{ body: '[{"a":1}', ends: "broken" }, "Unavailable", 5],
    [{ body: "<html>" }, "BadReply", 4],
    [{ body: '[{"a":1' }, "BadReply", 4],
    [{ body: "" }, "BadReply", 4]
  ] as const satisfies ReadonlyArray<readonly [Answer, JournalError["_tag"], number]>)
    it.effect(`${JSON.stringify(answer)} is ${tag} after ${tries} requests`, () =>
      Effect.gen(function* () {
        const { error, requests } = yield* asked([answer])
        assert.strictEqual(error?._tag, tag)
        assert.lengthOf(requests, tries)
        assert.strictEqual(error?.isRetryable, tries > 1)
        assert.strictEqual(
          error?.status,
          typeof answer.status === "string" ? undefined : (answer.status ?? 200)
        )
        if (error !== undefined && "tries" in error) assert.strictEqual(error.tries, tries)
      })
    )

  it.effect("in which a record stays broken is kept after four requests, with an issue of that record", () =>
    Effect.gen(function* () {
      const good = (id: string) =>
        JSON.stringify({ type: "incoming", idMessage: id, typeMessage: "textMessage" })
      for (const body of [`[${good("A")},${good("B")},]`, `[${good("A")},{broken},${good("B")}]`]) {
        const { reply, requests } = yield* asked([{ body }])
        assert.lengthOf(requests, 4)
        assert.propertyVal(reply, "tries", 4)
        assert.deepPropertyVal(reply, "body", utf8.encode(body))
        const { read } = reply as JournalReply
        assert.sameMembers(
          read.flatMap(({ message }) => message?.idMessage ?? []),
          ["A", "B"]
        )
        assert.lengthOf(
          read.filter(({ issues }) => issues.length > 0),
          1
        )
      }
      const calls = yield* asked([{ body: `[${good("A")},]` }], (journal) => journal.lastIncomingCalls(shop))
      assert.propertyVal(calls.reply, "tries", 2)
      const [two, one] = [`[${good("A")},${good("B")},]`, `[${good("A")},]`]
      const fullest = yield* asked([{ body: one }, { body: two }, { body: one }, { body: one }])
      assert.propertyVal(fullest.reply, "tries", 2)
      assert.deepPropertyVal(fullest.reply, "body", utf8.encode(two))
      const later = yield* asked([{ body: `[${good("A")},]` }, { status: 500 }, { status: 500 }])
      assert.propertyVal(later.reply, "tries", 1)
      const slowed = yield* asked([{ body: `[${good("A")},]` }, { status: 429 }])
      assert.propertyVal(slowed.reply, "tries", 1)
      const whole = yield* asked([{ body: `[${good("A")},]` }, { body: `[${good("A")}]` }])
      assert.propertyVal(whole.reply, "tries", 2)
      const refused = yield* asked([{ body: `[${good("A")},]` }, { status: 401 }])
      assert.propertyVal(refused.error, "_tag", "NotAuthorised")
      const token = Redacted.value(shop.apiTokenInstance)
      const echoed = yield* asked([{ body: `[${good("A")},${token}]` }])
      assert.propertyVal(echoed.error, "_tag", "BadReply")
      const nothing = yield* asked([{ body: "[object Object]" }])
      assert.propertyVal(nothing.error, "_tag", "BadReply")
    })
  )

  it.effect("is followed by the reply, with the tries that it took", () =>
    Effect.gen(function* () {
      const { reply, requests } = yield* asked([
        { status: 500 },
        { body: "<html>" },
        { status: "ECONNRESET" },
        { status: 429 },
        { body: "[]" }
      ])
      assert.propertyVal(reply, "tries", 5)
      assert.deepPropertyVal(reply, "requestedAt", new Date(requests[4]?.at ?? 0))
    })
  )

  it.effect("whose body is an error's is read for the word, not to its end", () =>
    Effect.gen(function* () {
      const endless = Stream.forever(Stream.make(utf8.encode("x".repeat(1000))))
      const { error, requests } = yield* asked([{ status: 400, body: endless }])
      assert.strictEqual(error?._tag, "Refused")
      assert.isTrue(requests[0]?.isAborted)
    })
  )
})

describe("the wait before a try", () => {
  it.effect("is Retry-After, in seconds or to a date, and 15 minutes at most", () =>
    Effect.gen(function* () {
      const date = "Thu, 01 Jan 1970 00:10:00 GMT"
      for (const [headers, wait] of [
        [{ "retry-after": "90" }, 90_000],
        [{ "retry-after": "Thu, 01 Jan 1970 00:11:00 GMT", date }, 60_000],
        [{ "retry-after": "86400" }, 15 * MINUTE]
      ] as const) {
        const { times } = yield* asked([{ status: 429, headers }, {}])
        assert.deepStrictEqual(waitsOf(times), [wait])
      }
    })
  )

  it.effect("is a back-off if Retry-After is garbage", () =>
    Effect.gen(function* () {
      const { times } = yield* asked([{ status: 429, headers: { "retry-after": "in a while" } }, {}])
      assert.isAtMost(waitsOf(times)[0] ?? 0, 1000)
    })
  )

  it.effect("is anything up to 1, 2, 4, 8 seconds, but not under the second of the pace", () =>
    Effect.gen(function* () {
      const waits: Array<ReadonlyArray<number>> = []
      for (let seed = 0; seed < 200; seed += 1) {
        const { times } = yield* Random.withSeed(asked([{ status: 503 }]), `${seed}`)
        waits.push(waitsOf(times))
      }
      for (const [index, longest] of [1000, 2000, 4000, 8000].entries()) {
        const chosen = waits.map((all) => all[index] ?? Number.NaN)
        for (const wait of chosen) assert.isTrue(wait >= 1000 && wait <= longest, `${wait}`)
        if (longest === 1000) continue
        assert.isBelow(Math.min(...chosen), 1000 + longest / 8)
        assert.isAbove(Math.max(...chosen), longest * 0.9)
        const mean = chosen.reduce((sum, wait) => sum + wait, 0) / chosen.length
        const expected = (1000 * 1000 + (longest ** 2 - 1000 ** 2) / 2) / longest
        assert.closeTo(mean, expected, longest * 0.1)
      }
    })
  )
})

describe("time", () => {
  it.effect("for the headers is a minute", () =>
    Effect.gen(function* () {
      const { error, requests } = yield* asked([{ status: "hang" }])
      assert.strictEqual(error?._tag, "Unavailable")
      assert.include(error?.message, "no_answer_within {millis: 60000}")
      assert.lengthOf(requests, 5)
      for (const { isAborted } of requests) assert.isTrue(isAborted)
      const quick = yield* asked([{ status: 200, after: MINUTE - 1 }])
      assert.propertyVal(quick.reply, "tries", 1)
    })
  )

  it.effect("without a byte is 30 seconds", () =>
    Effect.gen(function* () {
      const { error, requests, times } = yield* asked([{ body: '[{"a":1}', ends: "silence" }])
      assert.include(error?.message, "silent_for {millis: 30000}")
      assert.isTrue(requests.every(({ isAborted }) => isAborted))
      for (const wait of waitsOf(times)) assert.isTrue(wait >= 30_000 && wait <= 38_000, `${wait}`)
      const slow = yield* asked([{ body: ["[", "1", "]"].map((text) => utf8.encode(text)), gap: 29_999 }])
      assert.propertyVal(slow.reply, "tries", 1)
    })
  )

  it.effect("for a try is ten minutes, though bytes keep coming", () =>
    Effect.gen(function* () {
      const body = Stream.concat(Stream.make(utf8.encode("[")), Stream.forever(Stream.make(utf8.encode(" "))))
      const { error, times } = yield* asked([{ body, gap: 1000 }])
      assert.strictEqual(error?._tag, "Unavailable")
      assert.include(error?.message, "not_done_within {millis: 600000}")
      assert.isTrue((waitsOf(times)[0] ?? 0) >= 10 * MINUTE)
      assert.lengthOf(times, 3, "the call ends after half an hour")
    })
  )

  it.effect("for a call is half an hour, waiting included, and it ends with what went wrong", () =>
    Effect.gen(function* () {
      const { error, times } = yield* asked([{ status: 429, headers: { "retry-after": "800" } }])
      assert.strictEqual(error?._tag, "RateLimited")
      assert.deepStrictEqual(waitsOf(times), [800_000, 800_000])
    })
  )

  it.effect("for a call is told by no clock that somebody sets, forward or back", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      for (const days of [1, -1]) {
        let wall = 0
        const now = () => {
          wall += days * 24 * 60 * MINUTE
          return wall
        }
        const jumping = { ...clock, currentTimeMillisUnsafe: now, currentTimeMillis: Effect.sync(now) }
        const twice = asked([{ status: 503 }, {}])
        const { reply } = yield* Effect.provideService(twice, Clock.Clock, jumping)
        assert.propertyVal(reply, "tries", 2)
      }
    })
  )

  it.effect("for a call counts while it waits for its turn", () =>
    Effect.gen(function* () {
      const { ask, asked } = serviceOf({ status: "hang" })
      const limits = {
        headersMillis: MINUTE,
        idleMillis: MINUTE,
        totalMillis: MINUTE,
        callMillis: 30_000,
        maxBytes: 100
      }
      const both = ask((journal) =>
        Effect.all([Effect.flip(journal.getSettings(shop)), Effect.flip(journal.getSettings(shop))], {
          concurrency: "unbounded"
        })
      )
      const fiber = yield* Effect.forkChild(Effect.provideService(both, ClientLimits, limits))
      yield* TestClock.adjust(30_000)
      const errors = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        errors.map(({ message }) => message),
        Array(2).fill("instance 1101000001: getSettings: Unavailable: not_done_within {millis: 30000}")
      )
      assert.isAtMost(asked.length, 2)
    })
  )
})

describe("a body", () => {
  const limited = (maxBytes: number) =>
    Effect.provideService(ClientLimits, {
      headersMillis: MINUTE,
      idleMillis: MINUTE,
      totalMillis: 10 * MINUTE,
      callMillis: 30 * MINUTE,
      maxBytes
    })

  it.effect("may have as many bytes as the limit, and no more", () =>
    Effect.gen(function* () {
      const whole = yield* limited(10)(asked([{ body: `[${" ".repeat(8)}]` }]))
      assert.propertyVal(whole.reply, "tries", 1)
      const larger = yield* limited(10)(asked([{ body: `[${" ".repeat(9)}]` }]))
      assert.strictEqual(larger.error?._tag, "ReplyTooLarge")
      assert.lengthOf(larger.requests, 1)
    })
  )

  it.effect("without end is broken off at the limit", () =>
    Effect.gen(function* () {
      let chunks = 0
      const endless = Stream.tap(Stream.forever(Stream.make(utf8.encode(" ".repeat(1000)))), () =>
        Effect.sync(() => {
          chunks += 1
        })
      )
      const body = Stream.concat(Stream.make(utf8.encode("[")), endless)
      const { error, requests } = yield* limited(100_000)(asked([{ body }]))
      assert.strictEqual(error?._tag, "ReplyTooLarge")
      assert.isTrue(requests[0]?.isAborted)
      assert.isAtMost(chunks, 101)
    })
  )

  it.effect("that begins as no array is not fetched to its end", () =>
    Effect.gen(function* () {
      for (const start of ["<html>", "[".repeat(600)]) {
        let chunks = 0
        const rest = Stream.tap(Stream.forever(Stream.make(utf8.encode("[".repeat(1000)))), () =>
          Effect.sync(() => {
            chunks += 1
          })
        )
        const body = Stream.concat(Stream.make(utf8.encode(start)), rest)
        const { error, requests } = yield* asked([{ body }])
        assert.strictEqual(error?._tag, "BadReply")
        assert.lengthOf(requests, 4)
        assert.isTrue(requests.every(({ isAborted }) => isAborted))
        assert.isAtMost(chunks, 8)
      }
    })
  )
})

describe("a call that is interrupted", () => {
  it.effect("breaks off its request, whether headers or body are awaited", () =>
    Effect.gen(function* () {
      for (const answer of [{ status: "hang" }, { body: "[", ends: "silence" }] as const) {
        const { ask, asked } = serviceOf(answer)
        const fiber = yield* Effect.forkChild(ask((journal) => journal.lastIncomingMessages(shop)))
        yield* TestClock.adjust(5)
        assert.isFalse(asked[0]?.isAborted)
        yield* Fiber.interrupt(fiber)
        assert.isTrue(asked[0]?.isAborted)
      }
    })
  )
})

describe("an instance as configured", () => {
  it.effect("is not asked at an address that is none, or with a token that cannot be sent", () =>
    Effect.gen(function* () {
      const { ask, asked } = serviceOf({})
      const address = yield* ask((journal) =>
        Effect.flip(journal.getSettings({ ...shop, apiUrl: "green-api" }))
      )
      assert.strictEqual(address._tag, "WrongAddress")
      const apiTokenInstance = Redacted.make("")
      const token = yield* ask((journal) => Effect.flip(journal.getSettings({ ...shop, apiTokenInstance })))
      assert.strictEqual(token._tag, "NotAuthorised")
      assert.strictEqual(
        token.message,
        "instance 1101000001: getSettings: NotAuthorised: check apiTokenInstance"
      )
      assert.deepStrictEqual(asked, [])
    })
  )
})

describe("a layer of HTTP that dies", () => {
  it.effect("is a failure of the network, and what it said of the URL is not repeated", () =>
    Effect.gen(function* () {
      for (const thrown of [
        new Error(`cannot ask ${shop.apiUrl}/waInstance1`),
        "s3cr3t/t0k3n+==",
        undefined
      ]) {
        const { error } = yield* asked([{ dies: () => thrown }])
        assert.strictEqual(
          error?.message,
          "instance 1101000001: lastIncomingMessages: Unavailable: connection_failed"
        )
      }
    })
  )
})
