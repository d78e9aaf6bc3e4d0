// The reader's filter, and which data passes it.
import type { Data } from "./data.ts"

export interface Filter {
  /** First and last day, both inclusive; undefined for no limit. */
  readonly fromDay: number | undefined
  readonly toDay: number | undefined
  readonly instance: string | undefined
  readonly chat: number | undefined
  /** The id of a person, whom several instances may know. */
  readonly person: string | undefined
}

export const everything: Filter = {
  fromDay: undefined,
  toDay: undefined,
  instance: undefined,
  chat: undefined,
  person: undefined
}

/** A filter applied: the chats, members and days that pass it. */
export interface Scope {
  readonly filter: Filter
  readonly hasChat: Uint8Array
  readonly hasMember: Uint8Array
  /** False for day 0, which means no time. */
  readonly hasDay: (day: number) => boolean
}

export const scopeOf = ({ texts, columns }: Data, filter: Filter): Scope => {
  const { fromDay, toDay, instance, chat, person } = filter
  const hasChat = Uint8Array.from(texts.chats, (each, place) =>
    (instance === undefined || each.instance === instance) && (chat === undefined || chat === place) ? 1 : 0
  )
  const hasSender = Uint8Array.from(texts.senders, ({ id }) =>
    person === undefined || id === person ? 1 : 0
  )
  const { chat: chats, sender: senders } = columns.members
  const hasMember = Uint8Array.from(
    chats,
    (each, member) => (hasChat[each] ?? 0) & (hasSender[senders[member] ?? 0] ?? 0)
  )
  const isWhole = fromDay === undefined && toDay === undefined
  const first = fromDay ?? 1
  const last = toDay ?? Number.POSITIVE_INFINITY
  return { filter, hasChat, hasMember, hasDay: (day) => isWhole || (day >= first && day <= last) }
}
