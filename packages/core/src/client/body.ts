// Reads a body as it arrives, with limits on its bytes, on silence, and on total time.
//
// Bytes are counted after content-encoding, as the HTTP layer returns them. A reader interprets them; the bytes
// themselves are kept as well.
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { HttpClientError } from "effect/http/HttpClientError"
import * as Pull from "effect/Pull"
import * as Stream from "effect/Stream"
import type { BodyReason } from "./call-reason.ts"

/**
 * The result of reading, or why the body is not valid; a reason never contains text of the body. `usable` is what can be
 * read all the same: if no try is whole, the one with the most readable records is kept, and of those the last.
 */
export type BodyEnd<A> = { readonly read: A } | { readonly flaw: BodyReason; readonly usable?: Usable<A> }

/** What can be read of a body that is not valid. */
export interface Usable<A> {
  readonly read: A
  /** Number of readable records. */
  readonly records: number
}

/** Reads the body of one reply, chunk by chunk or as a whole. */
export interface BodyReader<A> {
  readonly push?: (chunk: Uint8Array) => void
  /** Called after each chunk: why the body cannot become valid any more. The rest is then not fetched. */
  readonly hopeless?: () => BodyReason | undefined
  /** Gets the whole body; must not change it. */
  readonly end: (body: Uint8Array) => BodyEnd<A> | PromiseLike<BodyEnd<A>>
}

/** The body is larger than the limit. */
export class TooManyBytes extends Data.TaggedError("TooManyBytes") {}

/** The body is invalid, whatever follows. */
export class Hopeless extends Data.TaggedError("Hopeless")<{ readonly flaw: BodyReason }> {}

/** No byte arrived within the limit. */
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

/** Reads the whole body; fails with `TooManyBytes`, `Hopeless`, `Silence`, and the error of the stream. */
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
