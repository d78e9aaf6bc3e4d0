// Phone numbers and names of contacts (vCard 2.1, 3.0, 4.0), shared by an untrusted sender or exported from a phone.
//
// Lines are unfolded, also if quoted-printable continues on the next one; groups (`item1.TEL`), quoted parameters,
// bare ones (`TEL;CELL`) and `tel:` addresses are supported. `phone/` parses the numbers.
// Sources: RFC 2425 5.8.1, RFC 6350 6.2 and 6.4.1, RFC 3966.

/** Part of the cache's version: increase it if numbers are parsed differently. */
export const cardVersion = 4

/** The number in one line. */
interface CardTelephone {
  /** As written, without the card's encodings. */
  readonly written: string
  /** The WhatsApp id beside it, digits only. */
  readonly waid: string | undefined
}

const property = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s

interface Property {
  /** In lower case. */
  readonly name: string
  readonly parameters: string
  /** Still escaped. */
  readonly value: string
}

const isQuotedPrintable = (line: string) => /^[^:]*;(?:encoding=)?quoted-printable[;:]/i.test(line)

/** Ends of lines; in a card that was escaped twice, those written as text. */
const endsIn = (card: string) => (/[\r\n]/.test(card) ? /\r\n?|\n/ : /\\r\\n|\\n/)

/** The unfolded lines of a card. */
const unfolded = (card: string): ReadonlyArray<string> => {
  const lines: Array<Array<string>> = []
  for (const line of card.split(endsIn(card))) {
    const pieces = lines.at(-1)
    const last = pieces?.at(-1)
    if (last?.endsWith("=") && isQuotedPrintable(pieces?.[0] ?? ""))
      pieces?.splice(-1, 1, last.slice(0, -1), line)
    else if (pieces !== undefined && /^[ \t]/.test(line)) pieces.push(line.slice(1))
    else lines.push([line])
  }
  return lines.map((pieces) => pieces.join(""))
}

/** Unchanged if it is in another encoding than it says. */
const fromQuotedPrintable = (text: string, charset: string): string => {
  const bytes = [...text.toWellFormed().matchAll(/=([0-9a-f]{2})|[\s\S]/giu)].flatMap(([sign, code]) =>
    code === undefined ? [...new TextEncoder().encode(sign)] : [Number.parseInt(code, 16)]
  )
  try {
    return new TextDecoder(charset, { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}

const charsetIn = (parameters: string): string => /;charset="?([\w-]+)/i.exec(parameters)?.[1] ?? "utf-8"

/** The number in a `tel:` address, without extension, context and other parameters. */
const fromAddress = (text: string): string => {
  if (!/^tel:/i.test(text)) return text
  const [number = ""] = text.slice("tel:".length).split(";")
  try {
    return decodeURIComponent(number)
  } catch {
    return number
  }
}

const unescaped = (text: string): string => text.replace(/\\n/gi, "\n").replace(/\\([^\w\s])/g, "$1")

const propertiesOf = (card: string): ReadonlyArray<Property> =>
  unfolded(card).flatMap((line) => {
    const [, name, parameters, value] = property.exec(line) ?? []
    if (name === undefined || parameters === undefined || value === undefined) return []
    return [
      {
        name: name.toLowerCase(),
        parameters,
        value: isQuotedPrintable(line) ? fromQuotedPrintable(value, charsetIn(parameters)) : value
      }
    ]
  })

const telephonesIn = (properties: ReadonlyArray<Property>): ReadonlyArray<CardTelephone> =>
  properties
    .filter(({ name }) => name === "tel")
    .map(({ parameters, value }) => {
      const [, waid] = /;waid="?\+?(\d+)/i.exec(parameters) ?? []
      return { written: fromAddress(unescaped(value).trim()), waid }
    })

/** The telephone lines of a card, in order. */
export const telephonesOf = (card: string): ReadonlyArray<CardTelephone> => telephonesIn(propertiesOf(card))

/** The parts of a structured value. */
const partsOf = (value: string): ReadonlyArray<string> =>
  [...value.matchAll(/(?:^|;)((?:\\[\s\S]|[^\\;])*)/g)].map(([, part = ""]) => unescaped(part).trim())

/** The name that a card shows, otherwise its parts, otherwise its organisation; empty if it has none. */
const nameIn = (properties: ReadonlyArray<Property>): string => {
  const valueOfFirst = (wanted: string) =>
    properties.find(({ name, value }) => name === wanted && value.trim() !== "")?.value ?? ""
  const shown = unescaped(valueOfFirst("fn")).trim()
  if (shown !== "") return shown
  const [family, given, middle] = partsOf(valueOfFirst("n"))
  const parts = [given, middle, family].filter((part) => part !== undefined && part !== "")
  return parts.length > 0 ? parts.join(" ") : (partsOf(valueOfFirst("org"))[0] ?? "")
}

/** The name and the telephone lines of a card. */
export const contactOf = (card: string) => {
  const properties = propertiesOf(card)
  return { name: nameIn(properties), telephones: telephonesIn(properties) }
}
