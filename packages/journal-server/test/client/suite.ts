// What the client does against the journal server over real sockets, with any layer of HTTP.
import * as Net from "node:net"
import * as Zlib from "node:zlib"
import type { JournalError } from "@chatledger/core"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import type { Fault } from "../../src/index.ts"
import { ask as get, pathOf } from "../served.ts"
import { asking, instanceAt } from "./asked.ts"
import { until } from "./stepped-clock.ts"

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Faults that never end well, with the error and the requests that they take. */
const lasting: ReadonlyArray<readonly [Fault, JournalError["_tag"], number]> = [
  [{ kind: "status", status: 401 }, "NotAuthorised", 1],
  [{ kind: "status", status: 403 }, "WrongInstance", 1],
  [{ kind: "status", status: 466, body: '{"invokeStatus":{}}' }, "QuotaExceeded", 1],
  [{ kind: "status", status: 404 }, "Refused", 1],
  [{ kind: "status", status: 400, body: '{"message":"Validation failed"}' }, "Refused", 1],
  [{ kind: "status", status: 400, body: '"instance in starting process try later"' }, "InstanceStarting", 5],
  [{ kind: "status", status: 429 }, "RateLimited", 5],
  [{ kind: "status", status: 500 }, "Unavailable", 5],
  [{ kind: "status", status: 504, body: "<html>504</html>" }, "Unavailable", 5],
  [{ kind: "status", status: 204 }, "BadReply", 4],
  [{ kind: "reset" }, "Unavailable", 5],
  [{ kind: "reset", after: "headers" }, "Unavailable", 5],
  [{ kind: "reset", after: 10 }, "Unavailable", 5],
  [{ kind: "cutBody", bytes: 20 }, "Unavailable", 5],
  [{ kind: "cutBody", bytes: 20, framing: "chunked" }, "Unavailable", 5],
  [{ kind: "cutGzip", bytes: 30 }, "BadReply", 4],
  [{ kind: "cutGzip", bytes: 30, framing: "length" }, "BadReply", 4],
  [{ kind: "wrongBody", body: "html" }, "BadReply", 4],
  [{ kind: "wrongBody", body: "empty" }, "BadReply", 4],
  [{ kind: "wrongBody", body: "object" }, "BadReply", 4],
  [{ kind: "wrongBody", body: "text" }, "BadReply", 4],
  [{ kind: "endlessBody", of: "brackets" }, "BadReply", 4],
  [{ kind: "endlessBody", of: "spaces" }, "BadReply", 4],
  [{ kind: "endlessBody", of: "records" }, "ReplyTooLarge", 1],
  [{ kind: "bomb" }, "BadReply", 4],
  [{ kind: "redirect", location: "https://example.invalid/", status: 308 }, "Redirected", 1]
]

/** Declares the tests; `isStrict` if the layer refuses gzip that is not whole. */
export const clientSuite = (
  name: string,
  http: Layer.Layer<HttpClient.HttpClient>,
  { isStrict }: { readonly isStrict: boolean }
) => {
  describe(`a journal over ${name}`, () => {
    it.live("arrives as the server sent it, and decoded", () =>
      Effect.gen(function* () {
        const { server, ask, now } = yield* asking(http)
        const before = now()
        const reply = yield* ask((client, shop) => client.lastIncomingMessages(shop, { minutes: 60 }))
        const sent = yield* get(server.url + pathOf("lastIncomingMessages"))
        assert.strictEqual(sent.status, 429, "this request came within the second")
        assert.deepStrictEqual(
          reply.read.map(({ message }) => message?.["textMessage"]),
          ["привет 👋", "text of A"]
        )
        assert.deepStrictEqual(
          JSON.parse(text(reply.body)),
          reply.read.map(({ message }) => message)
        )
        assert.deepStrictEqual(reply.requestedAt, new Date(before))
        assert.strictEqual(reply.serverDate, new Date(before).toUTCString())
        const [request] = yield* server.requests
        assert.deepInclude(request, { verb: "GET", method: "lastIncomingMessages", minutes: 60, status: 200 })
      })
    )

    it.live("and the other calls work, with any token", () =>
      Effect.gen(function* () {
        for (const secret of ["a/b+c==", "100%", "%2e%2e/..", "жетон 🔑", "?a=b#c"]) {
          const { ask } = yield* asking(http, {}, secret)
          const outgoing = yield* ask((client, shop) => client.lastOutgoingMessages(shop))
          assert.lengthOf(outgoing.read, 1)
          const state = yield* ask((client, shop) => client.getStateInstance(shop))
          assert.strictEqual(state.read, "authorized")
          const saved = yield* ask((client, shop) => client.setSettings(shop, { pollMessageWebhook: "no" }))
          assert.isTrue(saved.read)
          const settings = yield* ask((client, shop) => client.getSettings(shop))
          assert.propertyVal(settings.read, "pollMessageWebhook", "no")
          assert.propertyVal(settings.read, "incomingWebhook", "yes")
        }
      })
    )

    it.live("is never asked for twice within a second, by however many", () =>
      Effect.gen(function* () {
        const { server, ask } = yield* asking(http, {
          faults: [
            { nth: 3, fault: { kind: "status", status: 503 } },
            { nth: 7, fault: { kind: "reset" } }
          ]
        })
        yield* ask((client, shop) =>
          Effect.all(
            Array.from({ length: 12 }, (_, n) =>
              n % 2 === 0 ? client.lastIncomingMessages(shop) : client.lastOutgoingMessages(shop)
            ),
            { concurrency: "unbounded" }
          )
        )
        const requests = yield* server.requests
        assert.isFalse(requests.some(({ status }) => status === 429))
        for (const same of Map.groupBy(requests, ({ method }) => method).values())
          for (const [index, { at }] of same.entries())
            if (index > 0) assert.isAtLeast(at - (same[index - 1]?.at ?? 0), 1000)
        assert.isAtLeast(requests.length, 14)
      })
    )

    it.live("is never asked for before Retry-After, in seconds or to a date", () =>
      Effect.gen(function* () {
        const start = Date.parse("2026-03-01T10:00:00Z")
        for (const retryAfter of ["20", new Date(start + 20_000).toUTCString()])
          for (const status of [429, 503]) {
            const fault = { kind: "status", status, headers: { "retry-after": retryAfter } } as const
            const { server, ask } = yield* asking(http, { faults: [{ fault }] })
            const reply = yield* ask((client, shop) => client.lastIncomingMessages(shop))
            assert.strictEqual(reply.tries, 2)
            assert.deepStrictEqual(
              (yield* server.requests).map(({ at }) => at - start),
              [0, 20_000]
            )
          }
      })
    )

    it.live("is tolerated to be slow", () =>
      Effect.gen(function* () {
        for (const fault of [
          { kind: "delay", millis: 20_000 },
          { kind: "trickle", millis: 100 }
        ] as const) {
          const { ask } = yield* asking(http, { faults: [{ fault }] })
          assert.strictEqual((yield* ask((client, shop) => client.lastIncomingMessages(shop))).tries, 1)
        }
      })
    )
  })

  describe(`a fault over ${name}`, () => {
    for (const [fault, tag, requests] of lasting)
      it.live(`${JSON.stringify(fault)} is ${tag} after ${requests} requests`, () =>
        Effect.gen(function* () {
          const { server, ask } = yield* asking(http, { faults: [{ nth: "every", fault }] })
          const error = yield* ask((client, shop) => Effect.flip(client.lastIncomingMessages(shop)))
          assert.strictEqual(error._tag, tag, error.message)
          assert.lengthOf(yield* server.requests, requests)
        })
      )

    it.live("that passes is followed by the reply", () =>
      Effect.gen(function* () {
        for (const [fault, , requests] of lasting) {
          if (requests === 1) continue
          const { ask } = yield* asking(http, { faults: [{ fault }] })
          const reply = yield* ask((client, shop) => client.lastIncomingMessages(shop))
          assert.strictEqual(reply.tries, 2, JSON.stringify(fault))
          assert.lengthOf(reply.read, 2)
        }
      })
    )

    it.live("of the address, the token or the quota is told as such, and never asked again", () =>
      Effect.gen(function* () {
        const { server, ask } = yield* asking(http)
        const wrongToken = yield* ask((client) =>
          Effect.flip(client.getSettings(instanceAt(server.url, "other")))
        )
        assert.strictEqual(wrongToken._tag, "NotAuthorised")
        const wrongId = yield* ask((client, shop) =>
          Effect.flip(client.getSettings({ ...shop, idInstance: "5" }))
        )
        assert.strictEqual(wrongId._tag, "WrongInstance")
        yield* server.setQuota("1101000001", 0)
        const quota = yield* ask((client, shop) => Effect.flip(client.getSettings(shop)))
        assert.strictEqual(quota._tag, "QuotaExceeded")
        assert.lengthOf(yield* server.requests, 3)
      })
    )

    it.live("that is a redirect sends nothing to where it points", () =>
      Effect.gen(function* () {
        const target = yield* asking(http)
        for (const status of [301, 302, 303, 307, 308] as const) {
          const location = `${target.server.url}${pathOf("setSettings")}`
          const { server, ask } = yield* asking(http, {
            faults: [{ nth: "every", fault: { kind: "redirect", location, status } }]
          })
          const error = yield* ask((client, shop) =>
            Effect.flip(client.setSettings(shop, { incomingWebhook: "no" }))
          )
          assert.strictEqual(error._tag, "Redirected")
          assert.lengthOf(yield* server.requests, 1)
        }
        assert.lengthOf(yield* target.server.requests, 0)
      })
    )

    it.live("that is silence ends with the time-out, and with the connection", () =>
      Effect.gen(function* () {
        const { server, ask, advance } = yield* asking(http, { faults: [{ fault: { kind: "hang" } }] })
        const fiber = yield* Effect.forkChild(ask((client, shop) => client.lastIncomingMessages(shop)))
        let seen = 0
        yield* until(() => {
          Effect.runSync(Effect.map(server.requests, ({ length }) => (seen = length)))
          return seen === 1
        })
        yield* advance(60_000)
        assert.strictEqual((yield* Fiber.join(fiber)).tries, 2)
      })
    )

    it.live("that nobody answers, or no HTTP, is told by its reason", () =>
      Effect.gen(function* () {
        const { ask } = yield* asking(http)
        const listen = (onSocket: (socket: Net.Socket) => void) =>
          Effect.acquireRelease(
            Effect.callback<Net.Server>((resume) => {
              const server = Net.createServer(onSocket)
              server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
            }),
            (server) => Effect.sync(() => server.close())
          )
        const portOf = (server: Net.Server) => (server.address() as Net.AddressInfo).port
        const ssh = yield* listen((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"))
        const noHttp = yield* ask((client) =>
          Effect.flip(client.getSettings(instanceAt(`http://127.0.0.1:${portOf(ssh)}`)))
        )
        assert.include(noHttp.message, "not_http")
        const closed = yield* Effect.scoped(
          Effect.map(
            listen(() => undefined),
            portOf
          )
        )
        const nobody = yield* ask((client) =>
          Effect.flip(client.getSettings(instanceAt(`http://127.0.0.1:${closed}`)))
        )
        assert.include(nobody.message, "connection_refused")
      })
    )
  })

  describe(`a body over ${name}`, () => {
    it.live("of which the gzip is cut at any byte is never taken for the whole", () =>
      Effect.gen(function* () {
        const { server, ask } = yield* asking(http)
        const call = ask((client, shop) => client.lastIncomingMessages(shop))
        const { body } = yield* call
        const { length } = Zlib.gzipSync(body)
        for (let bytes = 0; bytes < length; bytes += 1) {
          yield* server.setFaults([{ fault: { kind: "cutGzip", bytes } }])
          const reply = yield* call
          assert.deepStrictEqual(reply.body, body)
          // Fetch tells nothing of a missing checksum; the body is whole then.
          if (isStrict || bytes < length - 12) assert.strictEqual(reply.tries, 2, `${bytes} bytes`)
        }
      })
    )

    it.live("that ends at any byte is never a reply unless it parses whole", () =>
      Effect.gen(function* () {
        const { server, ask } = yield* asking(http)
        const call = ask((client, shop) => client.lastIncomingMessages(shop))
        const { body } = yield* call
        const sent = text(body)
        for (let end = 0; end < sent.length; end += 3) {
          yield* server.setFaults([{ fault: { kind: "status", status: 200, body: sent.slice(0, end) } }])
          assert.strictEqual((yield* call).tries, 2, sent.slice(0, end))
          const framing = end % 2 === 0 ? "chunked" : "length"
          yield* server.setFaults([{ fault: { kind: "cutBody", bytes: end, framing } }])
          assert.strictEqual((yield* call).tries, 2, sent.slice(0, end))
        }
      })
    )
  })

  describe(`an interruption over ${name}`, () => {
    for (const start of ["", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[1\r\n"])
      it.live(`closes the socket ${start === "" ? "before the headers" : "within the body"}`, () =>
        Effect.gen(function* () {
          const { ask } = yield* asking(http)
          const came = yield* Deferred.make<void>()
          const closed = yield* Deferred.make<void>()
          const server = Net.createServer((socket) => {
            socket.on("data", () => {
              socket.write(start)
              Deferred.doneUnsafe(came, Effect.void)
            })
            socket.on("error", () => undefined)
            socket.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
          })
          const port = yield* Effect.callback<number>((resume) => {
            server.listen(0, "127.0.0.1", () =>
              resume(Effect.succeed((server.address() as Net.AddressInfo).port))
            )
          })
          yield* Effect.addFinalizer(() => Effect.sync(() => server.close()))
          const apiUrl = `http://127.0.0.1:${port}`
          const fiber = yield* Effect.forkChild(
            ask((client) => client.lastIncomingMessages(instanceAt(apiUrl)))
          )
          yield* Deferred.await(came)
          yield* Fiber.interrupt(fiber)
          yield* Deferred.await(closed)
        })
      )
  })
}
