// A chat as Markdown (CommonMark): a heading per day, a paragraph per message. Untrusted text stays text: every special
// character is escaped with a backslash, so no link, picture or markup results.
import { clockOf, dayOf, type Entry } from "./entry.ts"
import type { Form } from "./form.ts"
import { type MessageLine, marksOf, messageLines } from "./plain-text.ts"
import { authorOf, lineText, piecesOf, type Teller } from "./telling.ts"
import { isLine } from "./words.ts"

const escapedPiece = (text: string): string =>
  text.replace(/\p{Cc}/gu, " ").replace(/[\\`*_[\]<>~|&]/g, "\\$&")

/** A line of text escaped for Markdown, including its beginning; web links stay links. */
export const escapedLine = (line: string): string =>
  piecesOf(line)
    .map(({ isLink, text }) => (isLink ? `<${text}>` : escapedPiece(text)))
    .join("")
    .trim()
    .replace(/^[-+=#]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2")

const paragraph = (text: string): string =>
  text
    .split(/\r\n?|[\n\u2028\u2029\x85]/)
    .map(escapedLine)
    .filter((line) => line !== "")
    .join("  \n")

const linesOf = ({ copy, text }: MessageLine): string =>
  copy === undefined ? paragraph(text) : `[${escapedPiece(text)}](<${copy.href}>)`

const entryText = (entry: Entry, teller: Teller): string => {
  if (isLine(entry.kind)) return `*${escapedLine(lineText(entry, teller))}* ${clockOf(entry)}\n\n`
  const author = escapedPiece(authorOf(entry, teller)).trim()
  const head = `**${author || "…"}** ${clockOf(entry)}${escapedLine(marksOf(entry, teller)).replace(/^(?=.)/, " ")}`
  const body = messageLines(entry, teller).map(linesOf)
  return `${[head, ...body].filter((part) => part !== "").join("  \n")}\n\n`
}

/** A chat as Markdown. */
export const markdownForm: Form = ({ calendar, madeBy, subtitle, teller, title }) => {
  let day: number | undefined
  let isOpen = false
  const heading = (entry: Entry): string => {
    const next = dayOf(entry)
    if (isOpen && next === day) return ""
    day = next
    isOpen = true
    return `## ${next === undefined ? teller.words.noDate : escapedLine(calendar.day(next))}\n\n`
  }
  return {
    start: `# ${escapedLine(title)}\n\n${escapedLine(subtitle)}\n\n`,
    entry: (entry) => heading(entry) + entryText(entry, teller),
    end: () => `${isOpen ? "" : `${teller.words.nothing}\n\n`}---\n\n${escapedLine(madeBy)}\n`
  }
}
