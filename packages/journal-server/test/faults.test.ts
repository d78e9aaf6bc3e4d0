import { constants, createGunzip, gunzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { type Fault, type FaultRule, type JournalServer, scriptedJournal } from "../src/index.ts"
import { ask, pathOf, served, state } from "./served.ts"
import { onTheWire, partsOf } from "./wire.ts"

const now = new Date("2024-01-29T10:15:30Z")
const seconds = now.getTime() / 1000
const journal = scriptedJournal(Array.from({ length: 20 }, (_, i) => state(`M${i}`, seconds - i)))
const path = pathOf("lastIncomingMessages")

const servedWith = (...faults: ReadonlyArray<FaultRule>) => served({ now, journal, faults })
const always = (fault: Fault): FaultRule => ({ nth: "every", fault })
const rightText = Effect.flatMap(served({ now, journal }), ({ url }) =>
  Effect.map(ask(url + path), ({ text }) => text)
)

const turn = Effect.promise(() => new Promise((done) => setImmediate(done)))

/** Waits until the server has so many requests, and its fibers have gone as far as they can. */
const received = Effect.fnUntraced(function* ({ requests }: JournalServer, count: number) {
  while ((yield* requests).length < count) yield* turn
  yield* turn
})

describe("a fault", () => {
  it.effect("is a status, with its headers and body", () =>
    Effect.gen(function* () {
      const fault = {
        kind: "status",
        status: 429,
        headers: { "retry-after": "7" },
        body: "slow down"
      } as const
      const server = yield* servedWith({ fault }, { nth: 2, fault: { kind: "status", status: 503 } })
      const first = yield* ask(server.url + path)
      assert.deepStrictEqual(
        [first.status, first.headers["retry-after"], first.text],
        [429, "7", "slow down"]
      )
      const second = yield* ask(server.url + path)
      assert.deepStrictEqual([second.status, second.text], [503, ""])
      assert.strictEqual((yield* ask(server.url + path)).status, 200)
      assert.deepStrictEqual(
        (yield* server.requests).map(({ status, fault }) => [status, fault]),
        [
          [429, "status"],
          [503, "status"],
          [200, undefined]
        ]
      )
    })
  )

  it.effect("is a delay by the clock, and then the right answer", () =>
    Effect.gen(function* () {
      const server = yield* servedWith(always({ kind: "delay", millis: 30_000 }))
      const asking = yield* Effect.forkChild(ask(server.url + path))
      yield* received(server, 1)
      yield* TestClock.adjust("29 seconds")
      yield* turn
      assert.strictEqual((yield* server.requests)[0]?.status, undefined)
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(asking)).text, yield* rightText)
    })
  )

  it.effect("is a connection that is reset: at once, after the headers, in the body", () =>
    Effect.gen(function* () {
      const { port } = yield* servedWith(
        { fault: { kind: "reset" } },
        { nth: 2, fault: { kind: "reset", after: "headers" } },
        { nth: 3, fault: { kind: "reset", after: 100 } }
      )
      const text = yield* rightText
      const atOnce = yield* onTheWire(port, path)
      assert.deepStrictEqual([atOnce.ending, atOnce.bytes.length], ["ECONNRESET", 0])
      const afterHeaders = yield* onTheWire(port, path)
      assert.strictEqual(afterHeaders.ending, "ECONNRESET")
      assert.match(partsOf(afterHeaders).head, /^HTTP\/1\.1 200 /)
      assert.strictEqual(partsOf(afterHeaders).body.length, 0)
      const inBody = yield* onTheWire(port, path)
      assert.strictEqual(inBody.ending, "ECONNRESET")
      assert.strictEqual(partsOf(inBody).body.toString(), text.slice(0, 100))
    })
  )

  it.effect("is a body that ends early, by its length or between its chunks", () =>
    Effect.gen(function* () {
      const { port, url } = yield* servedWith(
        { fault: { kind: "cutBody", bytes: 150 } },
        { nth: 2, fault: { kind: "cutBody", bytes: 150, framing: "chunked" } },
        { nth: 3, fault: { kind: "cutBody", bytes: 150 } },
        { nth: 4, fault: { kind: "cutBody", bytes: 150, framing: "chunked" } }
      )
      const text = yield* rightText
      const byLength = yield* onTheWire(port, path)
      assert.strictEqual(byLength.ending, "FIN")
      assert.match(partsOf(byLength).head, new RegExp(`content-length: ${Buffer.byteLength(text)}`))
      assert.strictEqual(partsOf(byLength).body.toString(), text.slice(0, 150))
      const chunked = yield* onTheWire(port, path)
      assert.strictEqual(chunked.ending, "FIN")
      assert.match(partsOf(chunked).head, /transfer-encoding: chunked/i)
      assert.strictEqual(partsOf(chunked).body.toString(), `96\r\n${text.slice(0, 150)}\r\n`)
      for (const _ of [3, 4]) {
        const got = yield* ask(url + path)
        assert.deepStrictEqual([got.text, got.error], [text.slice(0, 150), "ECONNRESET"])
      }
    })
  )

  it.effect("is gzip that ends early in an HTTP message that is whole", () =>
    Effect.gen(function* () {
      const { url } = yield* servedWith(
        { fault: { kind: "cutGzip", bytes: 120 } },
        { nth: 2, fault: { kind: "cutGzip", bytes: 120, framing: "length" } }
      )
      for (const framing of ["chunked", "length"]) {
        const { bytes, headers, error } = yield* ask(url + path)
        assert.strictEqual(error, undefined)
        assert.strictEqual(headers["content-encoding"], "gzip")
        assert.strictEqual(headers["content-length"], framing === "length" ? "120" : undefined)
        assert.strictEqual(bytes.length, 120)
        assert.throws(() => gunzipSync(bytes), /unexpected end of file/)
        const start = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString()
        assert.isTrue((yield* rightText).startsWith(start))
      }
    })
  )

  it.effect("is a body that is no array", () =>
    Effect.gen(function* () {
      const bodies = ["html", "empty", "object", "text"] as const
      const { url } = yield* servedWith(
        ...bodies.map((body, place) => ({ nth: place + 1, fault: { kind: "wrongBody", body } as const }))
      )
      const got = yield* Effect.forEach(bodies, () => ask(url + path))
      assert.deepStrictEqual(
        got.map(({ status }) => status),
        [200, 200, 200, 200]
      )
      assert.match(got[0]?.text ?? "", /^<!doctype html>/)
      assert.strictEqual(got[0]?.headers["content-type"], "text/html")
      assert.strictEqual(got[1]?.text, "")
      assert.isObject(JSON.parse(got[2]?.text ?? ""))
      assert.throws(() => JSON.parse(got[3]?.text ?? ""))
    })
  )

  it.effect("is a body without end, for as long as somebody reads", () =>
    Effect.gen(function* () {
      for (const [of, start] of [
        ["brackets", /^\[\[\[\[/],
        ["spaces", /^\[ {4}/],
        ["records", /^\[\{"type":"incoming",/]
      ] as const) {
        const server = yield* servedWith(always({ kind: "endlessBody", of }))
        const got = yield* onTheWire(server.port, path, 5_000_000)
        assert.strictEqual(got.ending, "open")
        const body = partsOf(got)
          .body.toString()
          .replace(/^[0-9a-f]+\r\n/, "")
        assert.match(body.replace(/^\[\r\n[0-9a-f]+\r\n/, "["), start)
      }
    })
  )

  it.effect("is a bomb: 200 MB in 200 KB", () =>
    Effect.gen(function* () {
      const { url } = yield* servedWith(always({ kind: "bomb" }))
      const { bytes, headers } = yield* ask(url + path)
      assert.strictEqual(headers["content-encoding"], "gzip")
      assert.isBelow(bytes.length, 210_000)
      const plain = yield* Effect.promise(async () => {
        let length = 0
        let ends = ""
        const gunzip = createGunzip()
        gunzip.end(bytes)
        for await (const piece of gunzip) {
          length += piece.length
          ends = `${(ends + piece.subarray(0, 1)).slice(0, 1)}${piece.subarray(-1)}`
        }
        return { length, ends }
      })
      assert.deepStrictEqual(plain, { length: 200_000_000, ends: "[]" })
    })
  )

  it.effect("is silence", () =>
    Effect.gen(function* () {
      const server = yield* servedWith(always({ kind: "hang" }))
      const asking = yield* Effect.forkChild(ask(server.url + path))
      yield* received(server, 1)
      yield* TestClock.adjust("1 day")
      yield* turn
      assert.strictEqual(asking.pollUnsafe(), undefined)
      assert.deepStrictEqual((yield* server.requests)[0]?.fault, "hang")
      yield* Fiber.interrupt(asking)
    })
  )

  it.effect("is a redirect to where the token must not go", () =>
    Effect.gen(function* () {
      const location = "http://127.0.0.1:9/elsewhere"
      const { url } = yield* servedWith(
        { fault: { kind: "redirect", location } },
        { nth: 2, fault: { kind: "redirect", location, status: 308 } }
      )
      for (const status of [302, 308]) {
        const got = yield* ask(url + path)
        assert.deepStrictEqual([got.status, got.headers.location], [status, location])
      }
    })
  )

  it.effect("is a body that trickles, byte by byte", () =>
    Effect.gen(function* () {
      const server = yield* served({
        now,
        journal: scriptedJournal([{ ...state("A", seconds), record: "{}" }]),
        faults: [always({ kind: "trickle", millis: 1000 })]
      })
      const asking = yield* Effect.forkChild(onTheWire(server.port, path, undefined, "Connection: close\r\n"))
      yield* received(server, 1)
      let waited = 0
      for (; asking.pollUnsafe() === undefined; waited += 1) {
        yield* TestClock.adjust("1 second")
        yield* turn
      }
      assert.isAtLeast(waited, 4)
      assert.strictEqual(partsOf(yield* Fiber.join(asking)).body.toString(), "[{}]")
    })
  )

  it.effect("meets only the requests it is meant for, counted for each rule", () =>
    Effect.gen(function* () {
      const status = (code: number) => ({ kind: "status", status: code }) as const
      const server = yield* servedWith(
        { method: "lastOutgoingMessages", nth: 2, fault: status(500) },
        { instanceId: "1101000002", nth: "every", fault: status(501) },
        { method: "getSettings", nth: "every", fault: status(502) },
        { method: "getSettings", nth: 1, fault: status(503) }
      )
      const statusOf = (method: string) => Effect.map(ask(server.url + pathOf(method)), (got) => got.status)
      const statuses = Effect.forEach(
        [
          "lastOutgoingMessages",
          "lastIncomingMessages",
          "lastOutgoingMessages",
          "lastOutgoingMessages",
          "getSettings"
        ],
        statusOf
      )
      assert.deepStrictEqual(yield* statuses, [200, 200, 500, 200, 502])
      yield* server.setFaults([{ method: "lastIncomingMessages", fault: status(504) }])
      assert.deepStrictEqual(yield* statuses, [200, 504, 200, 200, 200])
    })
  )

  it.effect("does not outlive the reader who left", () =>
    Effect.gen(function* () {
      const server = yield* servedWith(always({ kind: "hang" }))
      const leaving = yield* Effect.forkChild(ask(server.url + path))
      yield* received(server, 1)
      yield* Fiber.interrupt(leaving)
      yield* server.setFaults([])
      assert.strictEqual((yield* ask(server.url + path)).status, 200)
    })
  )
})
