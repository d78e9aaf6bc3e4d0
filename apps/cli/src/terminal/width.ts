// The width of text on a terminal, and truncation to a width: CJK and emoji take two columns.
//
// Most texts contain only one-column characters and are measured by their length; others by grapheme,
// each measured once.
import { displayWidth as widthOf } from "effect/cli/CliOutput"

/** Latin, Greek, Cyrillic and some signs, without combining marks. */
const narrow =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0556\u2010-\u2027\u2400-\u2426…⏎]*$/

const segmenter = new Intl.Segmenter()
const widths = new Map<string, number>()
const MOST_WIDTHS = 10_000

const segmentWidth = (segment: string): number => {
  const known = widths.get(segment)
  if (known !== undefined) return known
  if (widths.size >= MOST_WIDTHS) widths.clear()
  const width = widthOf(segment)
  widths.set(segment, width)
  return width
}

/** A text and its width in columns. */
export interface Measured {
  readonly text: string
  readonly width: number
}

/** The text, truncated with `…` if it is wider than `most` columns; never within a grapheme. */
export const measured = (text: string, most = Number.POSITIVE_INFINITY): Measured => {
  if (narrow.test(text))
    return text.length <= most
      ? { text, width: text.length }
      : { text: `${text.slice(0, most - 1)}…`, width: most }
  let width = 0
  let short = { length: 0, width: 0 }
  for (const { segment, index } of segmenter.segment(text)) {
    width += segmentWidth(segment)
    if (width > most) return { text: `${text.slice(0, short.length)}…`, width: short.width + 1 }
    if (width < most) short = { length: index + segment.length, width }
  }
  return { text, width }
}

/** The text alone, truncated to a width. */
export const shortened = (text: string, most: number): string => measured(text, most).text
