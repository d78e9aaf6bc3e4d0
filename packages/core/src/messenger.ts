// The messenger of an instance: from its settings, the ids in its records, or its number.
//
// WhatsApp Business (WABA) has the ids and journals of WhatsApp, and counts as WhatsApp. Gotcha: bare ids do not
// distinguish MAX from Telegram. Without settings the number of the instance decides; if that is not enough, MAX is
// assumed, since its documented limits are narrower.
//
// Source: https://green-api.com/v3/docs/api/account/GetSettings/, https://green-api.com/telegram/docs/api/account/GetSettings/
import { isBareId } from "./id-kind.ts"

/** A messenger whose journals GREEN-API provides. */
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

/** True if a `chatId` has the form of MAX and Telegram, false for WhatsApp; undefined for any other form, such as `@username`. */
export const hasBareForm = (chatId: unknown): boolean | undefined => {
  if (typeof chatId !== "string") return undefined
  if (isBareId(chatId)) return true
  return chatId.lastIndexOf("@") > 0 ? false : undefined
}

/** What is known of an instance. */
export interface MessengerEvidence {
  /** Its number at GREEN-API. */
  readonly idInstance: string
  /** `typeInstance` of its settings, as sent; undefined or null if unknown. */
  readonly typeInstance?: unknown
  /** `hasBareForm` of its records; undefined or null if there are none. */
  readonly hasBareIds?: boolean | null | undefined
}

/** The messenger of an instance; `isAssumed` if neither settings nor records determine it. */
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
