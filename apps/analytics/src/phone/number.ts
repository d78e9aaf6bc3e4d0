// Phone numbers: the only module that parses them, in rosters, names files, contacts and flags.
//
// libphonenumber-js knows country codes, lengths, and digits dialled only within a country (`(0)`, 15 in
// Argentina); numbers that it finds impossible are rejected. Gotcha: it parses no number without a country, and drops
// text after a number, so this module handles both.
import { parsePhoneNumberFromString } from "libphonenumber-js/min"
import { isOldForm } from "./forms.ts"
import { writtenNumbers } from "./written.ts"

/** A number with its country code, digits only; `undefined` for a national number. */
interface Read {
  readonly international: string | undefined
  /** As dialled: digits, with + if the country code is included. */
  readonly dialled: string
}

/** Length of the longest number: its digits and the +. */
const LONGEST = 16
/** A shorter group of digits beside a number is an extension or an alternative ending. */
const FEWEST_BESIDE = 7

const digitsOf = (text: string) => text.replace(/\D/g, "")

/** Whether a Russian or Kazakh number is written as dialled there: 8 and ten digits. */
const isDialledWithEight = (text: string): boolean => {
  const digits = digitsOf(text)
  if (digits.length !== 11) return false
  return (
    /^8[79]/.test(digits) ||
    (!text.startsWith("+") && (digits.startsWith("8800") || /^8[ (.-]+[3-9]\d{2}\b/.test(text)))
  )
}

/** Replaces international prefixes such as 00 and 8-10 with +. */
const withPlus = (text: string): string => {
  if (isDialledWithEight(text)) return `+7${digitsOf(text).slice(1)}`
  return text
    .replace(/^\(?(?:\+\s*)?00\)?(?=[ \d(-])/, "+")
    .replace(/^8 ?[~-] ?10 ?/, "+")
    .replace(/^\((\+\d+)\)/, "$1")
}

/** A number that begins with +, and whether its country assigns such numbers; undefined if it is impossible. */
const numberOf = (text: string) => {
  const found = parsePhoneNumberFromString(text)
  if (found === undefined) return undefined
  const digits = digitsOf(found.number)
  return found.isPossible() || isOldForm(digits) ? { digits, isGiven: found.isValid() } : undefined
}

/**
 * A bracketed 0 such as `(0)` is dialled only within the country or, as in Italy, is part of the number: assigned numbers
 * decide.
 */
const possible = (text: string): string | undefined => {
  const inBrackets = /\(0\d*\)/
  if (!inBrackets.test(text)) return numberOf(text)?.digits
  const numbersOf = (...texts: ReadonlyArray<string>) => texts.flatMap((one) => numberOf(one) ?? [])
  const read = numbersOf(text, text.replace(/\(0/, "(").replace("()", " "))
  const found = read.length > 0 ? read : numbersOf(text.replace(inBrackets, " "))
  const all = new Set(found.map(({ digits }) => digits))
  const given = new Set(found.filter(({ isGiven }) => isGiven).map(({ digits }) => digits))
  const [one, ...others] = all.size === 1 ? all : given
  return others.length === 0 ? one : undefined
}

/** Shorter readings of a text: without a last bracketed group, without an alternative ending after a slash. */
const readings = (text: string): ReadonlyArray<string> => {
  const before = text.replace(/ ?\(\d{1,6}\)$/, "")
  return [text, before, before.split("/")[0] ?? before]
}

const firstPossible = (text: string) =>
  readings(text)
    .map(possible)
    .find((digits) => digits !== undefined)

const readOf = (written: string): Read | undefined => {
  const text = withPlus(written)
  if (!text.startsWith("+"))
    return { international: undefined, dialled: digitsOf(readings(text).at(-1) ?? text) }
  const digits = firstPossible(text)
  return digits === undefined ? undefined : { international: digits, dialled: `+${digits}` }
}

/** The numbers in a text as dialled: digits, with + before a country code. Impossible numbers are left out. */
export const dialledNumbers = (text: string): ReadonlyArray<string> =>
  writtenNumbers(text).flatMap((written) => {
    const { dialled } = readOf(written) ?? {}
    return dialled === undefined || dialled.length > LONGEST ? [] : [dialled]
  })

/** A country code must stand alone or match what follows: 495 does not begin with 49. */
const beginsWithCountry = (written: string): boolean => {
  const [first = ""] = written.split(/\D/)
  if (first.length > 3) return true
  return parsePhoneNumberFromString(`+${digitsOf(written)}`)?.countryCallingCode === first
}

/**
 * The numbers in a text with their country codes, digits only, even if + is missing; undefined if one is not understood,
 * or there is none.
 */
export const internationalNumbers = (text: string): ReadonlyArray<string> | undefined => {
  const written = writtenNumbers(text)
  const found = written.map((number) => {
    const read = readOf(number)
    if (read === undefined || read.international !== undefined) return read?.international
    return beginsWithCountry(number) ? firstPossible(`+${number}`) : undefined
  })
  const all = found.filter((digits) => digits !== undefined)
  const others = written.filter(
    (number, place) => found[place] === undefined && digitsOf(number).length >= FEWEST_BESIDE
  )
  return all.length === 0 || others.length > 0 ? undefined : all
}
