// Statistics of messages: by type, chat, sender, kind of file and domain, by day and hour. Only messages_by_type counts
// events about messages too; the others count content. Times in epoch milliseconds, days as 2024-01-29, Monday is
// weekday 1.
import { domainToUnicode } from "node:url"
import { countDistinct, type SenderRow, spanOf } from "./chats-and-senders.ts"
import { isOfChat, type Message } from "./messages.ts"
import { groupBy, keyOf } from "./record.ts"
import { everything, isInPlace, isInRange, type Scope } from "./scope.ts"

/** Undefined senders of an instance have none. */
export const senderKey = ({ row }: Message) =>
  row.sender_id === null ? null : keyOf(row.instance_id, row.sender_id)
export const chatKey = ({ row }: Message) => keyOf(row.instance_id, row.chat_id)

const peopleOf = (group: ReadonlyArray<Message>) => ({
  messages: group.length,
  senders: countDistinct(group.map(senderKey)),
  chats: countDistinct(group.map(chatKey))
})

const inScope = (messages: ReadonlyArray<Message>, scope: Scope) =>
  messages.filter(({ row }) => isInPlace(scope, row) && isInRange(scope, row.sent_at))

const contentIn = (messages: ReadonlyArray<Message>, scope: Scope) =>
  inScope(messages, scope).filter(({ row }) => row.is_content)

/** Rows of `messages_by_type`. */
export const messagesByType = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  [...groupBy(inScope(messages, scope).filter(isOfChat), ({ row }) => keyOf(row.type_message)).values()].map(
    (group) => ({
      type_message: group[0]?.row.type_message ?? null,
      ...peopleOf(group),
      ...spanOf(group)
    })
  )

/** Rows of `messages_by_chat`: chats with at least one content message. */
export const messagesByChat = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  [...groupBy(contentIn(messages, scope), chatKey).values()].flatMap((group) => {
    const row = group[0]?.row
    if (row === undefined) return []
    const { instance_id, chat_id, chat_type } = row
    const { messages: count, senders } = peopleOf(group)
    return { instance_id, chat_id, chat_type, messages: count, senders, ...spanOf(group) }
  })

/** Names of senders, by `senderKey`. */
export const namesOf = (senders: ReadonlyArray<SenderRow>) =>
  new Map(
    senders.map((row) => [keyOf(row.instance_id, row.sender_id), row.sender_name ?? row.sender_contact_name])
  )

/** Rows of `messages_by_sender`; unknown senders of an instance are one row. */
export const messagesBySender = (
  messages: ReadonlyArray<Message>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = namesOf(senders)
  const bySender = groupBy(contentIn(messages, scope), ({ row }) => keyOf(row.instance_id, row.sender_id))
  return [...bySender].flatMap(([sender, group]) => {
    const row = group[0]?.row
    if (row === undefined) return []
    const { messages: count, chats } = peopleOf(group)
    return {
      instance_id: row.instance_id,
      sender_id: row.sender_id,
      sender_name: names.get(sender) ?? null,
      messages: count,
      chats,
      ...spanOf(group)
    }
  })
}

const fileTypes = ["image", "video", "document", "audio", "sticker"]

/** Rows of `media_by_type`. */
export const mediaByType = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  fileTypes.flatMap((type) => {
    const group = contentIn(messages, scope).filter(({ row }) => row.type_message === `${type}Message`)
    if (group.length === 0) return []
    return {
      media_type: type,
      ...peopleOf(group),
      with_caption: group.filter(({ row }) => row.text !== null).length,
      forwarded: group.filter(({ row }) => row.is_forwarded === true).length
    }
  })

const link = /(?:https?:\/\/)+([^\s\p{Z}<>"]*)|(?<![a-z0-9@./-])(www\.[^\s\p{Z}<>"]*)/giu
const host =
  /^(?:\[[0-9a-f:.]+\]|(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}_\u200C-\u200D-]*\.)*(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200C-\u200D]*))/iu
const restOfMail = /^[a-z0-9.!$%&'*+=^_{}~-]*@/i

/** The domains that a text links to, each once, in lower case, in letters and without www.: as Node reads hosts. */
export const domainsIn = (text: string): ReadonlyArray<string> => {
  const apart = text.replace(/([,;|)\]—–])(?=https?:\/\/|www\.)/gi, "$1 ")
  const domains = [...apart.matchAll(link)].flatMap(([, address, bare]) => {
    const authority = address === undefined ? bare : address.replace(/^[^\s/?#<>"(),;]*@/, "")
    const [found] = host.exec(authority ?? "") ?? []
    if (found === undefined || authority === undefined) return []
    if (bare !== undefined && restOfMail.test(authority.slice(found.length))) return []
    const name = found.toLowerCase().normalize("NFC")
    return (domainToUnicode(name) || name).replace(/^www\.(?=.+\.)/, "")
  })
  return [...new Set(domains)]
}

/** Rows of `links_by_domain`. */
export const linksByDomain = (messages: ReadonlyArray<Message>, scope: Scope = everything) => {
  const linked = contentIn(messages, scope).flatMap((message) =>
    domainsIn(message.row.text ?? "").map((domain) => ({ domain, message }))
  )
  return [...groupBy(linked, ({ domain }) => domain)].map(([domain, group]) => ({
    domain,
    ...peopleOf(group.map(({ message }) => message))
  }))
}

const clocks = new Map<string, Intl.DateTimeFormat>()

const clockIn = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
    weekday: "short"
  })
  clocks.set(zone, made)
  return made
}

/** A moment on the clocks of a zone. */
export const clockOf = (time: number, zone: string) => {
  const parts = clockIn(zone).formatToParts(time)
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? ""
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")) + 1,
    hour: Number(part("hour"))
  }
}

const timedContent = (messages: ReadonlyArray<Message>, scope: Scope) =>
  contentIn(messages, scope).flatMap((message) =>
    message.row.sent_at === null ? [] : { message, clock: clockOf(message.row.sent_at, scope.zone) }
  )

/** Rows of `activity_by_day` in the zone of the scope. */
export const activityByDay = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  [...groupBy(timedContent(messages, scope), ({ clock }) => clock.day)].map(([day, group]) => ({
    day,
    ...peopleOf(group.map(({ message }) => message))
  }))

/** Rows of `activity_by_hour` in the zone of the scope. */
export const activityByHour = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  [...groupBy(timedContent(messages, scope), ({ clock }) => `${clock.weekday} ${clock.hour}`).values()].map(
    (group) => ({
      weekday: group[0]?.clock.weekday ?? 0,
      hour: group[0]?.clock.hour ?? 0,
      ...peopleOf(group.map(({ message }) => message))
    })
  )

/** A continuous quantile of numbers, between the two nearest ones, as DuckDB's quantile_cont. */
export const quantile = (values: ReadonlyArray<number>, share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (place - Math.floor(place)) * (high - low)
}

/** Rows of `conversations_by_day` in the zone of the scope. */
export const conversationsByDay = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  [
    ...groupBy(timedContent(messages, scope), ({ clock, message }) =>
      keyOf(clock.day, message.row.instance_id, message.row.chat_id)
    ).values()
  ].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { chat_id, instance_id } = first.message.row
    const told = group.map(({ message }) => message)
    const sent = (direction: string) => told.filter(({ row }) => row.direction === direction).length
    return {
      day: first.clock.day,
      instance_id,
      chat_id,
      messages: told.length,
      incoming: sent("incoming"),
      outgoing: sent("outgoing"),
      senders: countDistinct(told.map(senderKey)),
      ...spanOf(told)
    }
  })
