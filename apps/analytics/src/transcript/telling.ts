// Plain texts shared by all formats, each of which escapes them.
import type { Entry, Media, Quote } from "./entry.ts"
import type { Namer } from "./facts.ts"
import type { LocalFile } from "./local-file.ts"
import type { TranscriptWords } from "./words.ts"

export interface Teller {
  readonly words: TranscriptWords
  readonly nameOf: Namer
  /** The copied file of this name; undefined if files are not copied. */
  readonly localFile: ((name: string) => LocalFile | undefined) | undefined
}

/** The author's name. */
export const authorOf = ({ person }: Entry, { words }: Teller): string => person?.name ?? words.nobody

/** Names of people who did the same, and how many more there are. */
export const namesOf = (names: ReadonlyArray<string>, count: number, { nameOf, words }: Teller): string => {
  const listed = names.map(nameOf).join(", ")
  return count > names.length ? `${listed} ${words.more(count - names.length)}` : listed
}

interface SafeLink {
  readonly href: string
  readonly host: string
}

/** A web link that is safe to follow, with its host; undefined for anything else. */
export const safeLink = (url: string | null | undefined): SafeLink | undefined => {
  if (url === null || url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const { host, href, protocol } = new URL(url)
  return protocol === "https:" || protocol === "http:" ? { href, host } : undefined
}

/** Links in text, without punctuation or brackets after them. */
const LINK = /https?:\/\/[^\s<>"'«»“”]*[^\s<>"'«»“”.,:;!?…)\]}]/gi

/** Splits text into web links and the parts between; joined, they are the text. */
export const piecesOf = (
  text: string
): ReadonlyArray<{ readonly text: string; readonly isLink: boolean }> => {
  if (!text.includes("://")) return [{ text, isLink: false }]
  const pieces: Array<{ text: string; isLink: boolean }> = []
  let end = 0
  for (const { 0: link, index } of text.matchAll(LINK)) {
    pieces.push({ text: text.slice(end, index), isLink: false }, { text: link, isLink: URL.canParse(link) })
    end = index + link.length
  }
  return [...pieces, { text: text.slice(end), isLink: false }]
}

/** The copy of the file of a message or of a quoted one, if there is one. */
export const copyOf = (
  { kept }: Pick<Media | Quote, "kept">,
  { localFile }: Teller
): LocalFile | undefined => (kept === null ? undefined : localFile?.(kept))

/** The kind of a file in words. */
export const mediaKind = ({ is_note, type }: Media, { words }: Teller): string =>
  words.media[type === "video" && is_note === true ? "note" : (type ?? "")] ?? words.file

const kindOfType = (type: string | null): string =>
  (type ?? "").replace(/Message$/, "").replace("contactsArray", "contact")

/** The text of a quote, or the kind of the quoted message if it has none. */
export const quotedText = ({ file, text, type }: Quote, { words }: Teller): string => {
  if (text !== null) return text
  const kind = kindOfType(type)
  const named: Readonly<Record<string, string>> = {
    ...words.media,
    location: words.place,
    contact: words.contact,
    poll: words.poll
  }
  const label = Object.hasOwn(named, kind) ? named[kind] : undefined
  return [label, file].filter((part) => part !== null && part !== undefined).join(" ") || "…"
}

const textTypes = new Set(["textMessage", "extendedTextMessage", "quotedMessage", "", null])

/** The label of a message with nothing else to show; undefined if there is something. */
export const labelOf = ({ details, text }: Entry, { words }: Teller): string | undefined => {
  if (text !== null || details === undefined) return undefined
  const { contacts, media, place, poll, preview, type } = details
  if (contacts !== null || media !== null || place !== null || poll !== null || preview !== null)
    return undefined
  return textTypes.has(type) ? words.noText : words.message(type ?? "")
}

const durationOf = (seconds: number | null): string =>
  seconds === null || seconds <= 0
    ? ""
    : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`

const callText = ({ details, isOwn }: Entry, { words }: Teller): string => {
  const { is_video = null, outcome = "", seconds = null, status = null } = details?.call ?? {}
  return [
    isOwn ? words.outgoingCall : words.incomingCall,
    is_video === true ? words.video : "",
    words.outcomes[outcome] ?? status ?? "",
    durationOf(seconds)
  ]
    .filter((part) => part !== "")
    .join(", ")
}

const blockText = ({ details }: Entry, { words }: Teller): string =>
  details?.state === "blocked"
    ? words.blocked
    : details?.state === "unblocked"
      ? words.unblocked
      : words.block

const eventText = (entry: Entry, teller: Teller): string => {
  const { words } = teller
  const who = authorOf(entry, teller)
  const event = entry.details?.event
  if (event === null || event === undefined) return ""
  const { about, emoji, options, text, what } = event
  const texts = {
    reaction: () => (emoji === null ? words.unreacted(who) : words.reacted(who, emoji)),
    vote: () => (options.length === 0 ? words.unvoted(who) : words.voted(who, options.join(", "))),
    edit: () => words.editedOne(who),
    deletion: () => words.deletedOne(who)
  }[what]()
  const [known, unknown] =
    what === "edit" || what === "deletion" ? [words.of, words.ofUnknown] : [words.to, words.toUnknown]
  const whole = `${texts} ${about === null ? unknown : known(about)}`
  return text === null ? whole : `${whole}: ${text}`
}

/** The text of an entry on a small line of its own: a call, a block, an event. */
export const lineText = (entry: Entry, teller: Teller): string => {
  if (entry.kind === "call") return callText(entry, teller)
  return entry.kind === "block" ? blockText(entry, teller) : eventText(entry, teller)
}
