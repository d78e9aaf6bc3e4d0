// The facts of a snapshot: what was asked, when, of whom, and what came back. One line of JSON before the body.
//
// Never in it: the token, or a URL. Field names are part of archive format 1 and do not change; a reader
// passes over names that it does not know.
import * as Schema from "effect/Schema"

/** Journals of messages; `history` is a saved chat history, both directions in one list. */
const messageJournals = ["incoming", "outgoing", "history"] as const

/** Replies of the directory: of getContacts, of getChats, and of getGroupData. */
const directoryJournals = ["contacts", "chats", "group"] as const

/** No reply of the service: what became of downloads of files. */
const ownJournals = ["media"] as const

/** Which journal a reply came from, or which part of the directory; `media`: what became of downloads; `notifications`: saved ones, or those that were received. */
export const Journal = Schema.Literals([
  ...messageJournals,
  ...directoryJournals,
  ...ownJournals,
  "notifications"
])
/** Which journal a reply came from, or which part of the directory. */
export type Journal = typeof Journal.Type
/** A part of the directory: names and members, no messages. */
export type DirectoryJournal = (typeof directoryJournals)[number]

/** Tells whether a reply is one of the directory, not of a journal of messages. */
export const isDirectory = (journal: Journal): journal is DirectoryJournal =>
  directoryJournals.some((one) => one === journal)

/** What a reply tells of, where it is not messages: calls and stories have journals of their own, in both directions. */
export const ReplyKind = Schema.Literals(["calls", "stories"])
/** What a reply tells of, where it is not messages. */
export type ReplyKind = typeof ReplyKind.Type

const WholeNumber = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const InstanceId = Schema.String.check(Schema.isPattern(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/))
/** An instant to the millisecond, as `2024-01-29T10:15:30.123Z`. */
const Instant = Schema.String.check(Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))

/** Tells whether a text can name an instance, and so a folder: letters, digits, `_` and `-`, 64 at most. */
export const isInstanceId = Schema.is(InstanceId)

/** The schema of the facts of one snapshot; fields that it does not know are ignored. */
export const Facts = Schema.Struct({
  version: Schema.Literal(1),
  snapshot_id: Schema.String,
  instance_id: InstanceId,
  journal: Journal,
  /** Left out for a journal of messages. */
  kind: Schema.optional(ReplyKind),
  origin: Schema.Literals(["sync", "import"]),
  requested_at: Instant,
  requested_at_is_guess: Schema.Boolean,
  /** Milliseconds from the request to the headers of the reply; left out where no one measured. */
  duration_ms: Schema.optional(WholeNumber),
  /** The requested window, in minutes; null if unknown. */
  minutes: Schema.NullOr(WholeNumber),
  /** The `Date` header of the reply. */
  server_date: Schema.NullOr(Schema.String),
  /** HTTP status; null for an import. */
  status: Schema.NullOr(WholeNumber),
  /** Bytes of the body. */
  byte_count: WholeNumber,
  /** Of the body, 64 hexadecimal digits. */
  sha256: Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)),
  record_count: WholeNumber,
  /** UNIX seconds; null if no record has a timestamp. */
  oldest_timestamp: Schema.NullOr(WholeNumber),
  newest_timestamp: Schema.NullOr(WholeNumber),
  /** File name of an import, without its folder. */
  source: Schema.NullOr(Schema.String),
  /** Settings and state of the instance, if they were requested at about the same time. */
  evidence: Schema.NullOr(Schema.Record(Schema.String, Schema.Unknown)),
  /** Name and version of the program that wrote the snapshot. */
  program: Schema.String
})

/** The facts of one snapshot. */
export interface Facts extends Schema.Schema.Type<typeof Facts> {}

/** The facts of a body that was read: imports of a program that knew no kinds do not tell theirs. */
export const withKind = (facts: Facts, kind: ReplyKind | undefined): Facts =>
  facts.origin === "import" && kind !== undefined ? { ...facts, kind } : facts

const areFacts = Schema.is(Facts)
const names = Object.keys(Facts.fields)

/** The facts that a line tells, without those that are not known; undefined if it tells none. */
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
  notifications: "note"
} as const satisfies Record<Journal, string>

/** What the name of a snapshot is made of. */
interface SnapshotName {
  /** From 1970 to the year 9999. */
  readonly requestedAt: Date
  readonly journal: Journal
  /** 0 unless a file was cut into several snapshots; at most 9999. */
  readonly part: number
  /** Of the body, 64 hexadecimal digits. */
  readonly sha256: string
}

/** With what the ids of snapshots begin that were requested at a moment. */
export const idInstant = (requestedAt: Date): string => requestedAt.toISOString().replace(/[-:.]/g, "")

/** `<requested_at as 20240129T101530123Z>-<code of the journal>-<part>-<first 16 digits of sha256>`: sorts in the order of asking. */
export const snapshotId = ({ requestedAt, journal, part, sha256 }: SnapshotName): string => {
  return `${idInstant(requestedAt)}-${journalCodes[journal]}-${String(part).padStart(4, "0")}-${sha256.slice(0, 16)}`
}

const idPattern = /^\d{8}T\d{9}Z-(in|out|hist|cont|chat|group|media|note)-\d{4}-([0-9a-f]{16})$/

/** What a snapshot id tells by itself; undefined if it is none. */
export const partsOfId = (id: string) => {
  const [, code, sha256Start] = idPattern.exec(id) ?? []
  const journal = Journal.literals.find((journal) => journalCodes[journal] === code)
  return journal === undefined || sha256Start === undefined
    ? undefined
    : { year: id.slice(0, 4), month: id.slice(4, 6), journal, sha256Start }
}

/** Tells whether a snapshot is one of notifications, by its id. */
export const isNotificationId = (id: string): boolean => /-note-\d{4}-/.test(id)

/** Tells whether a snapshot is one of the directory, by its id. */
export const isDirectoryId = (id: string): boolean => /-(?:cont|chat|group)-\d{4}-/.test(id)

/** Tells whether a snapshot is one of downloads, by its id. */
export const isMediaId = (id: string): boolean => /-media-\d{4}-/.test(id)

/** Tells whether a text is the id of a snapshot. */
export const isSnapshotId = (id: string): boolean => idPattern.test(id)

const filePattern = /^\d{8}T\d{9}Z-(?:in|out|hist|cont|chat|group|media|note)-\d{4}-[0-9a-f]{16}\.zst$/

/** The id of the snapshot that a file of this name holds; undefined if it is not a snapshot. */
export const snapshotIdOfFile = (name: string): string | undefined =>
  filePattern.test(name) ? name.slice(0, -4) : undefined

/** Folders and file of a snapshot, below `snapshots/`. */
export const snapshotPlace = (instanceId: string, id: string): ReadonlyArray<string> => [
  instanceId,
  id.slice(0, 4),
  id.slice(4, 6),
  `${id}.zst`
]
