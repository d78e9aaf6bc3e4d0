// The reader's filters in the address of the page: `#from=2026-01-05&chat=…`. A link, a reload or a bookmark restores
// them. Values that the data does not contain are left out.
import type { Data } from "./data.ts"
import type { Filter } from "./filter.ts"
import type { Words } from "./view/words.ts"

const chatKey = ({ id, instance }: { readonly id: string; readonly instance: string }) => `${instance}/${id}`

/** The part of an address after `#`; empty without filters. */
export const addressOf = ({ texts }: Data, words: Words, filter: Filter): string => {
  const { chat, fromDay, instance, person, toDay } = filter
  const chosen = chat === undefined ? undefined : texts.chats[chat]
  const parts: Readonly<Record<string, string | undefined>> = {
    from: fromDay === undefined ? undefined : words.iso(fromDay),
    to: toDay === undefined ? undefined : words.iso(toDay),
    instance,
    chat: chosen === undefined ? undefined : chatKey(chosen),
    person
  }
  const set = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return new URLSearchParams(set).toString()
}

/** The filters in an address; undefined for an address without any, such as a link to a place in the page. */
export const filterOfAddress = ({ texts }: Data, words: Words, hash: string): Filter | undefined => {
  if (!hash.includes("=")) return undefined
  const told = new URLSearchParams(hash.replace(/^#/, ""))
  const day = (name: string) => {
    const found = words.dayOf(told.get(name) ?? "")
    return found === undefined || found < 1 || found > texts.lastDay ? undefined : found
  }
  const chat = texts.chats.findIndex((one) => chatKey(one) === told.get("chat"))
  const instance = told.get("instance")
  const person = told.get("person")
  return {
    fromDay: day("from"),
    toDay: day("to"),
    instance: [...texts.chats, ...texts.coverage].find((one) => one.instance === instance)?.instance,
    chat: chat < 0 ? undefined : chat,
    person: texts.senders.find(({ id }) => id !== "" && id === person)?.id
  }
}
