// Reading a body as it comes in, with limits: bytes, silence, and time in all.
//
// The bytes are those after content-encoding, as the HTTP layer hands them out. What is read of them is the
// reader's business; the bytes themselves are kept beside.
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { HttpClientError } from "effect/http/HttpClientError"
import * as Pull from "effect/Pull"
import * as Stream from "effect/Stream"
import type { BodyReason } from "./call-reason.ts"

/** What was read, or why the body is not what it has to be; a reason holds no text of it. */
export type BodyEnd<A> = { readonly read: A } | { readonly flaw: BodyReason }

/** Reads the body of one reply, while it comes in or when it is there. */
export interface BodyReader<A> {
  readonly push?: (chunk: Uint8Array) => void
  /** Asked after each chunk: why nothing can come of the body any more. The rest of it is not fetched then. */
  readonly hopeless?: () => BodyReason | undefined
  /** Gets the whole body, which stays as it is. */
  readonly end: (body: Uint8Array) => BodyEnd<A> | PromiseLike<BodyEnd<A>>
}

/** The body has more bytes than are read. */
export class TooManyBytes extends Data.TaggedError("TooManyBytes") {}

/** What came is not what the body has to be, whatever follows. */
export class Hopeless extends Data.TaggedError("Hopeless")<{ readonly flaw: BodyReason }> {}

/** Nothing came for too long. */
export class Silence extends Data.TaggedError("Silence") {}

const joined = (chunks: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0]
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The whole body; fails with `TooManyBytes`, `Hopeless`, `Silence`, and the error of the stream. */
export const readBody = Effect.fnUntraced(function* (
  stream: Stream.Stream<Uint8Array, HttpClientError>,
  limits: { readonly maxBytes: number; readonly idleMillis: number },
  reader: Pick<BodyReader<unknown>, "push" | "hopeless">
) {
  const chunks: Array<Uint8Array> = []
  let length = 0
  const pull = yield* Stream.toPull(stream)
  const next = pull.pipe(
    Effect.timeoutOrElse({ duration: limits.idleMillis, orElse: () => Effect.fail(new Silence()) }),
    Effect.flatMap((arrived) =>
      Effect.suspend((): Effect.Effect<void, TooManyBytes | Hopeless> => {
        for (const chunk of arrived) {
          length += chunk.length
          if (length > limits.maxBytes) return Effect.fail(new TooManyBytes())
          chunks.push(chunk)
          reader.push?.(chunk)
        }
        const flaw = reader.hopeless?.()
        return flaw === undefined ? Effect.void : Effect.fail(new Hopeless({ flaw }))
      })
    )
  )
  yield* Pull.catchDone(Effect.forever(next), () => Effect.void)
  return joined(chunks, length)
}, Effect.scoped)
