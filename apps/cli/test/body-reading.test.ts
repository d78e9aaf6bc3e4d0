import { BodyReading, readReplyBody } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { threadedBodyReading } from "../src/threads/body-reading.ts"
import { text } from "./replies.ts"

const bodies = Array.from({ length: 40 }, (_, reply) =>
  new TextEncoder().encode(
    JSON.stringify(Array.from({ length: 60 }, (_, index) => text(`M${index}`, `text ${reply} ${index}`)))
  )
)

it("a body is read here where its thread cannot be had", async () => {
  // Beside the source there is no program that a thread could start with.
  const read = Effect.gen(function* () {
    const reading = yield* BodyReading
    const ends = bodies.map((body) => reading.read(body))
    expect(ends.some((end) => "then" in end)).toBe(true)
    return yield* Effect.promise(() => Promise.all(ends))
  })
  const ends = await Effect.runPromise(Effect.provide(read, threadedBodyReading))
  expect(ends).toEqual(bodies.map(readReplyBody))
})
