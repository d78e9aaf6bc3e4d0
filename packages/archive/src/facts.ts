// The facts of a snapshot: the request, its time, its instance, and the result. One line of JSON before the body.
//
// Never contains the token or a URL. Field names are part of archive format 1 and do not change; readers
// ignore unknown names.
import * as Schema from "effect/Schema"

/** Message journals; `history` is a chat history with both directions in one list. */
const messageJournals = ["incoming", "outgoing", "history"] as const

/** Directory replies of getContacts, getChats and getGroupData. */
const directoryJournals = ["contacts", "chats", "group"] as const

/** Not a reply of the service: results of file downloads. */
const ownJournals = ["media"] as const

/**
 * The source of a snapshot: a journal, a directory part, `media` (results of downloads), `notifications` (imported or received), or
 * `phone` (a chat that a phone exported).
 */
export const Journal = Schema.Literals([
  ...messageJournals,
  ...directoryJournals,
  ...ownJournals,
  "notifications",
  "phone"
])
/** The source of a snapshot: a journal, a directory part, `media`, `notifications`, or `phone`. */
export type Journal = typeof Journal.Type
/** A part of the directory: names and members, no messages. */
export type DirectoryJournal = (typeof directoryJournals)[number]

/** True for a reply of the directory. */
export const isDirectory = (journal: Journal): journal is DirectoryJournal =>
  directoryJournals.some((one) => one === journal)

/** The content of a reply that is not messages: calls and stories have journals of their own, for both directions. */
export const ReplyKind = Schema.Literals(["calls", "stories"])
/** The content of a reply that is not messages. */
export type ReplyKind = typeof ReplyKind.Type

/** How an exported chat is read. */
export const PhoneFacts = Schema.Struct({
  /** Zone of its times, an IANA name. */
  time_zone: Schema.String,
  /** Day, month, year, or month, day, year. */
  date_order: Schema.Literals(["dmy", "mdy"]),
  chat_id: Schema.String
})
/** How an exported chat is read. */
export interface PhoneFacts extends Schema.Schema.Type<typeof PhoneFacts> {}

const WholeNumber = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const InstanceId = Schema.String.check(Schema.isPattern(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/))
/** An instant with milliseconds, such as `2024-01-29T10:15:30.123Z`. */
const Instant = Schema.String.check(Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))

/** True if a text can be an instance id, and so a folder name: letters, digits, `_` and `-`, at most 64. */
export const isInstanceId = Schema.is(InstanceId)

/** The schema of the facts of one snapshot; unknown fields are ignored. */
export const Facts = Schema.Struct({
  version: Schema.Literal(1),
  snapshot_id: Schema.String,
  instance_id: InstanceId,
  journal: Journal,
  /** Left out for message journals. */
  kind: Schema.optional(ReplyKind),
  origin: Schema.Literals(["sync", "import"]),
  requested_at: Instant,
  requested_at_is_guess: Schema.Boolean,
  /** Milliseconds from the request to the headers of the reply; left out if not measured. */
  duration_ms: Schema.optional(WholeNumber),
  /** The requested window, in minutes; null if unknown. */
  minutes: Schema.NullOr(WholeNumber),
  /** The `Date` header of the reply. */
  server_date: Schema.NullOr(Schema.String),
  /** HTTP status; null for an import. */
  status: Schema.NullOr(WholeNumber),
  /** Size of the body in bytes. */
  byte_count: WholeNumber,
  /** sha256 of the body, 64 hexadecimal digits. */
  sha256: Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)),
  record_count: WholeNumber,
  /** UNIX seconds; null if no record has a timestamp. */
  oldest_timestamp: Schema.NullOr(WholeNumber),
  newest_timestamp: Schema.NullOr(WholeNumber),
  /** File name of an import, without its folder. */
  source: Schema.NullOr(Schema.String),
  /** Settings and state of the instance, if they were requested at about the same time. */
  evidence: Schema.NullOr(Schema.Record(Schema.String, Schema.Unknown)),
  /** Only for `phone`. */
  phone: Schema.optional(PhoneFacts),
  /** Name and version of the program that wrote the snapshot. */
  program: Schema.String
})

/** The facts of one snapshot. */
export interface Facts extends Schema.Schema.Type<typeof Facts> {}

/** Facts with the kind found in the body: imports of older versions have none. */
export const withKind = (facts: Facts, kind: ReplyKind | undefined): Facts =>
  facts.origin === "import" && kind !== undefined ? { ...facts, kind } : facts

const areFacts = Schema.is(Facts)
const names = Object.keys(Facts.fields)

/** Parses a line of facts, without unknown fields; undefined if it is invalid. */
export const factsOfLine = (line: string): Facts | undefined => {
  try {
    const parsed: unknown = JSON.parse(line)
    if (!areFacts(parsed)) return undefined
    const known = names.filter((name) => Object.hasOwn(parsed, name))
    return Object.fromEntries(known.map((name) => [name, Reflect.get(parsed, name)])) as unknown as Facts
  } catch {
    return undefined
  }
}

const journalCodes = {
  incoming: "in",
  outgoing: "out",
  history: "hist",
  contacts: "cont",
  chats: "chat",
  group: "group",
  media: "media",
  notifications: "note",
  phone: "phone"
} as const satisfies Record<Journal, string>

/** The parts of a snapshot id. */
interface SnapshotName {
  /** From 1970 to the year 9999. */
  readonly requestedAt: Date
  readonly journal: Journal
  /** 0 unless a file was split into several snapshots; at most 9999. */
  readonly part: number
  /** sha256 of the body, 64 hexadecimal digits. */
  readonly sha256: string
}

/** The start of the ids of snapshots requested at a moment. */
export const idInstant = (requestedAt: Date): string => requestedAt.toISOString().replace(/[-:.]/g, "")

/**
 * `<requested_at as 20240129T101530123Z>-<journal code>-<part>-<first 16 digits of sha256>`: sorts in request order.
 */
export const snapshotId = ({ requestedAt, journal, part, sha256 }: SnapshotName): string => {
  return `${idInstant(requestedAt)}-${journalCodes[journal]}-${String(part).padStart(4, "0")}-${sha256.slice(0, 16)}`
}

const idPattern = /^\d{8}T\d{9}Z-(in|out|hist|cont|chat|group|media|note|phone)-\d{4}-([0-9a-f]{16})$/

/** The year, month, journal and sha256 prefix in a snapshot id; undefined if it is invalid. */
export const partsOfId = (id: string) => {
  const [, code, sha256Start] = idPattern.exec(id) ?? []
  const journal = Journal.literals.find((journal) => journalCodes[journal] === code)
  return journal === undefined || sha256Start === undefined
    ? undefined
    : { year: id.slice(0, 4), month: id.slice(4, 6), journal, sha256Start }
}

/** True for the id of a notification snapshot. */
export const isNotificationId = (id: string): boolean => /-note-\d{4}-/.test(id)

/** True for the id of an exported chat. */
export const isPhoneId = (id: string): boolean => /-phone-\d{4}-/.test(id)

/** True for the id of a directory snapshot. */
export const isDirectoryId = (id: string): boolean => /-(?:cont|chat|group)-\d{4}-/.test(id)

/** True for the id of a download snapshot. */
export const isMediaId = (id: string): boolean => /-media-\d{4}-/.test(id)

/** True for a snapshot id. */
export const isSnapshotId = (id: string): boolean => idPattern.test(id)

const filePattern = /^\d{8}T\d{9}Z-(?:in|out|hist|cont|chat|group|media|note|phone)-\d{4}-[0-9a-f]{16}\.zst$/

/** The snapshot id of a file name; undefined if the file is not a snapshot. */
export const snapshotIdOfFile = (name: string): string | undefined =>
  filePattern.test(name) ? name.slice(0, -4) : undefined

/** Folders and file name of a snapshot, below `snapshots/`. */
export const snapshotPlace = (instanceId: string, id: string): ReadonlyArray<string> => [
  instanceId,
  id.slice(0, 4),
  id.slice(4, 6),
  `${id}.zst`
]
