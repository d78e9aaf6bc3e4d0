// What clients may take: slow, large and many requests, and pages of other origins.
import * as Net from "node:net"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { json } from "../src/index.ts"
import { ask, pathOf, served } from "./served.ts"

/** A connection that has sent something and waits. */
interface Waiting {
  readonly socket: Net.Socket
  /** What came until it was closed. */
  readonly closed: Promise<string>
}

const connected = (port: number, sent: string) =>
  Effect.callback<Waiting>((resume) => {
    const socket = Net.connect(port, "127.0.0.1")
    let heard = ""
    const closed = new Promise<string>((done) => {
      socket.on("data", (bytes) => {
        heard += bytes
      })
      socket.on("error", () => done(heard))
      socket.on("close", () => done(heard))
    })
    socket.on("connect", () => socket.write(sent, () => resume(Effect.succeed({ socket, closed }))))
  })

const waiting = (port: number, sent: string) =>
  Effect.acquireRelease(connected(port, sent), ({ socket }) => Effect.sync(() => socket.destroy()))

const begun = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
const state = pathOf("getStateInstance")

describe("slow clients", () => {
  it.live("keep no good one waiting, though 500 of them are there", () =>
    Effect.gen(function* () {
      const { port, url } = yield* served({ limits: { headerMillis: 600_000, requestMillis: 600_000 } })
      const slow = yield* Effect.forEach(
        Array.from({ length: 500 }, () => begun),
        (sent) => waiting(port, sent),
        { concurrency: 50 }
      )
      for (let nth = 0; nth < 20; nth += 1) {
        const { status } = yield* ask(url + state)
        assert.strictEqual(status, 200)
      }
      const open = slow.filter(({ socket }) => !socket.destroyed && socket.readyState === "open")
      assert.lengthOf(open, 500)
    }).pipe(Effect.scoped)
  )

  it.live("have so long for their headers, and so long for the rest", () =>
    Effect.gen(function* () {
      const limits = { headerMillis: 100, requestMillis: 200 }
      const { port } = yield* served({ limits })
      const headers = yield* waiting(port, begun)
      const post = `POST ${pathOf("setSettings")} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{`
      const body = yield* waiting(port, post)
      assert.match(yield* Effect.promise(() => headers.closed), /^HTTP\/1.1 408 /)
      assert.match(yield* Effect.promise(() => body.closed), /^HTTP\/1.1 408 /)
    }).pipe(Effect.scoped)
  )

  it.live("make room, the oldest first, where there are too many", () =>
    Effect.gen(function* () {
      const { port, url } = yield* served({ limits: { connections: 3 } })
      const [first, second, third] = [
        yield* waiting(port, begun),
        yield* waiting(port, begun),
        yield* waiting(port, begun)
      ]
      assert.strictEqual((yield* ask(url + state)).status, 200)
      assert.strictEqual(yield* Effect.promise(() => first.closed), "")
      assert.deepStrictEqual(
        [second, third].map(({ socket }) => socket.destroyed),
        [false, false]
      )
    }).pipe(Effect.scoped)
  )

  it.live("who read nothing are left; who wait for an answer are not", () =>
    Effect.gen(function* () {
      const left = yield* Deferred.make<void>()
      const made = yield* Deferred.make<void>()
      const piece = new Uint8Array(1 << 20)
      const endless = Stream.fromEffectRepeat(Effect.succeed(piece)).pipe(
        Stream.ensuring(Deferred.succeed(left, undefined))
      )
      const { port, url } = yield* served({
        limits: { stallMillis: 100 },
        pages: ({ path }) =>
          path[0] === "endless"
            ? Effect.succeed({ status: 200, headers: {}, body: endless })
            : Effect.as(Deferred.await(made), json("made"))
      })
      const answer = yield* Effect.forkChild(ask(`${url}/late`))
      const reader = yield* waiting(port, "GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
      reader.socket.pause()
      yield* Deferred.await(left)
      yield* Deferred.succeed(made, undefined)
      const { text } = yield* Fiber.join(answer)
      assert.strictEqual(text, '"made"')
    }).pipe(Effect.scoped)
  )
})

describe("large requests", () => {
  it.live("are refused: headers of more than 16 KiB, a body of more than 64", () =>
    Effect.gen(function* () {
      const { url } = yield* served({
        pages: ({ body }) => Effect.map(body, (text) => json(text === undefined ? "too large" : text.length))
      })
      const headers = { "x-large": "x".repeat(17 * 1024) }
      assert.strictEqual((yield* ask(url + state, { headers })).status, 431)
      const fits = yield* ask(`${url}/page`, { method: "POST", body: "x".repeat(64 * 1024) })
      assert.strictEqual(fits.text, String(64 * 1024))
      const large = yield* ask(`${url}/page`, { method: "POST", body: "x".repeat(64 * 1024 + 1) })
      assert.strictEqual(large.text, '"too large"')
    }).pipe(Effect.scoped)
  )
})

describe("pages of other origins", () => {
  const asked = (headers: (url: string) => Record<string, string>, cors = false) =>
    Effect.gen(function* () {
      const { url } = yield* served({ cors })
      return yield* ask(url + state, { headers: headers(url) })
    }).pipe(Effect.scoped)

  it.live("get nothing, by Origin or by Sec-Fetch-Site", () =>
    Effect.gen(function* () {
      const foreign: ReadonlyArray<Record<string, string>> = [
        { origin: "http://evil.example" },
        { origin: "http://127.0.0.1:1" },
        { origin: "null" },
        { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
        { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" },
        { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }
      ]
      for (const headers of foreign) {
        const { status, text } = yield* asked(() => headers)
        assert.deepStrictEqual([status, text], [403, '{"statusCode":403,"message":"Forbidden"}'])
      }
    })
  )

  it.live("are let through where CORS is on; a page of the server, a link and a program always are", () =>
    Effect.gen(function* () {
      const good: ReadonlyArray<(url: string) => Record<string, string>> = [
        () => ({}),
        (url) => ({ origin: url }),
        () => ({ "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }),
        () => ({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" })
      ]
      for (const headers of good) {
        const { headers: told, status } = yield* asked(headers)
        assert.strictEqual(status, 200)
        assert.strictEqual(told["cross-origin-resource-policy"], "same-origin")
        assert.isUndefined(told["access-control-allow-origin"])
      }
      assert.strictEqual((yield* asked(() => ({ origin: "http://other.example" }), true)).status, 200)
    })
  )
})
