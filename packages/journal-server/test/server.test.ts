import { gunzipSync, gzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import {
  defaultSettings,
  JournalUnreadable,
  json,
  type Reply,
  type Routes,
  scriptedJournal,
  serveJournal
} from "../src/index.ts"
import { ask, instanceId, pathOf, record, served, state, token } from "./served.ts"
import { onTheWire, partsOf } from "./wire.ts"

const now = new Date("2024-01-29T10:15:30Z")
const seconds = now.getTime() / 1000
const idsOf = (text: string) => JSON.parse(text).map(({ idMessage }: { idMessage: string }) => idMessage)

describe("the journal server", () => {
  it.effect("says what to pass when plain JavaScript passes something else", () =>
    Effect.gen(function* () {
      const journal = scriptedJournal([])
      const instances = [{ idInstance: instanceId, token: Redacted.make(token) }]
      const start = serveJournal as unknown as (options: unknown) => Effect.Effect<unknown>
      const refused = Effect.fnUntraced(function* (effect: Effect.Effect<unknown>) {
        const error = Cause.squash(yield* Effect.flip(Effect.sandbox(effect)))
        assert.deepInclude(error, { _tag: "InvalidArgument", isRetryable: false })
        assert.notInclude(String(error), token)
        return String(error)
      })
      assert.include(yield* refused(Effect.scoped(start(undefined))), "an object with instances and journal")
      assert.include(yield* refused(Effect.scoped(start({ journal }))), "instances has to be a list of")
      assert.throws(() => scriptedJournal(undefined as never), /states has to be a list/)
      const plain = [{ idInstance: instanceId, token }]
      assert.include(
        yield* refused(Effect.scoped(start({ journal, instances: plain }))),
        "token has to be wrapped"
      )
      const journalLess = yield* refused(Effect.scoped(start({ instances })))
      assert.include(journalLess, "journal has to be made by scriptedJournal or archiveJournal")
      const unscoped = Effect.promise(() =>
        Effect.runPromiseExit(start({ instances, journal })).then((exit) =>
          Effect.flatten(Effect.succeed(exit))
        )
      )
      assert.include(yield* refused(Effect.flatten(unscoped)), "run in a scope, such as by Effect.scoped")
    })
  )

  it.effect("answers the journal of an instance as the vendor does", () =>
    Effect.gen(function* () {
      const journal = scriptedJournal([state("A", seconds - 90), state("B", seconds - 60)])
      const { url, port } = yield* served({ journal, now })
      assert.strictEqual(url, `http://127.0.0.1:${port}`)
      const got = yield* ask(url + pathOf("lastIncomingMessages"))
      assert.strictEqual(got.status, 200)
      assert.deepStrictEqual(idsOf(got.text), ["B", "A"])
      assert.strictEqual(got.headers["content-type"], "application/json; charset=utf-8")
      assert.strictEqual(got.headers.date, "Mon, 29 Jan 2024 10:15:30 GMT")
      assert.strictEqual((yield* ask(url + pathOf("lastOutgoingMessages"))).text, "[]")
      const stateReply = yield* ask(url + pathOf("getStateInstance"))
      assert.strictEqual(stateReply.text, '{"stateInstance":"authorized"}')
    })
  )

  it.effect("takes an address with slashes around, and methods in the case of the vendor's examples", () =>
    Effect.gen(function* () {
      const { url } = yield* served({ now })
      for (const path of [
        `${pathOf("lastIncomingMessages")}/`,
        `/${pathOf("LastIncomingMessages")}`,
        `${pathOf("lastIncomingMessages")}/?minutes=5`
      ])
        assert.strictEqual((yield* ask(url + path)).text, "[]", path)
    })
  )

  it.effect(
    "tells apart a wrong instance, a wrong token, a wrong method, a wrong verb and a wrong window",
    () =>
      Effect.gen(function* () {
        const { url } = yield* served({ now })
        const statusOf = (path: string, options = {}) =>
          Effect.map(ask(url + path, options), ({ status, text }) => {
            assert.notInclude(text, token)
            return [status, JSON.parse(text).message]
          })
        const journal = "lastIncomingMessages"
        assert.deepStrictEqual(yield* statusOf(pathOf(journal, "", "1101000002")), [403, "Forbidden"])
        assert.deepStrictEqual(yield* statusOf(pathOf(journal, "", instanceId, `${token}0`)), [
          401,
          "Unauthorized"
        ])
        assert.deepStrictEqual(yield* statusOf(pathOf(journal, "", instanceId, "%E0%A4%A")), [
          401,
          "Unauthorized"
        ])
        assert.deepStrictEqual(yield* statusOf(pathOf("sendMessage")), [404, "Not Found"])
        assert.deepStrictEqual(yield* statusOf("/"), [404, "Not Found"])
        assert.deepStrictEqual(yield* statusOf(`/waInstance${instanceId}/${journal}`), [404, "Not Found"])
        const post = yield* ask(url + pathOf(journal), { method: "POST" })
        assert.strictEqual(post.status, 405)
        assert.strictEqual(post.headers.allow, "GET, HEAD")
        assert.deepStrictEqual(yield* statusOf(pathOf("setSettings")), [405, "Method Not Allowed"])
        for (const minutes of ["abc", "-5", "1.5", "", "0", "1e3", "9".repeat(20)])
          assert.deepStrictEqual(yield* statusOf(pathOf(journal, `?minutes=${minutes}`)), [
            400,
            `Validation failed. Details: '"minutes" must be a positive number'`
          ])
        assert.strictEqual((yield* ask(url + pathOf(journal, "?minutes=99999999"))).status, 200)
      })
  )

  it.effect("answers HEAD as GET without the body", () =>
    Effect.gen(function* () {
      const { url } = yield* served({ now, journal: scriptedJournal([state("A", seconds)]) })
      const get = yield* ask(url + pathOf("lastIncomingMessages"))
      const head = yield* ask(url + pathOf("lastIncomingMessages"), { method: "HEAD" })
      assert.strictEqual(head.status, 200)
      assert.strictEqual(head.text, "")
      assert.strictEqual(head.headers["content-length"], String(get.bytes.length))
    })
  )

  it.effect("compresses for those who take gzip, and for nobody else", () =>
    Effect.gen(function* () {
      const { url } = yield* served({ now, journal: scriptedJournal([state("A", seconds)]) })
      const plain = yield* ask(url + pathOf("lastIncomingMessages"))
      for (const accepted of ["gzip", "deflate, GZIP;q=0.5", "*", "br, x-gzip"]) {
        const got = yield* ask(url + pathOf("lastIncomingMessages"), {
          headers: { "accept-encoding": accepted }
        })
        assert.strictEqual(got.headers["content-encoding"], "gzip", accepted)
        assert.strictEqual(gunzipSync(got.bytes).toString(), plain.text)
      }
      for (const accepted of ["", "br", "gzip;q=0", "*;q=0, br", "gzip;q=0, *"]) {
        const got = yield* ask(url + pathOf("lastIncomingMessages"), {
          headers: { "accept-encoding": accepted }
        })
        assert.strictEqual(got.headers["content-encoding"], undefined, accepted)
        assert.strictEqual(got.text, plain.text)
      }
    })
  )

  it.effect("gives records byte for byte: long numbers, escapes, fields nobody knows, spaces", () =>
    Effect.gen(function* () {
      const texts = [
        '{ "idMessage":"A","timestamp":1706523330 ,"n":12345678901234567890,"x":1.0e2}',
        '{"idMessage":"B","timestamp":"1706523329","textMessage":"\\u0041\\ud83d \\/ 🙂","n":1,"n":2}'
      ]
      const states = texts.map((text, message) => ({ ...state("", seconds), message, record: text }))
      const { url } = yield* served({ now, journal: scriptedJournal(states) })
      const got = yield* ask(url + pathOf("lastIncomingMessages"))
      assert.strictEqual(got.text, `[${texts.join(",")}]`)
    })
  )

  it.effect("follows the clock until its time is set, and then stands still", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now.getTime())
      const server = yield* served({ journal: scriptedJournal([state("A", seconds + 60)]) })
      const journal = Effect.map(ask(server.url + pathOf("lastIncomingMessages")), ({ text, headers }) => [
        idsOf(text).length,
        headers.date
      ])
      assert.deepStrictEqual(yield* journal, [0, "Mon, 29 Jan 2024 10:15:30 GMT"])
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* journal, [1, "Mon, 29 Jan 2024 10:16:30 GMT"])
      yield* server.setNow(now)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* journal, [0, "Mon, 29 Jan 2024 10:15:30 GMT"])
      yield* server.advance("2 days")
      assert.deepStrictEqual(yield* server.now, new Date("2024-01-31T10:15:30Z"))
      assert.deepStrictEqual(yield* journal, [0, "Wed, 31 Jan 2024 10:15:30 GMT"])
      yield* server.setNow(undefined)
      assert.deepStrictEqual(yield* journal, [1, "Mon, 29 Jan 2024 10:17:30 GMT"])
    })
  )

  it.effect("lets one request a second through, for each instance and method", () =>
    Effect.gen(function* () {
      const server = yield* serveJournal({
        instances: ["1", "2"].map((idInstance) => ({ idInstance, token: Redacted.make(token) })),
        journal: scriptedJournal([])
      })
      const statusOf = (method: string, id: string) =>
        Effect.map(ask(server.url + pathOf(method, "", id)), ({ status }) => status)
      assert.strictEqual(yield* statusOf("lastIncomingMessages", "1"), 200)
      assert.strictEqual(yield* statusOf("lastOutgoingMessages", "1"), 200)
      assert.strictEqual(yield* statusOf("lastIncomingMessages", "2"), 200)
      assert.strictEqual(yield* statusOf("lastIncomingMessages", "1"), 429)
      yield* TestClock.adjust("999 millis")
      assert.strictEqual(yield* statusOf("lastIncomingMessages", "1"), 429)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(yield* statusOf("lastIncomingMessages", "1"), 200)
      const seen = yield* server.requests
      assert.deepStrictEqual(
        seen
          .filter((one) => one.instanceId === "1" && one.method === "lastIncomingMessages")
          .map(({ at, status }) => [at, status]),
        [
          [0, 200],
          [0, 429],
          [999, 429],
          [1000, 200]
        ]
      )
    })
  )

  it.effect("says 466 once the calls of a month are used up, in the words of the vendor", () =>
    Effect.gen(function* () {
      const server = yield* serveJournal({
        instances: [{ idInstance: instanceId, token: Redacted.make(token), quota: 2 }],
        journal: scriptedJournal([]),
        rateLimit: false
      })
      const journal = ask(server.url + pathOf("lastIncomingMessages"))
      assert.deepStrictEqual([(yield* journal).status, (yield* journal).status], [200, 200])
      const { status, text } = yield* journal
      assert.strictEqual(status, 466)
      const { invokeStatus } = JSON.parse(text)
      assert.include(invokeStatus.description, "Monthly quota has been exceeded")
      assert.deepInclude(invokeStatus, {
        method: "lastincomingmessages",
        used: 2,
        total: 2,
        status: "QUOTE_EXCEEDED"
      })
      assert.strictEqual((yield* ask(server.url + pathOf("lastOutgoingMessages"))).status, 200)
      yield* server.setQuota(instanceId, undefined)
      assert.strictEqual((yield* journal).status, 200)
    })
  )

  it.effect("refuses while the instance is starting, and tells its state all the same", () =>
    Effect.gen(function* () {
      const server = yield* served({ now })
      yield* server.setState(instanceId, "starting")
      const refused = yield* ask(server.url + pathOf("lastIncomingMessages"))
      assert.deepStrictEqual(
        [refused.status, refused.text],
        [400, '"instance in starting process try later"']
      )
      assert.include((yield* ask(server.url + pathOf("getStateInstance"))).text, "starting")
      yield* server.setState(instanceId, "notAuthorized")
      assert.include((yield* ask(server.url + pathOf("getStateInstance"))).text, "notAuthorized")
      assert.strictEqual((yield* ask(server.url + pathOf("lastIncomingMessages"))).text, "[]")
    })
  )

  it.effect("shows an empty journal while the setting is off, but what was sent by API", () =>
    Effect.gen(function* () {
      const outgoing = (id: string, more: object) => ({
        ...state(id, seconds),
        journal: "outgoing" as const,
        record: record(id, seconds, { type: "outgoing", ...more })
      })
      const journal = scriptedJournal([
        state("in", seconds),
        outgoing("phone", { sendByApi: false }),
        outgoing("api", { sendByApi: true })
      ])
      const server = yield* served({ now, journal })
      const shown = Effect.gen(function* () {
        const incoming = yield* ask(server.url + pathOf("lastIncomingMessages"))
        const sent = yield* ask(server.url + pathOf("lastOutgoingMessages"))
        return [...idsOf(incoming.text), ...idsOf(sent.text)]
      })
      assert.deepStrictEqual(yield* shown, ["in", "api", "phone"])
      yield* server.setSettings(instanceId, { incomingWebhook: "no" })
      assert.deepStrictEqual(yield* shown, ["api", "phone"])
      for (const name of ["outgoingMessageWebhook", "outgoingWebhook"]) {
        yield* server.setSettings(instanceId, { [name]: "no" })
        assert.deepStrictEqual(yield* shown, ["api"])
        yield* server.setSettings(instanceId, { [name]: "yes" })
      }
    })
  )

  it.effect("saves settings at once, and obeys them after a while, as the vendor does", () =>
    Effect.gen(function* () {
      const server = yield* served({
        now,
        journal: scriptedJournal([state("A", seconds)]),
        settingsDelay: "5 minutes"
      })
      const settings = Effect.map(ask(server.url + pathOf("getSettings")), ({ text }) => JSON.parse(text))
      const save = (body: string) => ask(server.url + pathOf("setSettings"), { method: "POST", body })
      const length = Effect.map(
        ask(server.url + pathOf("lastIncomingMessages")),
        ({ text }) => idsOf(text).length
      )
      assert.deepStrictEqual(yield* settings, defaultSettings)
      assert.strictEqual(
        (yield* save('{"incomingWebhook":"no","autoTyping":3}')).text,
        '{"saveSettings":true}'
      )
      assert.deepStrictEqual(yield* settings, { ...defaultSettings, incomingWebhook: "no", autoTyping: 3 })
      assert.strictEqual(yield* length, 1)
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual(yield* length, 0)
      for (const body of ["", "[]", "null", '{"incomingWebhook":true}', "{"])
        assert.strictEqual((yield* save(body)).status, 400, body)
      assert.strictEqual((yield* save(`{"wid":"${"x".repeat(70_000)}"}`)).status, 413)
    })
  )

  it.effect("cannot be reached through a name that a stranger's page points here", () =>
    Effect.gen(function* () {
      const { url, port } = yield* served({ hostNames: ["journal.test"] })
      const statusOf = (host: string) =>
        Effect.map(ask(url + pathOf("getStateInstance"), { headers: { host } }), ({ status }) => status)
      for (const host of ["localhost", `LOCALHOST:${port}`, "127.0.0.1:1", "[::1]:80", "journal.test:1"])
        assert.strictEqual(yield* statusOf(host), 200, host)
      for (const host of [
        "evil.example",
        `evil.example:${port}`,
        "localhost.evil.example",
        "127.0.0.1.nip.io"
      ])
        assert.strictEqual(yield* statusOf(host), 421, host)
      const nameless = yield* onTheWire(port, pathOf("getStateInstance"), undefined, "", "1.0")
      assert.match(partsOf(nameless).head, /^HTTP\/1\.1 421 /)
    })
  )

  it.effect("is open to pages in a browser only if told so", () =>
    Effect.gen(function* () {
      const open = yield* served({ cors: true })
      const preflight = yield* ask(open.url + pathOf("lastIncomingMessages"), { method: "OPTIONS" })
      assert.strictEqual(preflight.status, 204)
      assert.strictEqual(preflight.headers["access-control-allow-methods"], "GET, HEAD, POST, DELETE")
      const got = yield* ask(open.url + pathOf("lastIncomingMessages"))
      assert.strictEqual(got.headers["access-control-allow-origin"], "*")
      assert.strictEqual(got.headers["access-control-expose-headers"], "Date, Retry-After")
      const shut = yield* served()
      for (const method of ["GET", "OPTIONS"])
        assert.notProperty(
          (yield* ask(shut.url + pathOf("lastIncomingMessages"), { method })).headers,
          "access-control-allow-origin"
        )
    })
  )

  it.effect("serves more methods for whoever runs it, behind the same token", () =>
    Effect.gen(function* () {
      const rows = Stream.make(Buffer.from("a\n"), Buffer.from("b\n"))
      const packed = gzipSync("packed")
      const answers: Readonly<Record<string, Effect.Effect<Reply>>> = {
        rows: Effect.succeed({ status: 200, headers: { "content-type": "text/csv" }, body: rows }),
        packed: Effect.succeed({ status: 200, headers: { "content-encoding": "gzip" }, body: packed }),
        torn: Effect.succeed({ status: 200, headers: {}, body: Stream.concat(rows, Stream.fail("torn")) }),
        broken: Effect.die(new Error("broken"))
      }
      const routes: Routes = ({ name, rest, query, at, verb }) => {
        if (name === "thrown") throw new Error("thrown")
        const table = json({ rest, limit: query.get("limit"), at, verb })
        return name === "tables" ? Effect.succeed(table) : (answers[name] ?? Effect.undefined)
      }
      const { url } = yield* served({ now, routes })
      const get = (name: string) => ask(url + pathOf(name), { headers: { "accept-encoding": "gzip" } })
      const table = yield* ask(`${url}${pathOf("tables")}/messages.csv?limit=5`)
      assert.deepStrictEqual(JSON.parse(table.text), {
        rest: ["messages.csv"],
        limit: "5",
        at: now.toISOString(),
        verb: "GET"
      })
      assert.strictEqual((yield* get("rows")).text, "a\nb\n")
      assert.strictEqual(gunzipSync((yield* get("packed")).bytes).toString(), "packed")
      assert.strictEqual((yield* get("torn")).error, "ECONNRESET")
      for (const name of ["broken", "thrown"]) assert.strictEqual((yield* get(name)).status, 500, name)
      assert.strictEqual((yield* get("other")).status, 404)
      assert.strictEqual((yield* ask(url + pathOf("tables", "", instanceId, "wrong"))).status, 401)
    }).pipe(Effect.provide(Logger.layer([])))
  )

  it.effect("never tells the token: not in a reply, a log, an error, or the list of requests", () => {
    const logged: Array<string> = []
    const logger = Logger.make<unknown, void>(({ message, cause }) => {
      logged.push(`${JSON.stringify(message)} ${Cause.pretty(cause)}`)
    })
    return Effect.gen(function* () {
      const failing = { recordsAt: () => Effect.fail(new JournalUnreadable({ reason: "no disk" })) }
      const server = yield* served({ journal: failing, faults: [{ nth: 2, fault: { kind: "hang" } }] })
      const told: Array<string> = []
      for (const path of [
        pathOf("lastIncomingMessages"),
        pathOf(token),
        `/waInstance${instanceId}/${token}/lastIncomingMessages`,
        `/waInstance${token}/lastIncomingMessages/x`,
        `/${token}`,
        pathOf("lastIncomingMessages", `?minutes=${token}`, "9")
      ]) {
        const { status, text, headers } = yield* ask(server.url + path)
        assert.isAtLeast(status, 400)
        told.push(text, JSON.stringify(headers))
      }
      const requests = yield* server.requests
      assert.strictEqual(requests.length, 6)
      assert.strictEqual(requests[0]?.status, 500)
      assert.lengthOf(logged, 1)
      assert.include(logged[0], "no disk")
      assert.notInclude(
        [...told, ...logged, JSON.stringify(requests), JSON.stringify(server)].join("\n"),
        token
      )
    }).pipe(Effect.provide(Logger.layer([logger])))
  })

  it.effect("says that its port is taken", () =>
    Effect.gen(function* () {
      const { port } = yield* served()
      const failed = yield* Effect.flip(served({ port }))
      assert.strictEqual(failed._tag, "ServerFailed")
      assert.strictEqual(failed.message, `the journal server cannot listen at 127.0.0.1:${port}: EADDRINUSE`)
      const elsewhere = yield* Effect.flip(served({ host: "192.0.2.1" }))
      assert.include(elsewhere.message, "EADDRNOTAVAIL")
    })
  )

  it.effect("ends every connection when its scope closes, and frees its port", () =>
    Effect.gen(function* () {
      const { port, hanging, endless } = yield* Effect.scoped(
        Effect.gen(function* () {
          const { url, port } = yield* served({
            faults: [
              { method: "lastIncomingMessages", fault: { kind: "hang" } },
              { method: "lastOutgoingMessages", fault: { kind: "endlessBody", of: "spaces" } }
            ]
          })
          const hanging = fetch(url + pathOf("lastIncomingMessages")).then(String, () => "ended")
          const endless = yield* Effect.promise(() => fetch(url + pathOf("lastOutgoingMessages")))
          return { port, hanging, endless }
        })
      )
      assert.strictEqual(yield* Effect.promise(() => hanging), "ended")
      const rest = yield* Effect.promise(() => endless.text().then(String, () => "ended"))
      assert.strictEqual(rest, "ended")
      assert.strictEqual((yield* served({ port })).port, port)
    })
  )
})
