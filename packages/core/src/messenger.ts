// Which messenger an instance speaks for: told by its settings, seen in the ids of its records, or assumed of its number.
//
// WhatsApp Business (WABA) has the ids and journals of WhatsApp, and counts as it. Gotcha: bare ids alone do not tell MAX
// from Telegram; without settings the number of the instance does, and where that says nothing, MAX is assumed: its
// documented limits are the narrower ones.
//
// Source: https://green-api.com/v3/docs/api/account/GetSettings/, https://green-api.com/telegram/docs/api/account/GetSettings/
import { isBareId } from "./id-kind.ts"

/** A messenger whose journals GREEN-API gives. */
export type Messenger = "whatsapp" | "max" | "telegram"

const typesOf: ReadonlyMap<unknown, Messenger> = new Map<unknown, Messenger>([
  ["whatsapp", "whatsapp"],
  ["v3", "max"],
  ["telegram", "telegram"]
])

const pools: ReadonlyMap<string | undefined, Messenger> = new Map<string | undefined, Messenger>([
  ["31", "max"],
  ["35", "max"],
  ["41", "telegram"],
  ["45", "telegram"]
])

const instanceNumber = /^(\d\d)\d{8,}$/

/** Whether a `chatId` has the form of MAX and Telegram; undefined if it has that of no messenger. */
export const hasBareForm = (chatId: unknown): boolean | undefined => {
  if (typeof chatId !== "string") return undefined
  if (isBareId(chatId)) return true
  return chatId.includes("@") ? false : undefined
}

/** What is known of an instance. */
export interface MessengerEvidence {
  /** The number that GREEN-API gave it. */
  readonly idInstance: string
  /** `typeInstance` of its settings, as sent; undefined or null where no one asked. */
  readonly typeInstance?: unknown
  /** What `hasBareForm` says of its records; undefined or null where there are none. */
  readonly hasBareIds?: boolean | null | undefined
}

/** The messenger of an instance; `isAssumed`: neither its settings nor its records tell it for certain. */
export const messengerOf = ({
  idInstance,
  typeInstance,
  hasBareIds
}: MessengerEvidence): { readonly messenger: Messenger; readonly isAssumed: boolean } => {
  const messenger = typesOf.get(typeInstance)
  if (messenger !== undefined) return { messenger, isAssumed: false }
  if (hasBareIds === false) return { messenger: "whatsapp", isAssumed: false }
  const [, pool] = instanceNumber.exec(idInstance) ?? []
  const otherwise = hasBareIds === true ? "max" : "whatsapp"
  return { messenger: pools.get(pool) ?? otherwise, isAssumed: true }
}
