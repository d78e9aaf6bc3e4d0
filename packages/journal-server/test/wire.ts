// A connection of plain bytes: what really comes over the wire, and how it ends.
import * as Net from "node:net"
import * as Effect from "effect/Effect"

/** What came until the connection ended, or until as many bytes were there as asked for. */
export interface OnTheWire {
  readonly bytes: Buffer
  /** `FIN`, a code such as `ECONNRESET`, or `open` if it was left before its end. */
  readonly ending: string
}

/** Sends a GET and reads; gives up once `most` bytes have come. HTTP 1.0 names no host. */
export const onTheWire = (
  port: number,
  path: string,
  most = Number.POSITIVE_INFINITY,
  headers = "",
  version: "1.0" | "1.1" = "1.1"
) =>
  Effect.callback<OnTheWire>((resume) => {
    const chunks: Array<Buffer> = []
    let length = 0
    const socket = Net.connect(port, "127.0.0.1")
    const done = (ending: string) => {
      socket.destroy()
      resume(Effect.succeed({ bytes: Buffer.concat(chunks), ending }))
    }
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length >= most) done("open")
    })
    socket.on("end", () => done("FIN"))
    socket.on("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    const host = version === "1.0" ? "" : `Host: 127.0.0.1:${port}\r\n`
    socket.write(`GET ${path} HTTP/${version}\r\n${host}${headers}\r\n`)
    return Effect.sync(() => socket.destroy())
  })

/** Head and body of a reply on the wire. */
export const partsOf = ({ bytes }: OnTheWire) => {
  const end = bytes.indexOf("\r\n\r\n")
  return { head: bytes.subarray(0, end).toString(), body: bytes.subarray(end + 4) }
}
