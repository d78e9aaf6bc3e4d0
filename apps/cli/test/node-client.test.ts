import * as Http from "node:http"
import type * as Net from "node:net"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { vi } from "vitest"
import { asking, instanceAt } from "../../../packages/journal-server/test/client/asked.ts"
import { secretsSuite } from "../../../packages/journal-server/test/client/secrets.ts"
import { clientSuite } from "../../../packages/journal-server/test/client/suite.ts"
import { token } from "../../../packages/journal-server/test/served.ts"
import { nodeHttpClient } from "../src/http/node-client.ts"
import { readProxies } from "../src/http/proxies.ts"
import { languages } from "../src/messages/languages.ts"

const client = Layer.orDie(nodeHttpClient)

clientSuite("the client of the command line", client, { isStrict: true })
secretsSuite("the client of the command line", client)

/** A proxy that refuses everything, and notes what it is asked. */
const proxyOf = (status: number) =>
  Effect.acquireRelease(
    Effect.callback<{ readonly server: Http.Server; readonly asked: Array<string> }>((resume) => {
      const asked: Array<string> = []
      const server = Http.createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`)
        response.writeHead(status).end()
      })
      server.on("connect", (request, socket) => {
        asked.push(`${request.method} ${request.url}`)
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
      })
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed({ server, asked })))
    }),
    ({ server }) => Effect.sync(() => server.close())
  )

const inEnvironment = (values: Readonly<Record<string, string>>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
    }),
    () => Effect.sync(() => vi.unstubAllEnvs())
  )

it.live("goes through the proxy of the environment, which never sees the token", () =>
  Effect.gen(function* () {
    const { server, asked } = yield* proxyOf(503)
    const address = `http://127.0.0.1:${(server.address() as Net.AddressInfo).port}`
    yield* inEnvironment({ HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: "" })
    const { ask } = yield* asking(client)
    const error = yield* ask((client) =>
      Effect.flip(client.getSettings(instanceAt("https://1101.api.example")))
    )
    assert.strictEqual(error._tag, "Unavailable")
    assert.strictEqual(asked[0], "CONNECT 1101.api.example:443")
    assert.notInclude(asked.join(), token)
  })
)

it.live("goes past the proxy to the hosts of NO_PROXY", () =>
  Effect.gen(function* () {
    const { server, asked } = yield* proxyOf(503)
    const address = `http://127.0.0.1:${(server.address() as Net.AddressInfo).port}`
    yield* inEnvironment({ HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: "127.0.0.1" })
    const { ask } = yield* asking(client)
    assert.strictEqual((yield* ask((client, shop) => client.getStateInstance(shop))).read, "authorized")
    assert.deepStrictEqual(asked, [])
  })
)

const service = instanceAt("https://1101.api.example")

it.live("tells the failures of a proxy from those of the service, each with what to set", () =>
  Effect.gen(function* () {
    const { server } = yield* proxyOf(407)
    const { port } = server.address() as Net.AddressInfo
    const gone = yield* Effect.scoped(Effect.map(proxyOf(503), (made) => made.server.address()))
    const deadPort = (gone as Net.AddressInfo).port
    for (const [address, says] of [
      [
        `http://user:secret@127.0.0.1:${port}`,
        "requires a user name and password (407), as in HTTPS_PROXY=http://USER"
      ],
      [`http://127.0.0.1:${deadPort}`, "the proxy cannot be reached (correct HTTPS_PROXY or HTTP_PROXY"]
    ] as const) {
      yield* inEnvironment({ HTTPS_PROXY: address, NO_PROXY: "" })
      const { ask } = yield* asking(client)
      const error = yield* ask((journal) => Effect.flip(journal.getSettings(service)))
      const message = languages.en.failure(error)
      assert.include(message, says)
      assert.notInclude(message, "secret")
    }
  })
)

it.live("refuses what is no address of a proxy, with what to set, and shows no password", () =>
  Effect.gen(function* () {
    for (const [value, says] of [
      ["proxy.office:3128", "set HTTPS_PROXY=http://proxy.office:3128"],
      ["user:secret@proxy.office:3128", "set HTTPS_PROXY=http://proxy.office:3128"],
      ["http://user:sec%ret@proxy.office", "write it as %25"],
      ["socks5://user:secret@proxy.office:1080", "a socks5 proxy"],
      ["http://", "is not a proxy address"],
      ["http://bad secret@host name", "is not a proxy address"]
    ] as const) {
      yield* inEnvironment({ HTTPS_PROXY: value, https_proxy: "" })
      const { message } = yield* Effect.flip(readProxies())
      assert.include(message, says)
      assert.notMatch(message, /secret|sec%ret/)
    }
  })
)
