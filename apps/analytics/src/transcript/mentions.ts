// Mentions in texts: WhatsApp writes `@` and a number or a hidden id where people see a name.
import type { Details, Entry } from "./entry.ts"

/** Names of the numbers that texts mention, by instance and number. */
export type Mentions = ReadonlyMap<string, ReadonlyMap<string, string>>

/** From rows of `mentions.sql`. */
export const mentionsOf = (rows: ReadonlyArray<Readonly<Record<string, unknown>>>): Mentions =>
  new Map(
    [...Map.groupBy(rows, (row) => String(row["instance_id"]))].map(([instance, named]) => [
      instance,
      new Map(named.map((row) => [String(row["number"]), String(row["name"]).replace(/\s+/g, " ")]))
    ])
  )

/** The entry with names for the numbers that its texts mention. */
export const withMentions = (entry: Entry, names: ReadonlyMap<string, string>): Entry => {
  const named = (text: string): string =>
    text.replace(/(?<![\p{L}\p{N}_.])@(\d{5,20})\b/gu, (mention, number: string) => {
      const name = names.get(number)
      return name === undefined ? mention : `@${name}`
    })
  const orNull = (text: string | null) => (text === null ? null : named(text))
  const inDetails = (details: Details): Details => ({
    ...details,
    quote: details.quote && { ...details.quote, text: orNull(details.quote.text) },
    earlier: details.earlier && details.earlier.map(named),
    event: details.event && {
      ...details.event,
      text: orNull(details.event.text),
      about: orNull(details.event.about)
    }
  })
  return { ...entry, text: orNull(entry.text), details: entry.details && inDetails(entry.details) }
}
