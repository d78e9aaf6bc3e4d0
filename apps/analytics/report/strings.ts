// The texts of the page by language.
import type { Locale } from "../src/workbook/wording.ts"
import { en, type Strings } from "./strings/en.ts"
import { ru } from "./strings/ru.ts"

const languages: Readonly<Record<Locale, Strings>> = { en, ru }

export const stringsOf = (locale: Locale): Strings => languages[locale]

/** The word for a value of the data, or the value itself if there is no word. */
export const wordOf = (
  strings: Strings,
  prefix: "state_" | "type_" | "file_" | "",
  value: string
): string => {
  const key = `${prefix}${value}`
  return Object.hasOwn(strings, key) ? strings[key as keyof Strings] : value
}
