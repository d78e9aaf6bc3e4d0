// A chat as plain text: a heading per day, a line per message, its details indented below.
import { type Counted, clockOf, type Details, dayOf, type Entry, type Poll } from "./entry.ts"
import type { Form } from "./form.ts"
import type { LocalFile } from "./local-file.ts"
import {
  authorOf,
  copyOf,
  labelOf,
  lineText,
  mediaKind,
  namesOf,
  quotedText,
  safeLink,
  type Teller
} from "./telling.ts"
import { isLine } from "./words.ts"

const INDENT = "       "

/** Replaces control characters, which a terminal would interpret, and normalises line breaks. */
const plain = (text: string): string =>
  text.replace(/\r\n?|[\u2028\u2029\x85]/g, "\n").replace(/[\p{Cc}--[\t\n]]/gv, "�")

const oneLine = (text: string): string => plain(text).replace(/\s+/g, " ").trim()

const indented = (text: string): string => text.replaceAll("\n", `\n${INDENT}`)

const whoOf = ({ count, names }: Counted, teller: Teller): string =>
  names.length === 0 ? "" : ` (${oneLine(namesOf(names, count, teller))})`

const pollLines = ({ is_multiple, options, question, voters }: Poll, teller: Teller) => {
  const { words } = teller
  const kind = is_multiple === null ? "" : `, ${is_multiple ? words.severalAnswers : words.oneAnswer}`
  const turnout = voters === 0 ? words.noVoters : words.voters(String(voters), voters === 1)
  return [
    `${words.poll}${kind}: ${oneLine(question ?? "…")}`,
    ...options.map((option) => `- ${oneLine(option.text ?? "…")}: ${option.count}${whoOf(option, teller)}`),
    turnout
  ]
}

const joined = (parts: ReadonlyArray<string | null | undefined>, separator: string): string =>
  parts
    .flatMap((part) => (part === null || part === undefined || part === "" ? [] : [oneLine(part)]))
    .join(separator)

const labelled = (label: string, parts: ReadonlyArray<string | null>): string =>
  `[${label}] ${joined(parts, ", ")}`.trimEnd()

/** A line of a message; one about a copied file leads to it. */
export interface MessageLine {
  readonly text: string
  readonly copy?: LocalFile | undefined
}

const mediaLine = ({ media }: Details, teller: Teller): ReadonlyArray<MessageLine> => {
  if (media === null) return []
  const copy = copyOf(media, teller)
  const link = copy === undefined ? safeLink(media.url)?.href : undefined
  return [{ text: joined([`[${mediaKind(media, teller)}]`, media.file, link], " "), copy }]
}

const detailLines = (details: Details, teller: Teller): ReadonlyArray<string> => {
  const { words } = teller
  const { contacts, place, poll, preview } = details
  return [
    ...(poll === null ? [] : pollLines(poll, teller)),
    ...(place === null
      ? []
      : [
          labelled(words.place, [
            place.name,
            place.address,
            place.latitude === null || place.longitude === null
              ? null
              : `${place.latitude}, ${place.longitude}`
          ])
        ]),
    ...(contacts ?? []).map(({ name, phones }) => labelled(words.contact, [name, phones])),
    ...(preview === null || (preview.title === null && preview.description === null)
      ? []
      : [`> ${joined([preview.title, preview.description, safeLink(preview.url)?.href], " · ")}`])
  ]
}

const reactionOf = (reaction: Counted & { readonly emoji: string }, teller: Teller): string => {
  const { count, emoji, names } = reaction
  const who =
    count === 1 ? ` ${oneLine(namesOf(names, count, teller))}` : ` ${count}${whoOf(reaction, teller)}`
  return `${oneLine(emoji)}${who}`
}

/** The lines of a message: the one after its author, text first, then those below. */
export const messageLines = (entry: Entry, teller: Teller): ReadonlyArray<MessageLine> => {
  const { words } = teller
  const { details, text } = entry
  const { earlier = null, poll = null, quote = null, reactions = null } = details ?? {}
  const label = labelOf(entry, teller)
  const quoted =
    quote === null
      ? []
      : [
          {
            text: `↳ ${words.replyTo} ${oneLine(quote.who === null ? words.nobody : teller.nameOf(quote.who))}: ${oneLine(quotedText(quote, teller))}`,
            copy: copyOf(quote, teller)
          }
        ]
  const written =
    poll !== null ? [] : text !== null ? [plain(text)] : label === undefined ? [] : [`(${label})`]
  const reacted = reactions === null ? [] : [reactions.map((each) => reactionOf(each, teller)).join("  ")]
  const hasFile = details !== undefined && details.media !== null
  const asLine = (text: string): MessageLine => ({ text })
  return [
    ...quoted,
    ...(hasFile ? [] : written).map(asLine),
    ...(details === undefined ? [] : mediaLine(details, teller)),
    ...[
      ...(details === undefined ? [] : detailLines(details, teller)),
      ...(hasFile ? written : []),
      ...(earlier ?? []).map((each) => `${words.earlier}: ${oneLine(each)}`),
      ...reacted
    ].map(asLine)
  ]
}

/** Remarks beside the author of a message: forwarded, edited, deleted, its status. */
export const marksOf = (entry: Entry, { words }: Teller): string => {
  const status = entry.status === "other" ? words.notDelivered(entry.details?.status ?? "") : ""
  const marks = [
    entry.kind === "story" ? words.story : "",
    entry.isForwardedOften ? words.forwardedOften : entry.isForwarded ? words.forwarded : "",
    entry.isEdited ? words.edited : "",
    entry.isDeleted ? words.deleted : "",
    oneLine(status)
  ].filter((mark) => mark !== "")
  return marks.length === 0 ? "" : ` (${marks.join(", ")})`
}

const textOf = (entry: Entry, teller: Teller): string => {
  const clock = clockOf(entry).padEnd(5)
  if (isLine(entry.kind)) return `${clock}  * ${oneLine(lineText(entry, teller))}\n`
  const lines = messageLines(entry, teller).map(({ copy, text }) =>
    copy === undefined ? text : `${text} ${oneLine(copy.path)}`
  )
  return `${clock}  ${oneLine(authorOf(entry, teller))}${marksOf(entry, teller)}: ${indented(lines.join("\n"))}\n`
}

/** A chat as plain text. */
export const textForm: Form = ({ calendar, madeBy, subtitle, teller, title }) => {
  let day: number | undefined
  let isOpen = false
  const heading = (entry: Entry): string => {
    const next = dayOf(entry)
    if (isOpen && next === day) return ""
    const gap = "\n"
    day = next
    isOpen = true
    return `${gap}--- ${next === undefined ? teller.words.noDate : calendar.day(next)} ---\n\n`
  }
  return {
    start: `${oneLine(title)}\n${oneLine(subtitle)}\n`,
    entry: (entry) => heading(entry) + textOf(entry, teller),
    end: () => `${isOpen ? "" : `\n${teller.words.nothing}\n`}\n${oneLine(madeBy)}\n`
  }
}
