// Phone numbers: the one place that reads them, in rosters, files of names, contacts and flags.
//
// libphonenumber-js knows country codes, how long numbers are, and what is dialled within a country only (`(0)`, 15 in
// Argentina); a number that it finds impossible is none. Gotcha: it reads no number without its country, and drops
// what was written behind one, so both are dealt with here.
import { parsePhoneNumberFromString } from "libphonenumber-js/min"
import { isOldForm } from "./forms.ts"
import { writtenNumbers } from "./written.ts"

/** A number with its country, digits only; `undefined` for one that only its country understands. */
interface Read {
  readonly international: string | undefined
  /** As it is dialled: digits, with + where it has its country. */
  readonly dialled: string
}

/** Digits of the longest number, and its +. */
const LONGEST = 16
/** What has fewer digits than this, beside a number, is an extension or another ending of it. */
const FEWEST_BESIDE = 7

const digitsOf = (text: string) => text.replace(/\D/g, "")

/** A Russian or Kazakh number as it is dialled there: 8 and ten digits. */
const isDialledWithEight = (text: string): boolean => {
  const digits = digitsOf(text)
  if (digits.length !== 11) return false
  return (
    /^8[79]/.test(digits) ||
    (!text.startsWith("+") && (digits.startsWith("8800") || /^8[ (.-]+[3-9]\d{2}\b/.test(text)))
  )
}

/** With the sign of a country code, where something else stands for it. */
const withPlus = (text: string): string => {
  if (isDialledWithEight(text)) return `+7${digitsOf(text).slice(1)}`
  return text
    .replace(/^\(?(?:\+\s*)?00\)?(?=[ \d(-])/, "+")
    .replace(/^8 ?[~-] ?10 ?/, "+")
    .replace(/^\((\+\d+)\)/, "$1")
}

/** A number that begins with +, and whether its country gives such numbers out; undefined for one that cannot exist. */
const numberOf = (text: string) => {
  const found = parsePhoneNumberFromString(text)
  if (found === undefined) return undefined
  const digits = digitsOf(found.number)
  return found.isPossible() || isOldForm(digits) ? { digits, isGiven: found.isValid() } : undefined
}

/** `(0)` and the like are dialled within the country, or a part of the number, as in Italy: what is given out decides. */
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

/** The shorter texts that may be meant: without a last group in brackets, without another ending behind a slash. */
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

/** The numbers of a text as they are dialled: digits, with + before the country's; none that cannot exist. */
export const dialledNumbers = (text: string): ReadonlyArray<string> =>
  writtenNumbers(text).flatMap((written) => {
    const { dialled } = readOf(written) ?? {}
    return dialled === undefined || dialled.length > LONGEST ? [] : [dialled]
  })

/** A country code has to stand by itself, or with what follows: 495 is no 49. */
const beginsWithCountry = (written: string): boolean => {
  const [first = ""] = written.split(/\D/)
  if (first.length > 3) return true
  return parsePhoneNumberFromString(`+${digitsOf(written)}`)?.countryCallingCode === first
}

/**
 * The numbers of a text with their countries, digits only, also where the country's + is left out; undefined where one
 * is not understood, or there is none.
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
