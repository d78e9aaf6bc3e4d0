// A phone number as written, without what is not part of it: invisible characters, digits of other
// scripts, extensions, pauses, and remarks.

/** The value of a decimal digit in any script: the number of digits before it in its block. */
const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/** Text with ASCII digits, hyphens and spaces, without invisible characters. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Cc}/gu, " ")
    .replace(/(?![0-9])\p{Nd}/gu, digitValue)
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .replace(/\++/g, "+")
    .replace(/\s+/gu, " ")
    .trim()

const extension =
  /(?<=[\d)])(?:[ ;,]*(?:ext(?:ension|n)?|доп|доб(?:авочный)?|вн(?:утр(?:енний)?)?|int|ramal|anexo|x|#)[. :=]*\(?#?\d{1,7}\)?#?| ?[,;pw]+ ?\d{1,6}#?)+$/iu

const separators = /\s*(?:[,;|\n]|:::| \/ |\/(?=\s*\+)| (?=\+)| (?:или|or) )\s*/u

const scheme =
  /^(?:(?:tel|phone|whatsapp|sms|callto):(?:\/\/)?|https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=))/i

/** A word of three or more capital letters after a number may be part of it, as on a telephone keypad. */
const keyWord = /^[A-Z]{3}/

/** A date in a remark: 01.01.2026, 2026-01-01. */
const day = /^(?:[0-3]?\d[./][01]?\d[./](?:\d{2}|\d{4})|[0-3]\d-[01]\d-\d{4}|\d{4}[-./][01]\d[-./][0-3]\d)$/

/** Letters or an @ before the first digit make it part of a name or address, as in bob123 or bob@123. */
const handle = /^[^\d+]*(?:@[^\d+]*|[A-Za-z])\d/

/** Abbreviations directly before a number, without a space. */
const abbreviation = /^(?:tel|phone|mob|mobile|cell|fax|home|work|whatsapp|wa|viber|tg|t|m|p)(?=\d)/i

/** Digits of the shortest number, such as 112. */
const FEWEST = 3

/** One number without remarks; undefined if letters or signs may be part of it. */
const withoutRemarks = (text: string): string | undefined => {
  const bare = text
    .replace(/\([^()]*\p{L}[^()]*\)/gu, " ")
    .trim()
    .replace(abbreviation, "")
  if (handle.test(bare)) return undefined
  const from = bare.includes("+") ? bare.slice(bare.indexOf("+")) : bare.replace(/^[^\d(]*\p{L}[^\d(]*/u, "")
  const end = from.search(/\p{L}/u)
  if (end >= 0 && keyWord.test(from.slice(end))) return undefined
  const number = (end < 0 ? from : from.slice(0, end)).replace(/[^\d)]+$/, "").trim()
  if (!/^[\d+ ().~\-/]+$/.test(number) || day.test(number)) return undefined
  return number.replace(/\D/g, "").length >= FEWEST ? number : undefined
}

/** Characters examined per line: numbers are short, and untrusted text has any length. */
const LINE = 400

/** The numbers in a text, each as written, without remarks. */
export const writtenNumbers = (text: string): ReadonlyArray<string> =>
  text
    .split("\n", 100)
    .flatMap((line) =>
      plainText(line.slice(0, LINE)).replace(scheme, "").replace(extension, "").split(separators)
    )
    .map((part) => part.replace(scheme, "").replace(extension, ""))
    .flatMap((part) => withoutRemarks(part) ?? [])
