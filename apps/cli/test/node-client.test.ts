import * as Http from "node:http"
import type * as Net from "node:net"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { asking, instanceAt } from "../../../packages/journal-server/test/client/asked.ts"
import { secretsSuite } from "../../../packages/journal-server/test/client/secrets.ts"
import { clientSuite } from "../../../packages/journal-server/test/client/suite.ts"
import { token } from "../../../packages/journal-server/test/served.ts"
import { nodeHttpClient } from "../src/http/node-client.ts"

clientSuite("the client of the command line", nodeHttpClient, { isStrict: true })
secretsSuite("the client of the command line", nodeHttpClient)

/** A proxy that refuses everything, and notes what it is asked. */
const proxy = Effect.acquireRelease(
  Effect.callback<{ readonly server: Http.Server; readonly asked: Array<string> }>((resume) => {
    const asked: Array<string> = []
    const server = Http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(503).end()
    })
    server.on("connect", (request, socket) => {
      asked.push(`${request.method} ${request.url}`)
      socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n")
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
    const { server, asked } = yield* proxy
    const address = `http://127.0.0.1:${(server.address() as Net.AddressInfo).port}`
    yield* inEnvironment({ HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: "" })
    const { ask } = yield* asking(nodeHttpClient)
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
    const { server, asked } = yield* proxy
    const address = `http://127.0.0.1:${(server.address() as Net.AddressInfo).port}`
    yield* inEnvironment({ HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: "127.0.0.1" })
    const { ask } = yield* asking(nodeHttpClient)
    assert.strictEqual((yield* ask((client, shop) => client.getStateInstance(shop))).read, "authorized")
    assert.deepStrictEqual(asked, [])
  })
)
