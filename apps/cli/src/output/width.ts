// How wide a text is on a terminal, and texts cut to a width: CJK and emoji take two columns.
import { displayWidth as widthOf } from "effect/cli/CliOutput"

const plain = /^[\u0020-\u007e]*$/

/** Columns that a text takes on a terminal. */
export const displayWidth = (text: string): number => (plain.test(text) ? text.length : widthOf(text))

const segmenter = new Intl.Segmenter()

/** The text, cut with `…` where it is wider than the width; what is seen as one character is never cut. */
export const shortened = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text
  let short = ""
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    used += displayWidth(segment)
    if (used >= width) break
    short += segment
  }
  return `${short}…`
}
