// What a transcript tells, line by line, as the tables give it: `sql/transcript/entries.sql` in values.

/** How far a message of the account's own has come; `other` is told in words. */
export const statuses = ["none", "pending", "sent", "delivered", "read", "other"] as const

export type Status = (typeof statuses)[number]

const kinds = ["message", "story", "call", "block", "event"] as const

export type EntryKind = (typeof kinds)[number]

/** People who did the same: all are counted, the first of them are named. */
export interface Counted {
  readonly count: number
  readonly names: ReadonlyArray<string>
}

export interface Poll {
  readonly question: string | null
  readonly is_multiple: boolean | null
  /** People who chose anything. */
  readonly voters: number
  readonly options: ReadonlyArray<Counted & { readonly text: string | null }>
}

export interface Quote {
  readonly id: string | null
  /** True if the quoted message is in the same transcript. */
  readonly is_told: boolean
  readonly who: string | null
  readonly type: string | null
  readonly file: string | null
  readonly text: string | null
}

export interface Media {
  readonly type: string | null
  readonly url: string | null
  readonly file: string | null
  readonly is_note: boolean | null
  /** Base 64, as sent. */
  readonly thumbnail: string | null
}

/** Something about a message that is not told itself. */
export interface Event {
  readonly what: "reaction" | "vote" | "edit" | "deletion"
  readonly emoji: string | null
  readonly options: ReadonlyArray<string>
  readonly text: string | null
  /** The text of that message, if the archive has it. */
  readonly about: string | null
}

/** Whatever a plain text does not have. */
export interface Details {
  readonly type: string | null
  readonly status: string | null
  readonly state: string | null
  /** Fields of a call, as sent. */
  readonly call: unknown
  readonly quote: Quote | null
  readonly media: Media | null
  readonly preview: {
    readonly title: string | null
    readonly description: string | null
    readonly url: string | null
  } | null
  readonly place: {
    readonly name: string | null
    readonly address: string | null
    readonly latitude: number | null
    readonly longitude: number | null
  } | null
  readonly contacts: ReadonlyArray<{ readonly name: string | null; readonly phones: string | null }> | null
  readonly poll: Poll | null
  /** Texts that it had before, the first one first. */
  readonly earlier: ReadonlyArray<string> | null
  readonly reactions: ReadonlyArray<Counted & { readonly emoji: string }> | null
  readonly event: Event | null
}

/** Someone who writes. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly isOwn: boolean
}

export interface Entry {
  /** Message id (idMessage). */
  readonly id: string
  readonly kind: EntryKind
  readonly person: Person | undefined
  /** Minutes of the zone's clocks since 1970; undefined for a message without a time. */
  readonly minute: number | undefined
  readonly isOwn: boolean
  readonly isForwarded: boolean
  readonly isForwardedOften: boolean
  readonly isEdited: boolean
  readonly isDeleted: boolean
  readonly status: Status
  readonly text: string | null
  readonly details: Details | undefined
}

const NO_MINUTE = -2147483648

const SEPARATOR = "\u001f"

/** An entry of a row of `entries.sql`. */
export const entryOf = (person: Person | undefined, minute: number, signs: number, line: string): Entry => {
  const first = line.indexOf(SEPARATOR)
  const second = line.indexOf(SEPARATOR, first + 1)
  return {
    id: line.slice(0, first),
    kind: kinds[(signs >> 5) & 7] ?? "message",
    person,
    minute: minute === NO_MINUTE ? undefined : minute,
    isOwn: (signs & 1) !== 0,
    isForwarded: (signs & 2) !== 0,
    isForwardedOften: (signs & 4) !== 0,
    isEdited: (signs & 8) !== 0,
    isDeleted: (signs & 16) !== 0,
    status: statuses[(signs >> 8) & 7] ?? "none",
    text: second + 1 === line.length ? null : line.slice(second + 1),
    details: second === first + 1 ? undefined : JSON.parse(line.slice(first + 1, second))
  }
}

const MINUTES = 1440

/** The day of an entry, in days since 1970; undefined without a time. */
export const dayOf = ({ minute }: Entry): number | undefined =>
  minute === undefined ? undefined : Math.floor(minute / MINUTES)

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

const clocks = Array.from({ length: MINUTES }, (_, at) => `${two(Math.floor(at / 60))}:${two(at % 60)}`)

/** What the clock showed: `14:05`; empty without a time. */
export const clockOf = ({ minute }: Entry): string =>
  minute === undefined ? "" : (clocks[((minute % MINUTES) + MINUTES) % MINUTES] ?? "")
