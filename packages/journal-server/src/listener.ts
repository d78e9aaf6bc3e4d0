// A server of Node that ends with its scope, and all its connections with it.
//
// Every request is answered by a fiber of its own, which is interrupted when its connection closes: nobody
// writes to a reader who has gone. Gotcha: a body that is never read keeps no connection, the scope does.
import * as Http from "node:http"
import type { AddressInfo, Socket } from "node:net"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import { ServerFailed } from "./server-failed.ts"

/** Answers one request; never fails. */
export type Answering = (request: Http.IncomingMessage, response: Http.ServerResponse) => Effect.Effect<void>

const listen = (server: Http.Server, host: string, port: number) =>
  Effect.callback<number, ServerFailed>((resume) => {
    server.on("error", (error: NodeJS.ErrnoException) =>
      resume(Effect.fail(new ServerFailed({ host, port, code: error.code ?? error.message })))
    )
    server.listen(port, host, () => resume(Effect.succeed((server.address() as AddressInfo).port)))
  })

/** Listens until the scope closes; answers the port. Fails with `ServerFailed`. */
export const serving = Effect.fnUntraced(function* (answering: Answering, host: string, port: number) {
  const run = yield* FiberSet.makeRuntime<never, void, never>()
  const sockets = new Set<Socket>()
  const server = yield* Effect.acquireRelease(
    Effect.sync(() =>
      Http.createServer((request, response) => {
        const fiber = run(answering(request, response))
        response.on("error", () => fiber.interruptUnsafe())
        response.on("close", () => fiber.interruptUnsafe())
      })
    ),
    (server) =>
      Effect.callback<void>((resume) => {
        server.close(() => resume(Effect.void))
        for (const socket of sockets) socket.destroy()
      })
  )
  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
  })
  return yield* listen(server, host, port)
})
