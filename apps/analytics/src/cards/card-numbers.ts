// The numbers of the contacts in a record, one per line of the spool.
import type { Message } from "@chatledger/core"
import { telephonesOf } from "./vcard.ts"

/** One number of a contact: a number, a WhatsApp id beside it, or both. */
export interface CardNumber {
  /** Position of the contact in the message, from 0. */
  readonly contact_index: number
  /** Position of the number in the contact, from 0. */
  readonly number_index: number
  /** Digits, with + before a country code; NULL if there is no possible number. */
  readonly number: string | null
  /** WhatsApp id in the same line, digits only. */
  readonly waid: string | null
}

type WrittenNumber = Pick<CardNumber, "number" | "waid">

const textAt = (value: unknown, name: string): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined
  const text: unknown = Reflect.get(value, name)
  return typeof text === "string" && text !== "" ? text : undefined
}

/** The number that MAX gives beside a card, as a card with nothing else; 0 is a hidden one. */
const besideCard = (contact: unknown): string | undefined => {
  if (typeof contact !== "object" || contact === null) return undefined
  const [digits] = /^[1-9]\d*$/.exec(String(Reflect.get(contact, "phoneNumber")).replace(/^\+/, "")) ?? []
  return digits && `TEL:+${digits}`
}

const cardOf = (contact: unknown): string | undefined => {
  const card = textAt(contact, "vcard")
  return card !== undefined && telephonesOf(card).length > 0 ? card : besideCard(contact)
}

/** The cards of a message, in the order of its contacts; undefined for a contact without a number. */
export const cardsOf = (message: Message): ReadonlyArray<string | undefined> => {
  const { contact, contacts } = message as { readonly contact?: unknown; readonly contacts?: unknown }
  const isList = message.typeMessage === "contactsArrayMessage"
  if (!isList && typeof contact === "object" && contact !== null) return [cardOf(contact)]
  return Array.isArray(contacts) ? contacts.map(cardOf) : []
}

/** Reads the numbers of cards. Loads the phone number library only when it is needed. */
export const readCards = async (
  cards: ReadonlyArray<string | undefined>
): Promise<ReadonlyArray<CardNumber>> => {
  const { dialledNumbers } = await import("../phone/number.ts")
  return cards.flatMap((card, contact_index) => {
    const written = telephonesOf(card ?? "").flatMap(
      ({ written: text, waid = null }): ReadonlyArray<WrittenNumber> => {
        const numbers = dialledNumbers(text)
        if (numbers.length === 0) return waid === null ? [] : [{ number: null, waid }]
        return numbers.map((number) => ({ number, waid: numbers.length === 1 ? waid : null }))
      }
    )
    return written.map((one, number_index) => ({ contact_index, number_index, ...one }))
  })
}
