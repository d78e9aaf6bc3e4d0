// Search results for people: a line with time, place and person, and below it the text around the match.
//
// On a terminal, text is truncated to its width and matches are highlighted; elsewhere it is complete.
import { type Needle, type Stretch, stretchesIn } from "@chatledger/analytics/internal"
import { strings } from "../../messages/strings.ts"
import { harmless, onOneLine } from "../../terminal/text.ts"
import { measured } from "../../terminal/width.ts"

export interface SearchRow {
  readonly hit: number
  readonly place: number
  readonly wall: string | undefined
  readonly chat: string | undefined
  readonly sender: string | undefined
  readonly isName: boolean
  readonly isChat: boolean
  readonly foundIn: string | undefined
  readonly text: string
  readonly link: string | undefined
}

export interface ListingOptions {
  readonly needles: ReadonlyArray<Needle>
  /** Columns of the terminal; undefined elsewhere. */
  readonly columns: number | undefined
  readonly isColoured: boolean
}

const INDENT = 4
/** Characters shown before a match that is not near the start of a text. */
const BEFORE = 24

const [ON, OFF] = ["\u001b[1;33m", "\u001b[0m"]

const marked = (text: string, stretches: ReadonlyArray<Stretch>): string => {
  let shown = ""
  let end = 0
  for (const { from, to } of stretches) {
    shown += `${text.slice(end, from)}${ON}${text.slice(from, to)}${OFF}`
    end = to
  }
  return shown + text.slice(end)
}

/** Part of a text on one line: from shortly before the match, as far as there is room. */
const excerpt = (text: string, { columns, isColoured, needles }: ListingOptions): string => {
  const whole = onOneLine(text)
  const first = stretchesIn(whole, needles)[0]
  const room = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(20, columns - INDENT)
  const isFar = first !== undefined && measured(whole.slice(0, first.to)).width >= room
  const from = isFar ? whole.indexOf(" ", Math.max(0, first.from - BEFORE)) + 1 : 0
  const shown = measured(isFar ? `…${whole.slice(Math.min(from, first.from))}` : whole, room).text
  return isColoured ? marked(shown, stretchesIn(shown, needles)) : shown
}

const shownOr = (text: string | undefined, other: string): string =>
  text === undefined ? other : onOneLine(harmless(text))

const headOf = ({ chat, foundIn, isChat, isName, sender, wall }: SearchRow): string => {
  const { called, in: places } = strings.search
  const place = foundIn === undefined ? undefined : places[foundIn]
  const where = isName
    ? called[isChat && sender === undefined ? "chat" : "person"]
    : shownOr(chat, strings.search.none)
  const who = isName || sender === undefined || sender === chat ? [] : [shownOr(sender, "")]
  return [
    wall ?? strings.search.none,
    [where, ...who, ...(place === undefined ? [] : [place])].join(" · ")
  ].join("  ")
}

const around = (row: SearchRow, options: ListingOptions): string => {
  const who = row.sender === undefined ? "" : `${shownOr(row.sender, "")}: `
  const most = options.columns === undefined ? undefined : Math.max(20, options.columns - INDENT)
  return measured(`${who}${onOneLine(row.text)}`, most).text
}

/** The lines of one hit, including the messages around it. */
export const listed = (rows: ReadonlyArray<SearchRow>, options: ListingOptions): string => {
  const hit = rows.find(({ place }) => place === 0)
  if (hit === undefined) return ""
  const indent = " ".repeat(INDENT)
  const isAlone = rows.length === 1
  const lines = rows.map((row) => {
    if (row.place !== 0) return `${indent}${around(row, options)}`
    return `${isAlone ? indent : "  > "}${excerpt(row.text, options)}`
  })
  const link = hit.link === undefined ? [] : [`${indent}${hit.link}`]
  return `${[headOf(hit), ...lines, ...link].join("\n")}\n`
}
