// Reads the ids in a reply of the service; each is valid as sent, or ignored.
import { type IdKind, idKind } from "../id-kind.ts"

const account = /^(\d+)(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/i
const other = /^(?:\d[\d-]*@g\.us|\d+@newsletter|[\w-]+@broadcast|-?[1-9]\d*)$/

/** The text of a field: numbers too large for JavaScript keep their digits. */
const textOf = (value: unknown): string => {
  if (typeof value === "string")
    return /^[\w@.:-]*$/.test(value) ? value : value.replace(/\p{Cf}/gu, "").trim()
  return typeof value === "number" || typeof value === "function" ? (JSON.stringify(value) ?? "") : ""
}

const plain = /^\d+@(?:c\.us|lid)$/

/** The id in a field; undefined for values that cannot be one, such as `null@c.us`. */
export const replyId = (value: unknown): string | undefined => {
  if (value === undefined || value === null || value === "") return undefined
  if (typeof value === "string" && plain.test(value)) return value
  const text = textOf(value)
  const [, user, server] = account.exec(text) ?? []
  if (user !== undefined) return `${user}@${server?.toLowerCase() === "lid" ? "lid" : "c.us"}`
  return other.test(text) ? text : undefined
}

/** The WhatsApp id of a phone number; undefined for 0, which is a hidden number. */
const numberId = (value: unknown): string | undefined => {
  const text = textOf(value)
  return /^[1-9]\d{6,}$/.test(text) ? `${text}@c.us` : replyId(text)
}

const isAccountKind = (kind: IdKind): boolean => kind === "person" || kind === "lid"

/** True for ids of WhatsApp: ids of MAX and Telegram are digits only. */
const isOfWhatsApp = (id: string): boolean => id.includes("@")

/** All ids of a person in the messenger of `id`, whose kind is given; `phoneNumber` counts only beside a hidden id. */
export const personIds = (
  id: string,
  kind: IdKind,
  fields: Readonly<Record<string, unknown>>
): ReadonlyArray<string> => {
  if (!isAccountKind(kind)) return []
  const all = [id]
  for (const field of [fields["id"], fields["chatId"], fields["lid"], fields["newChatId"]]) {
    const beside = field === undefined || field === id ? undefined : replyId(field)
    if (beside !== undefined && beside !== id) all.push(beside)
  }
  if (all.length === 1 && kind !== "lid") return all
  const isHidden = all.some((one) => idKind(one) === "lid")
  const number = isHidden ? (numberId(fields["phoneNumber"]) ?? []) : []
  return [...new Set(all.concat(number))].filter(
    (one) => isAccountKind(idKind(one)) && isOfWhatsApp(one) === isOfWhatsApp(id)
  )
}
