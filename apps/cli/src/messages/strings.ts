// The program's messages in the language of --locale, otherwise of the system, otherwise English.
//
// Known before flags are parsed, because help needs it. JSON on standard error is for programs, and stays English.
// Names of tables, columns and flags are the same in every language.
import type { Locale } from "@chatledger/analytics"
import { isLogJson, valuesOf } from "../program.ts"
import type { Strings } from "./en.ts"
import { type Language, languages } from "./languages.ts"

/** The supported languages. */
export const locales = Object.keys(languages) as ReadonlyArray<Language>

const isLocale = (name: string): name is Language => Object.hasOwn(languages, name)

/** The language for a system locale name: `ru`, `ru_RU.UTF-8`, `Russian_Russia.1251`. */
const localeNamed = (name: string): Language =>
  locales.find(
    (locale) =>
      new RegExp(`^${locale}(?![a-z])`, "i").test(name) ||
      name.toLowerCase().startsWith(languages[locale].name.toLowerCase())
  ) ?? "en"

/** In the order of POSIX variables; Windows has none of them. */
const systemLocale = (): Language => {
  const { LANG, LC_ALL, LC_MESSAGES } = process.env
  const named = LC_ALL || LC_MESSAGES || LANG
  if (named) return localeNamed(named)
  return process.platform === "win32" ? localeNamed(Intl.DateTimeFormat().resolvedOptions().locale) : "en"
}

/** The language of help. */
export const language: Language = valuesOf("--locale").findLast(isLocale) ?? systemLocale()

const fileLanguages = { en: "en", ru: "ru" } as const satisfies Readonly<Record<Locale, Locale>>

/** The language of workbooks, reports and transcripts; English if they do not support that of help. */
export const fileLanguage: Locale = (fileLanguages as Partial<Record<Language, Locale>>)[language] ?? "en"

/** The language of standard error. */
export const messageLanguage: Language = isLogJson ? "en" : language

/** Texts of help and of workbooks, reports and transcripts. */
export const helpStrings: Strings = languages[language]

/** Messages on standard error. */
export const strings: Strings = languages[messageLanguage]
