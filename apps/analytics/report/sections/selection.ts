// What the report selects, on screen and on paper. Without messages: why there are none, and where there are some.
import type { KnownMessages } from "../../src/report/layout.ts"
import type { Data } from "../data.ts"
import { everything } from "../filter.ts"
import { type SelectionStrings, selectionStringsOf } from "../selection-strings.ts"
import { el } from "../view/dom.ts"
import { shown, type Words } from "../view/words.ts"
import type { Context } from "./section.ts"
import type { Counts } from "./summary.ts"

/** A wall-clock time of the zone; only the day if it is midnight. */
const timeText = (wall: string, words: Words): string => {
  const at = new Date(`${wall}Z`)
  if (Number.isNaN(at.getTime())) return wall.replace("T", " ")
  const isMidnight = wall.endsWith("T00:00:00")
  return words.dateText(at, { dateStyle: "medium", ...(isMidnight ? {} : { timeStyle: "medium" }) })
}

const dayText = (wall: string | null, words: Words): string =>
  wall === null ? "–" : timeText(`${wall.slice(0, -8)}00:00:00`, words)

/** The selection that the file was made from. */
export const selectionLine = ({ texts }: Data, words: Words): HTMLElement => {
  const says = selectionStringsOf(words.locale)
  const { chats, from, instances, to } = texts.selection
  const since = from === null ? [] : [says.since(timeText(from, words))]
  const until = to === null ? [] : [says.until(timeText(to, words))]
  const names = chats.map(({ id, name }) =>
    name === null || shown(name) === shown(id) ? shown(id) : `${shown(name)} (${shown(id)})`
  )
  const parts = [
    `${says.period}: ${[...since, ...until].join(" ") || says.whole}`,
    ...(instances.length === 0 ? [] : [`${says.instances}: ${instances.map(shown).join(", ")}`]),
    ...(chats.length === 0 ? [] : [`${says.chats}: ${names.join(", ")}`])
  ]
  return el("p", { class: "muted", id: "selection" }, parts.join(" · "))
}

/** The reader's filters, for prints; undefined without filters. */
const chosenLine = ({ data, scope, words }: Context): HTMLElement | undefined => {
  const { chat, fromDay, instance, person, toDay } = scope.filter
  const says = selectionStringsOf(words.locale)
  const { strings } = words
  const isWhole = fromDay === undefined && toDay === undefined
  const sender = data.texts.senders.findIndex(({ id }) => id === person)
  const parts = [
    ...(isWhole ? [] : [says.days(words.day(fromDay ?? 1), words.day(toDay ?? data.texts.lastDay))]),
    ...(instance === undefined ? [] : [`${strings.instance} ${shown(instance)}`]),
    ...(chat === undefined ? [] : [`${strings.chat} ${words.chat(chat)}`]),
    ...(person === undefined ? [] : [`${strings.person} ${words.sender(sender)}`])
  ]
  return parts.length === 0
    ? undefined
    : el("p", { class: "printed", id: "chosen" }, `${says.shown}: ${parts.join(" · ")}`)
}

const told = (
  { first, last, messages }: KnownMessages,
  say: SelectionStrings["archiveHas"],
  words: Words
): string =>
  first === null
    ? selectionStringsOf(words.locale).untimed(words.number(messages))
    : say(words.number(messages), dayText(first, words), dayText(last, words))

/** Why the file has no message, then what the archive contains. */
const reasons = ({ data, words }: Context, says: SelectionStrings): ReadonlyArray<string> => {
  const { archive, chosen } = data.texts.selection
  if (archive.messages === 0) return [says.noneAtAll]
  if (chosen.messages === 0) return [says.noneOfChosen, told(archive, says.archiveHas, words)]
  const isNarrow = data.texts.selection.chats.length > 0 || data.texts.selection.instances.length > 0
  return [says.noneInPeriod, told(chosen, isNarrow ? says.chosenHave : says.archiveHas, words)]
}

/** Counts the messages of the file, ignoring the reader's filters. */
const ofFile = ({ columns }: Data, words: Words): KnownMessages => {
  const { hour, messages } = columns.messages
  let [count, first, last] = [0, 0, 0]
  for (let row = 0; row < messages.length; row += 1) {
    const day = Math.floor((hour[row] ?? 0) / 24)
    count += messages[row] ?? 0
    if (day > 0 && (first === 0 || day < first)) first = day
    if (day > last) last = day
  }
  const wall = (day: number) => (day === 0 ? null : `${words.iso(day)}T00:00:00`)
  return { messages: count, first: wall(first), last: wall(last) }
}

const notice = (counts: Counts, context: Context): HTMLElement | undefined => {
  if (counts.messages.messages > 0) return undefined
  const { data, scope, words } = context
  const says = selectionStringsOf(words.locale)
  const known = ofFile(data, words)
  const isFiltered = Object.keys(everything).some(
    (key) => scope.filter[key as keyof typeof everything] !== undefined
  )
  const why =
    isFiltered && known.messages > 0
      ? [says.noneHere, told(known, says.reportHas, words)]
      : reasons(context, says)
  const hasEvents = counts.reactions.reactions > 0 || counts.polls.length > 0
  const sentences = hasEvents ? [says.onlyEvents, ...why.slice(1)] : why
  return el("p", { class: "notice", id: "notice", role: "status" }, sentences.join(" "))
}

/** The notes above the figures. */
export const selectionNotes = (counts: Counts, context: Context): ReadonlyArray<HTMLElement> =>
  [chosenLine(context), notice(counts, context)].filter((line) => line !== undefined)
