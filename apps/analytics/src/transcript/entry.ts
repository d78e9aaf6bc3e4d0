// The entries of a transcript: rows of `sql/transcript/entries.sql` as values.

/** Delivery status of the account's own message; `other` is shown in words. */
export const statuses = ["none", "pending", "sent", "delivered", "read", "other"] as const

export type Status = (typeof statuses)[number]

const kinds = ["message", "story", "call", "block", "event"] as const

export type EntryKind = (typeof kinds)[number]

/** People who did the same: the count of all, and the first names. */
export interface Counted {
  readonly count: number
  readonly names: ReadonlyArray<string>
}

export interface Poll {
  readonly question: string | null
  readonly is_multiple: boolean | null
  /** Number of people who chose anything. */
  readonly voters: number
  readonly options: ReadonlyArray<Counted & { readonly text: string | null }>
}

export interface Quote {
  readonly id: string | null
  /** True if the quoted message is in the same transcript. */
  readonly is_shown: boolean
  readonly who: string | null
  readonly type: string | null
  readonly file: string | null
  readonly text: string | null
  /** Name of the copied file of a message that is not shown. */
  readonly kept: string | null
}

export interface Media {
  readonly type: string | null
  readonly url: string | null
  readonly file: string | null
  readonly is_note: boolean | null
  /** Name of the copied file, column `file` of `media_files`. */
  readonly kept: string | null
  /** Base 64, as sent. */
  readonly thumbnail: string | null
}

export interface Call {
  /** `missed`, a value of the column `outcome` of `calls`. */
  readonly outcome: string
  /** As sent. */
  readonly status: string | null
  readonly is_video: boolean | null
  readonly seconds: number | null
}

/** An event about a message that is not in the transcript. */
export interface Event {
  readonly what: "reaction" | "vote" | "edit" | "deletion"
  readonly emoji: string | null
  readonly options: ReadonlyArray<string>
  readonly text: string | null
  /** The text of that message, if the archive has it. */
  readonly about: string | null
}

/** Everything that a plain text message does not have. */
export interface Details {
  readonly type: string | null
  readonly status: string | null
  readonly state: string | null
  readonly call: Call | null
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
  /** Earlier texts, oldest first. */
  readonly earlier: ReadonlyArray<string> | null
  readonly reactions: ReadonlyArray<Counted & { readonly emoji: string }> | null
  readonly event: Event | null
}

/** A sender. */
export interface Person {
  /** The id of the sender, or `name ` and the name of one without an id. */
  readonly id: string
  readonly name: string
  readonly isOwn: boolean
}

export interface Entry {
  /** Message id (idMessage). */
  readonly id: string
  readonly kind: EntryKind
  readonly person: Person | undefined
  /** Minutes since 1970 in the zone's wall-clock time; undefined for a message without a time. */
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

/** Absent values are left out of the JSON, which makes it cheaper to write and to read. */
const noDetails: Details = {
  type: null,
  status: null,
  state: null,
  call: null,
  quote: null,
  media: null,
  preview: null,
  place: null,
  contacts: null,
  poll: null,
  earlier: null,
  reactions: null,
  event: null
}

/** Converts a row of `entries.sql` to an entry. */
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
    details: second === first + 1 ? undefined : { ...noDetails, ...JSON.parse(line.slice(first + 1, second)) }
  }
}

const MINUTES = 1440

/** The day of an entry, in days since 1970; undefined without a time. */
export const dayOf = ({ minute }: Entry): number | undefined =>
  minute === undefined ? undefined : Math.floor(minute / MINUTES)

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

const clocks = Array.from({ length: MINUTES }, (_, at) => `${two(Math.floor(at / 60))}:${two(at % 60)}`)

/** The wall-clock time, such as `14:05`; empty without a time. */
export const clockOf = ({ minute }: Entry): string =>
  minute === undefined ? "" : (clocks[((minute % MINUTES) + MINUTES) % MINUTES] ?? "")
