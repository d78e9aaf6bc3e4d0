// The layout of a report's data: tables of numbers, and the texts that they index. Writer and page share it.
//
// Days and hours are in the report's zone: day 1 is `firstDay`, hour 24 its first hour, and 0 means no time.
// A member is a person in a chat. Numbers of chats, people, members, kinds, emoji and texts are indexes of their lists.

import type { Locale } from "../workbook/wording.ts"
import type { Coding } from "./columns.ts"

/** The tables, their columns, and their codings; keys precede the columns that need them. */
export const layout = {
  members: { chat: "rising", sender: "plain" },
  messages: {
    member: "rising",
    hour: { restarting: "member" },
    kind: "plain",
    messages: "plain",
    answers: "plain"
  },
  answers: { step: "plain" },
  reactions: {
    chat: "rising",
    first_day: { restarting: "chat" },
    target: "rising",
    reactor: { above: "first_member" },
    author: { above: "first_member" },
    emoji: "plain",
    later: "plain",
    is_known: "plain"
  },
  polls: {
    chat: "rising",
    asker: { above: "first_member" },
    day: { restarting: "chat" },
    multiple: "plain",
    name: "plain",
    options: "plain"
  },
  poll_options: { text: "plain" },
  votes: {
    poll: "rising",
    chat: "rising",
    voter: { above: "first_member" },
    is_first: "plain",
    choice: "plain",
    day: { near: "poll_day" },
    is_inside: "plain"
  }
} as const satisfies Record<string, Record<string, Coding>>

type TableName = keyof typeof layout
type ColumnName<Table extends TableName> = keyof (typeof layout)[Table] & string

/** The columns of every table, each of type `Kind`. */
export type Columns<Kind> = {
  readonly [Table in TableName]: { readonly [Column in ColumnName<Table>]: Kind }
}

export interface ChatText {
  readonly instance: string
  readonly id: string
  readonly type: string
  readonly name: string | null
  /** The address of its transcript, relative to the report; none by default. */
  readonly transcript?: string
}

export interface SenderText {
  readonly instance: string
  /** Empty for messages without a sender. */
  readonly id: string
  readonly name: string | null
}

interface KindText {
  readonly type: string
  readonly domains: ReadonlyArray<string>
}

/** An interval of a journal: seconds since 1970, and the same for its wall-clock time read as UTC. */
export interface CoverageText {
  readonly instance: string
  readonly journal: string
  readonly state: string
  readonly from: number
  readonly to: number
  readonly fromWall: number
  readonly toWall: number
}

/** `missing` may still be downloaded; `lost` is what the service no longer has. */
export type FileState = "copied" | "missing" | "lost"

/** A message with a file. */
export interface FileText {
  readonly chat: number
  readonly sender: number
  readonly day: number
  /** Seconds since 1970 of its wall-clock time read as UTC; null without a time. */
  readonly wall: number | null
  /** `image` */
  readonly type: string
  readonly name: string | null
  readonly bytes: number | null
  readonly state: FileState
  /** The address of the copy, relative to the report. */
  readonly href: string | null
}

/** The newest files of the report, newest first, and how many there are in all. */
export interface FilesText {
  readonly found: number
  readonly files: ReadonlyArray<FileText>
}

/** Messages of any time; times in the zone's wall-clock time, null if there are none. */
export interface KnownMessages {
  readonly messages: number
  readonly first: string | null
  readonly last: string | null
}

/** The selection of the report; lists are empty without a filter. */
export interface SelectionText {
  /** As `2026-01-31T14:05:09`, in the zone's wall-clock time. */
  readonly from: string | null
  /** Exclusive. */
  readonly to: string | null
  readonly instances: ReadonlyArray<string>
  readonly chats: ReadonlyArray<{ readonly id: string; readonly name: string | null }>
  /** Messages of its instances and chats. */
  readonly chosen: KnownMessages
  readonly archive: KnownMessages
}

/** Everything except the columns of numbers. */
export interface Texts {
  readonly program: string
  readonly locale: Locale
  readonly timeZone: string
  /** When the newest reply of the archive was requested. */
  readonly newestAt: string
  readonly isShareSafe: boolean
  readonly selection: SelectionText
  /** `2026-01-31` */
  readonly firstDay: string
  /** The number of the last day. */
  readonly lastDay: number
  /** The start of days, seconds since 1970: of the first day, and of each day after one that was not 24 hours long. */
  readonly midnights: ReadonlyArray<readonly [day: number, seconds: number]>
  /** Greatest relative error of answer seconds; 0 if they are exact. */
  readonly answerError: number
  readonly chats: ReadonlyArray<ChatText>
  readonly senders: ReadonlyArray<SenderText>
  readonly kinds: ReadonlyArray<KindText>
  readonly emoji: ReadonlyArray<string>
  /** Questions and options of polls. */
  readonly phrases: ReadonlyArray<string>
  /** Texts of the messages with the most reactions, by target. */
  readonly reacted: ReadonlyArray<readonly [target: number, text: string]>
  readonly coverage: ReadonlyArray<CoverageText>
  /** Only in a report with copies of files. */
  readonly files?: FilesText
}

/** The head of the data: the texts, and for every column its rows and compressed bytes, in the order of `layout`. */
export interface Head {
  readonly texts: Texts
  readonly columns: ReadonlyArray<readonly [rows: number, bytes: number]>
}

const firstMembers = (memberChats: ArrayLike<number>, chats: ArrayLike<number>): Int32Array => {
  const first = new Map<number, number>()
  for (let member = 0; member < memberChats.length; member += 1) {
    const chat = memberChats[member] ?? 0
    if (!first.has(chat)) first.set(chat, member)
  }
  return Int32Array.from(chats, (chat) => first.get(chat) ?? 0)
}

/** The key of a column: another column of its table, the first member of each row's chat, or the day of each row's poll. */
export const keysOf = (
  name: string | undefined,
  table: Readonly<Record<string, ArrayLike<number>>>,
  tables: Readonly<Record<string, Readonly<Record<string, ArrayLike<number>>>>>
): ArrayLike<number> => {
  if (name === undefined) return []
  if (name === "first_member") return firstMembers(tables["members"]?.["chat"] ?? [], table["chat"] ?? [])
  if (name !== "poll_day") return table[name] ?? []
  const days = tables["polls"]?.["day"] ?? []
  return Int32Array.from(table["poll"] ?? [], (poll) => days[poll] ?? 0)
}
