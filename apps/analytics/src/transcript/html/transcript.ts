// A chat as one HTML page, piece by piece: a head, bubbles by day, an end.
//
// Bubbles are grouped in sections of 100, and a browser lays out only those in view, so a page of 100,000 opens at once.
import { dayOf, type Entry } from "../entry.ts"
import type { Form, FormContext } from "../form.ts"
import { bubbleOf } from "./bubble.ts"
import { escaped } from "./markup.ts"
import { pageOf } from "./page.ts"

const PART = 100
/** Sizes of sections that have a class in the style. */
const SIZES = [2, 5, 10, 20, 50, PART]
/** Number of colours for names, assigned in the order of first appearance in a chat. */
const COLOURS = 8

const colourIn = () => {
  const seen = new Map<string, number>()
  return ({ isOwn, person }: Entry): number => {
    if (isOwn || person === undefined) return COLOURS
    const known = seen.get(person.id)
    if (known !== undefined) return known
    const next = seen.size % COLOURS
    seen.set(person.id, next)
    return next
  }
}

const monthsOf = ({ calendar, chat }: FormContext): string => {
  if (chat.months.length < 2) return ""
  const links = chat.months.map((month) => `<a href="#d-${month}">${escaped(calendar.month(month))}</a>`)
  return `<nav>${links.join(" ")}</nav>\n`
}

/** A chat as HTML. */
export const htmlForm: Form = (context) => {
  const { calendar, index, locale, subtitle, teller, title } = context
  const { end, start } = pageOf(locale, title, teller.localFile !== undefined)
  const colour = colourIn()
  let before: Entry | undefined
  let day: number | undefined
  let month = ""
  let isOpen = false
  let part: Array<string> = []

  /** The bubbles since the last section; the class estimates its height until it is laid out. */
  const closed = (): string => {
    const size = SIZES.find((most) => part.length <= most) ?? PART
    const html = part.length === 0 ? "" : `<section class="u${size}">\n${part.join("")}</section>\n`
    part = []
    return html
  }

  const heading = (entry: Entry): string => {
    const next = dayOf(entry)
    if (isOpen && next === day) return ""
    const closing = isOpen ? `${closed()}</article>\n` : ""
    day = next
    isOpen = true
    before = undefined
    if (next === undefined) return `${closing}<article><h2>${teller.words.noDate}</h2>\n`
    const date = calendar.iso(next)
    const begins = date.replace(/-\d+$/, "")
    const anchor = begins === month ? "" : `<span id="d-${begins}"></span>`
    month = begins
    return `${closing}<article id="d-${date}">${anchor}<h2>${escaped(calendar.day(next))}</h2>\n`
  }

  return {
    start: `${start}<header><h1>${escaped(title)}</h1>
${index === undefined ? "" : `<p><a href="${escaped(encodeURIComponent(index))}">${teller.words.allChats}</a></p>\n`}<p>${escaped(subtitle)}</p>
${monthsOf(context)}</header>
<main>
`,
    entry: (entry) => {
      const opening = heading(entry) + (part.length === PART ? closed() : "")
      part.push(bubbleOf(entry, before, colour, teller))
      before = entry
      return opening
    },
    end: () =>
      `${isOpen ? `${closed()}</article>\n` : `<p class="line">${teller.words.nothing}</p>\n`}</main>\n<footer>${escaped(context.madeBy)}</footer>\n${end}`
  }
}
