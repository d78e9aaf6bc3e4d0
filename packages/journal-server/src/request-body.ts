// The body of a request as text: settings and queries are small, so the limit is 64 KiB.
import type * as Http from "node:http"
import * as Effect from "effect/Effect"

const MOST_BYTES = 64 * 1024

/** Undefined if it is too large. */
export const bodyOf = (request: Http.IncomingMessage): Effect.Effect<string | undefined> =>
  Effect.callback((resume) => {
    const chunks: Array<Uint8Array> = []
    let bytes = 0
    request.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length
      if (bytes <= MOST_BYTES) chunks.push(chunk)
      else resume(Effect.undefined)
    })
    request.on("end", () => resume(Effect.succeed(Buffer.concat(chunks).toString("utf8"))))
  })
