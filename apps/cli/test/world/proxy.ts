// Proxies on loopback, good and bad. A good one tunnels to one port, whatever host it is asked for.
import { createServer as createHttpServer, type IncomingMessage } from "node:http"
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"
import type { Duplex } from "node:stream"

export interface Listening {
  readonly port: number
  readonly end: () => Promise<void>
}

/** Listens on a free port of loopback until it is ended. */
export const listen = (server: Server): Promise<Listening> =>
  new Promise((resolve) => {
    const sockets = new Set<Socket>()
    server.on("connection", (socket: Socket) => {
      sockets.add(socket)
      socket.on("error", () => {}).on("close", () => sockets.delete(socket))
    })
    server.on("tlsClientError", () => {})
    server.listen(0, "127.0.0.1", () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        end: () =>
          new Promise((ended) => {
            server.close(() => ended())
            for (const socket of sockets) socket.destroy()
          })
      })
    )
  })

export interface OpenProxy extends Listening {
  /** What it was asked for, method and target, in order. */
  readonly asked: ReadonlyArray<string>
}

type Answer = (request: IncomingMessage, socket: Duplex) => void

const proxy = async (answer: Answer): Promise<OpenProxy> => {
  const asked: Array<string> = []
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(502).end()
  })
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    asked.push(`${request.method} ${request.url}`)
    socket.on("error", () => {})
    answer(request, socket)
  })
  return { ...(await listen(server)), asked }
}

/** Tunnels to a port; where `user` is given, only for `USER:PASSWORD`. */
export const tunnel = (port: number, user?: string): Promise<OpenProxy> =>
  proxy((request, socket) => {
    const wanted = user === undefined ? undefined : `Basic ${Buffer.from(user).toString("base64")}`
    if (wanted !== undefined && request.headers["proxy-authorization"] !== wanted) {
      socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const target = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n")
      target.pipe(socket).pipe(target)
    })
    target.on("error", () => socket.destroy())
    socket.on("close", () => target.destroy())
  })

const page = "<!DOCTYPE html><title>Sign in</title><p>Sign in to the network of the office."

/** Answers a page in place of a tunnel, with a status. */
export const paging = (status: number): Promise<OpenProxy> =>
  proxy((_, socket) => {
    socket.end(
      `HTTP/1.1 ${status} Page\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`
    )
  })

/** Hangs up, before its answer or behind it. */
export const cutting = (when: "before" | "behind"): Promise<OpenProxy> =>
  proxy((_, socket) => {
    if (when === "before") socket.destroy()
    else socket.write("HTTP/1.1 200 OK\r\n\r\n", () => socket.destroy())
  })

/** Something that is no proxy: it greets as a server of mail does. */
export const greeting = (): Promise<Listening> =>
  listen(createServer((socket) => void socket.end("220 mail.office ESMTP ready\r\n")))

/** A port at which nobody listens any more. */
export const deadPort = async (): Promise<number> => {
  const { port, end } = await listen(createServer())
  await end()
  return port
}
