// One entry of a transcript as HTML: a bubble on the left or right, or a small line.
import { type Counted, clockOf, type Details, type Entry, type Poll, type Quote } from "../entry.ts"
import { isPicture } from "../local-file.ts"
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
} from "../telling.ts"
import { isLine } from "../words.ts"
import { anchorOf, escaped, innerLink, linked, outerLink } from "./markup.ts"

/** A sender's name is not repeated within this many minutes. */
const SAME_MINUTES = 30

/** A status without an icon, in words. */
const statusOf = ({ details, status }: Entry, { words }: Teller): string =>
  status === "other" ? ` <em>${escaped(words.notDelivered(details?.status ?? ""))}</em>` : ""

const quoteOf = (quote: Quote, teller: Teller): string => {
  const who = escaped(quote.who === null ? teller.words.nobody : teller.nameOf(quote.who))
  const written = escaped(quotedText(quote, teller))
  const copy = copyOf(quote, teller)
  const text = copy === undefined ? written : innerLink(copy.href, written)
  const linkedTo =
    quote.is_shown && quote.id !== null
      ? `<a href="#${escaped(encodeURIComponent(anchorOf(quote.id)))}">${who}</a>`
      : `<b>${who}</b>`
  return `<blockquote>${linkedTo}<p>${text}</p></blockquote>`
}

const thumbnailTypes = { "/9j/": "jpeg", iVBOR: "png", UklGR: "webp" } as const

/** The preview as sent, if it is a picture in base64. */
const thumbnailOf = (base64: string | null): string => {
  if (base64 === null || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return ""
  const [, type] = Object.entries(thumbnailTypes).find(([start]) => base64.startsWith(start)) ?? []
  return type === undefined
    ? ""
    : `<img src="data:image/${type};base64,${base64}" alt="" loading="lazy" decoding="async">`
}

const mediaOf = ({ media }: Details, teller: Teller): string => {
  if (media === null) return ""
  const kind = mediaKind(media, teller)
  const copy = copyOf(media, teller)
  const link = copy === undefined ? safeLink(media.url) : undefined
  // The name of a picture is a camera's and meaningless; that of a document is not.
  const isNamed = media.file !== null && (media.type === null || media.type === "document")
  const [shown, other] = isNamed ? [media.file ?? kind, kind] : [kind, media.file]
  const name =
    copy !== undefined
      ? innerLink(copy.href, escaped(shown))
      : link !== undefined
        ? outerLink(link.href, shown)
        : escaped(shown)
  const beside = [other, link?.host].filter((part) => part !== undefined && part !== null)
  const small = beside.length === 0 ? "" : ` <small>${escaped(beside.join(" · "))}</small>`
  const picture =
    copy !== undefined && isPicture(copy)
      ? innerLink(copy.href, `<img src="${escaped(copy.href)}" alt="" loading="lazy" decoding="async">`)
      : thumbnailOf(media.thumbnail)
  return `${picture}<div class="file">${name}${small}</div>`
}

const lines = (parts: ReadonlyArray<string | null | undefined>): string =>
  parts.flatMap((part) => (part === null || part === undefined || part === "" ? [] : [part])).join("<br>")

const textOrNull = (text: string | null): string | null => (text === null ? null : escaped(text))

const placeOf = ({ place }: Details, { words }: Teller): string => {
  if (place === null) return ""
  const { address, latitude, longitude, name } = place
  const at = latitude === null || longitude === null ? undefined : `${latitude}, ${longitude}`
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  const position = at === undefined ? undefined : `${at} · ${outerLink(map, words.map)}`
  return `<div class="card"><small>${words.place}</small><br>${lines([textOrNull(name), textOrNull(address), position])}</div>`
}

const contactsOf = ({ contacts }: Details, { words }: Teller): string =>
  (contacts ?? [])
    .map(({ name, phones }) => {
      const shown = lines([textOrNull(name), textOrNull(phones?.replaceAll(",", ", ") ?? null)])
      return `<div class="card"><small>${words.contact}</small><br>${shown}</div>`
    })
    .join("")

const previewOf = ({ preview }: Details): string => {
  if (preview === null || (preview.title === null && preview.description === null)) return ""
  const link = safeLink(preview.url)
  const title = preview.title === null ? null : `<b>${escaped(preview.title)}</b>`
  const source = link === undefined ? null : outerLink(link.href, link.host)
  return `<div class="card">${lines([title, textOrNull(preview.description), source])}</div>`
}

const whoOf = ({ count, names }: Counted, teller: Teller): string =>
  names.length === 0 ? "" : `<small>${escaped(namesOf(names, count, teller))}</small>`

const pollOf = ({ is_multiple, options, question, voters }: Poll, teller: Teller): string => {
  const { words } = teller
  const rows = options.map(
    (option) =>
      `<li><span>${escaped(option.text ?? "…")}</span> <b>${option.count}</b><progress max="${Math.max(1, voters)}" value="${option.count}"></progress>${whoOf(option, teller)}</li>`
  )
  const kind =
    is_multiple === null
      ? words.poll
      : `${words.poll}, ${is_multiple ? words.severalAnswers : words.oneAnswer}`
  const turnout = voters === 0 ? words.noVoters : words.voters(String(voters), voters === 1)
  return `<div class="poll"><small>${kind}</small><p><b>${escaped(question ?? "…")}</b></p><ul>${rows.join("")}</ul><small>${turnout}</small></div>`
}

/** Up to this many reactors are named beside the emoji; more are counted, with their names in a tooltip. */
const NAMED_REACTORS = 2

const reactionsOf = ({ reactions }: Details, teller: Teller): string => {
  if (reactions === null) return ""
  const pills = reactions.map(({ count, emoji, names }) => {
    const who = escaped(namesOf(names, count, teller))
    return count <= NAMED_REACTORS
      ? `<span>${escaped(emoji)} ${who}</span>`
      : `<span title="${who}">${escaped(emoji)} ${count}</span>`
  })
  return `<div class="r">${pills.join("")}</div>`
}

const earlierOf = ({ earlier }: Details, { words }: Teller): string =>
  earlier === null
    ? ""
    : `<details><summary>${words.earlier}</summary>${earlier.map((text) => `<p>${escaped(text)}</p>`).join("")}</details>`

const headOf = (entry: Entry, { words }: Teller): string => {
  const details = [
    entry.kind === "story" ? words.story : "",
    entry.isForwardedOften ? words.forwardedOften : entry.isForwarded ? words.forwarded : ""
  ].filter((part) => part !== "")
  return details.length === 0 ? "" : `<small>${details.join(" · ")}</small>`
}

const contentOf = (entry: Entry, teller: Teller): string => {
  const { details, text } = entry
  const label = labelOf(entry, teller)
  const written =
    text === null
      ? label === undefined
        ? ""
        : `<i>${escaped(label)}</i>`
      : entry.isDeleted
        ? `<s>${linked(text)}</s>`
        : linked(text)
  if (details === undefined) return written
  const poll = details.poll === null ? "" : pollOf(details.poll, teller)
  return `${details.quote === null ? "" : quoteOf(details.quote, teller)}${mediaOf(details, teller)}${poll}${poll === "" ? written : ""}${placeOf(details, teller)}${contactsOf(details, teller)}${previewOf(details)}${earlierOf(details, teller)}`
}

const footOf = (entry: Entry, teller: Teller): string => {
  const { words } = teller
  const marked = [entry.isEdited ? words.edited : "", entry.isDeleted ? words.deleted : ""]
    .filter((mark) => mark !== "")
    .map((mark) => `<i>${mark}</i> `)
    .join("")
  return `<footer>${marked}${clockOf(entry)}${statusOf(entry, teller)}</footer>`
}

const continues = (entry: Entry, before: Entry | undefined): boolean =>
  before !== undefined &&
  !isLine(before.kind) &&
  before.person?.id === entry.person?.id &&
  before.isOwn === entry.isOwn &&
  (entry.minute ?? 0) - (before.minute ?? 0) <= SAME_MINUTES

/** An entry as HTML. `before` is the previous entry of the same day; `colour` returns the number of the author's colour. */
export const bubbleOf = (
  entry: Entry,
  before: Entry | undefined,
  colour: (entry: Entry) => number,
  teller: Teller
): string => {
  const id = escaped(anchorOf(entry.id))
  if (isLine(entry.kind))
    return `<p class="line" id="${id}">${escaped(lineText(entry, teller))} <small>${clockOf(entry)}</small></p>\n`
  const isNamed = !continues(entry, before)
  const side = entry.isOwn ? `m o ${entry.status}` : "m"
  const name = isNamed ? `<b class="c${colour(entry)}">${escaped(authorOf(entry, teller))}</b>` : ""
  const reactions = entry.details === undefined ? "" : reactionsOf(entry.details, teller)
  return `<div class="${isNamed ? `${side} n` : side}" id="${id}">${name}${headOf(entry, teller)}${contentOf(entry, teller)}${footOf(entry, teller)}${reactions}</div>\n`
}
