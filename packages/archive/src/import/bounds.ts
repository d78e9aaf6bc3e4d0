// Limits on reading a saved reply, beyond anything that users save.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import type { ImportReason } from "../reasons.ts"
import type { Source } from "./sources.ts"

type Bytes<R> = Stream.Stream<Uint8Array, ImportRefused, R>

const MIB = 1024 * 1024
/** Longest run of blanks and zeros, in bytes; a disk that lost power leaves zeros. */
const MOST_EMPTY = 16 * MIB
/** A compressed file may always expand to this size. */
const ALWAYS = 512 * MIB
/** Beyond that, the largest ratio to its compressed size; journals reach ten to fifty. */
const MOST_TIMES = 100

const refuse = (source: Source, reason: ImportReason) =>
  new ImportRefused({ source: source.path, kind: "unreadable", reason })

const isEmpty = (byte: number | undefined): boolean =>
  byte === 0 || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d

/** Fails at more than 16 MiB of only blanks and zeros; `offset`: bytes of the file before these. */
export const withoutEmptiness =
  (source: Source, offset: number) =>
  <R>(bytes: Bytes<R>): Bytes<R> =>
    Stream.suspend(() => {
      let at = offset
      let run = 0
      return Stream.tap(bytes, (chunk) =>
        Effect.suspend(() => {
          const filled = chunk.findIndex((byte) => !isEmpty(byte))
          const leading = run + (filled < 0 ? chunk.length : filled)
          if (leading > MOST_EMPTY) {
            return Effect.fail(refuse(source, { code: "empty_stretch", from: at - run }))
          }
          let end = chunk.length
          while (filled >= 0 && isEmpty(chunk[end - 1])) end -= 1
          run = filled < 0 ? leading : chunk.length - end
          at += chunk.length
          return Effect.void
        })
      )
    })

/** Fails if a file of `compressed` bytes expands to more than both 512 MiB and a hundred times its size. */
export const withoutExcess =
  (source: Source, compressed: number) =>
  <R>(bytes: Bytes<R>): Bytes<R> =>
    Stream.suspend(() => {
      const most = Math.max(ALWAYS, compressed * MOST_TIMES)
      let sum = 0
      return Stream.tap(bytes, ({ length }) =>
        Effect.suspend(() => {
          sum += length
          return sum <= most ? Effect.void : Effect.fail(refuse(source, { code: "unpacks_too_large" }))
        })
      )
    })
