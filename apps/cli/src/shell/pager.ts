// A pager: output longer than the screen waits for a key, page by page; earlier output stays above.
//
// It fetches more only to show more, so of a million rows only the pages viewed are drawn. The size
// of the terminal is read at every page.
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { measured } from "../terminal/width.ts"

/** The reader closed the pager. */
export class SeenEnough extends Data.TaggedError("SeenEnough") {}

export interface Screen {
  readonly size: () => { readonly columns: number; readonly rows: number }
  readonly write: (text: string) => void
  readonly key: Effect.Effect<string>
}

const QUESTION = "\u001b[7m more: space, enter, q \u001b[0m"
const ERASE = "\r\u001b[2K"
const DOWN = new Set(["\r", "\n", "j", "\u001b[B"])
const ALL = new Set(["G", "\u001b[F"])
const QUIT = new Set(["q", "Q", "\u001b", "\u0003", "\u0004"])
/** Longer lines are not measured exactly. */
const LONG = 10_000

const heightOf = (line: string, columns: number): number =>
  Math.max(1, Math.ceil((line.length > LONG ? line.length : measured(line).width) / columns))

/** Pages one answer; fails with `SeenEnough` when the reader quits. */
export const pagerOf = (screen: Screen) => {
  let left = screen.size().rows - 1
  let isAsking = true
  const ask = Effect.gen(function* () {
    screen.write(QUESTION)
    const key = yield* screen.key
    screen.write(ERASE)
    if (QUIT.has(key)) return yield* new SeenEnough()
    if (ALL.has(key)) isAsking = false
    left = DOWN.has(key) ? 0 : screen.size().rows - 1
  })
  return Effect.fnUntraced(function* (text: string) {
    for (const line of text.split(/(?<=\n)/)) {
      const height = heightOf(line.replace(/\n$/, ""), screen.size().columns)
      if (isAsking && left < Math.min(height, screen.size().rows - 1)) yield* ask
      screen.write(line)
      left = Math.max(0, left - height)
    }
  })
}
