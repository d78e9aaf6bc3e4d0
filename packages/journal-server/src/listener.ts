// A Node server that closes with its scope, including all connections.
//
// Every request runs in its own fiber, which is interrupted when its connection closes, so nothing is written
// to a closed connection. The number of connections is limited; the oldest one waiting for its request is closed first, so
// that slow clients cannot keep others out. Gotcha: Node checks request timeouts once a second.
import * as Http from "node:http"
import type { AddressInfo, Socket } from "node:net"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import { ServerFailed } from "./server-failed.ts"

/** Handles one request; never fails. */
type RequestListener = (request: Http.IncomingMessage, response: Http.ServerResponse) => Effect.Effect<void>

/** Limits on clients. */
export interface Limits {
  /** Bytes of the request line and the headers; more gives 431. Default 16 KiB. */
  readonly headerBytes: number
  /** Milliseconds until the headers are complete; later gives 408. Default 10 s. */
  readonly headerMillis: number
  /** Milliseconds until the request is complete; later gives 408. Default 30 s. */
  readonly requestMillis: number
  /** Milliseconds after which a connection is closed if the client reads nothing. Default 2 min. */
  readonly stallMillis: number
  /** Maximum number of connections. Default 1,000. */
  readonly connections: number
}

/** The default limits, in milliseconds and bytes. */
export const defaultLimits: Limits = {
  headerBytes: 16 * 1024,
  headerMillis: 10_000,
  requestMillis: 30_000,
  stallMillis: 120_000,
  connections: 1000
}

const LOOK_MILLIS = 1000

const listen = (server: Http.Server, host: string, port: number) =>
  Effect.callback<number, ServerFailed>((resume) => {
    server.on("error", (error: NodeJS.ErrnoException) =>
      resume(Effect.fail(new ServerFailed({ host, port, code: error.code ?? error.message })))
    )
    server.listen(port, host, () => resume(Effect.succeed((server.address() as AddressInfo).port)))
  })

/** The connections of a server, oldest first, each with its current response. */
class Connections {
  readonly #answers = new Map<Socket, Http.ServerResponse | undefined>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  add(socket: Socket) {
    this.#answers.set(socket, undefined)
    socket.on("close", () => this.#answers.delete(socket))
    if (this.#answers.size <= this.#most) return
    const [waiting] = [...this.#answers].find(([, answer]) => answer === undefined) ?? [socket]
    waiting.destroy()
    this.#answers.delete(waiting)
  }

  begin(socket: Socket, answer: Http.ServerResponse) {
    if (this.#answers.has(socket)) this.#answers.set(socket, answer)
    answer.on("close", () => {
      if (this.#answers.get(socket) === answer) this.#answers.set(socket, undefined)
    })
  }

  /** True while a response is prepared of which nothing has been sent. */
  isAtWork(socket: Socket): boolean {
    return this.#answers.get(socket)?.headersSent === false
  }

  destroy() {
    for (const socket of this.#answers.keys()) socket.destroy()
  }
}

/** Listens until the scope closes; returns the port. Fails with `ServerFailed`. */
export const serving = Effect.fnUntraced(function* (
  listener: RequestListener,
  host: string,
  port: number,
  limits: Limits = defaultLimits
) {
  const run = yield* FiberSet.makeRuntime<never, void, never>()
  const connections = new Connections(limits.connections)
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headerMillis,
    requestTimeout: limits.requestMillis,
    connectionsCheckingInterval: Math.min(LOOK_MILLIS, limits.headerMillis)
  }
  const server = yield* Effect.acquireRelease(
    Effect.sync(() =>
      Http.createServer(options, (request, response) => {
        connections.begin(request.socket, response)
        const fiber = run(listener(request, response))
        response.on("error", () => fiber.interruptUnsafe())
        response.on("close", () => fiber.interruptUnsafe())
      })
    ),
    (server) =>
      Effect.callback<void>((resume) => {
        server.close(() => resume(Effect.void))
        connections.destroy()
      })
  )
  server.on("connection", (socket) => connections.add(socket))
  server.setTimeout(limits.stallMillis, (socket) => {
    if (!connections.isAtWork(socket)) socket.destroy()
  })
  return yield* listen(server, host, port)
})
