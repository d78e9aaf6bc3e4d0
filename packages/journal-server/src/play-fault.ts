// Implements each fault.
//
// Some need the correct reply and corrupt it; it is made only for these. Bodies are sent without gzip,
// unless the fault is about gzip.
import { Readable } from "node:stream"
import * as Zlib from "node:zlib"
import * as Effect from "effect/Effect"
import { type Exchange, gzipOf } from "./exchange.ts"
import type { Fault, Framing } from "./faults.ts"
import type { WholeReply } from "./reply.ts"

const encoder = new TextEncoder()

const wrongBodies = {
  html: { type: "text/html", text: "<!doctype html><title>502</title><h1>Bad Gateway</h1>\n" },
  empty: { type: "application/json; charset=utf-8", text: "" },
  object: { type: "application/json; charset=utf-8", text: '{"message":"not an array"}' },
  text: { type: "text/plain", text: "upstream connect error" }
} as const

const endless = {
  brackets: { start: "", again: "[".repeat(65_536) },
  spaces: { start: "[", again: " ".repeat(65_536) },
  records: {
    start: "[",
    again: '{"type":"incoming","typeMessage":"textMessage","textMessage":"again"},'.repeat(1024)
  }
} as const

const BLANKS = new Uint8Array(1_000_000).fill(0x20)

function* bombPlain(bytes: number): Generator<Uint8Array> {
  yield encoder.encode("[")
  for (let left = bytes - 2; left > 0; left -= BLANKS.length) yield BLANKS.subarray(0, left)
  yield encoder.encode("]")
}

/** Gzip of an empty array with this many bytes of blanks, never in memory at once. */
const bombOf = (bytes: number): Effect.Effect<Uint8Array> =>
  Effect.promise(async () => {
    const pieces: Array<Uint8Array> = []
    const compressed = Readable.from(bombPlain(bytes)).pipe(Zlib.createGzip({ level: 9 }))
    for await (const piece of compressed) pieces.push(piece)
    return Buffer.concat(pieces)
  })

const framed = (framing: Framing, length: number): Readonly<Record<string, number>> =>
  framing === "length" ? { "content-length": length } : {}

const sendStatus = (exchange: Exchange, { status, headers, body }: Extract<Fault, { kind: "status" }>) =>
  exchange.send({ status, headers: headers ?? {}, body: encoder.encode(body ?? "") })

const reset = Effect.fnUntraced(function* (
  exchange: Exchange,
  after: "nothing" | "headers" | number,
  reply: Effect.Effect<WholeReply>
) {
  if (after === "nothing") return yield* exchange.reset
  const { status, headers, body } = yield* reply
  yield* exchange.head(status, { ...headers, "content-length": body.length })
  yield* exchange.flush
  if (after !== "headers") yield* exchange.write(body.subarray(0, after))
  yield* exchange.sent
  yield* exchange.reset
})

const cutBody = Effect.fnUntraced(function* (
  exchange: Exchange,
  { bytes, framing = "length" }: Extract<Fault, { kind: "cutBody" }>,
  reply: Effect.Effect<WholeReply>
) {
  const { status, headers, body } = yield* reply
  yield* exchange.head(status, { ...headers, ...framed(framing, body.length) })
  yield* exchange.flush
  yield* exchange.write(body.subarray(0, bytes))
  yield* exchange.cut
})

const cutGzip = Effect.fnUntraced(function* (
  exchange: Exchange,
  { bytes, framing = "chunked" }: Extract<Fault, { kind: "cutGzip" }>,
  reply: Effect.Effect<WholeReply>
) {
  const { status, headers, body } = yield* reply
  const cut = (yield* gzipOf(body)).subarray(0, bytes)
  yield* exchange.head(status, { ...headers, "content-encoding": "gzip", ...framed(framing, cut.length) })
  yield* exchange.write(cut)
  yield* exchange.end
})

const sendWrongBody = Effect.fnUntraced(function* (exchange: Exchange, kind: keyof typeof wrongBodies) {
  const { type, text } = wrongBodies[kind]
  yield* exchange.send({ status: 200, headers: { "content-type": type }, body: encoder.encode(text) })
})

const sendEndless = Effect.fnUntraced(function* (exchange: Exchange, of: keyof typeof endless) {
  const { start, again } = endless[of]
  yield* exchange.head(200, { "content-type": "application/json; charset=utf-8" })
  yield* exchange.write(encoder.encode(start))
  if (exchange.isHead) return yield* exchange.end
  yield* Effect.forever(exchange.write(encoder.encode(again)))
})

const sendBomb = Effect.fnUntraced(function* (exchange: Exchange, bytes: number) {
  const body = yield* bombOf(bytes)
  const headers = { "content-type": "application/json; charset=utf-8", "content-encoding": "gzip" }
  yield* exchange.head(200, { ...headers, "content-length": body.length })
  yield* exchange.write(body)
  yield* exchange.end
})

const trickle = Effect.fnUntraced(function* (
  exchange: Exchange,
  millis: number,
  reply: Effect.Effect<WholeReply>
) {
  const { status, headers, body } = yield* reply
  yield* exchange.head(status, { ...headers, "content-length": body.length })
  yield* exchange.flush
  for (let place = 0; place < body.length; place += 1) {
    yield* Effect.sleep(millis)
    yield* exchange.write(body.subarray(place, place + 1))
  }
  yield* exchange.end
})

/** Sends a faulty response; `reply` is the correct one. */
export const playFault = (
  exchange: Exchange,
  fault: Fault,
  reply: Effect.Effect<WholeReply>
): Effect.Effect<void> => {
  switch (fault.kind) {
    case "status":
      return sendStatus(exchange, fault)
    case "delay":
      return Effect.sleep(fault.millis).pipe(
        Effect.andThen(reply),
        Effect.flatMap((right) => exchange.send(right))
      )
    case "reset":
      return reset(exchange, fault.after ?? "nothing", reply)
    case "cutBody":
      return cutBody(exchange, fault, reply)
    case "cutGzip":
      return cutGzip(exchange, fault, reply)
    case "wrongBody":
      return sendWrongBody(exchange, fault.body)
    case "endlessBody":
      return sendEndless(exchange, fault.of)
    case "bomb":
      return sendBomb(exchange, fault.bytes ?? 200_000_000)
    case "hang":
      return Effect.never
    case "redirect": {
      const headers = { location: fault.location }
      return exchange.send({ status: fault.status ?? 302, headers, body: new Uint8Array(0) })
    }
    case "trickle":
      return trickle(exchange, fault.millis, reply)
  }
}
