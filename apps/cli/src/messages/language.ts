// The language in which the program speaks: that of --locale, else the system's, else English.
//
// Known before flags are read, since help is made of them. JSON on standard error is for programs, and stays English.
// Every wording comes in all languages, or it does not compile. Names of tables, columns and flags are the same in all.
import type { Locale } from "@chatledger/analytics"
import { isLogJson, valuesOf } from "../program.ts"

const isRussian = (name: string): boolean => /^ru\b|^ru_|^russian/i.test(name)

/** As POSIX orders its variables; Windows has none of them. */
const systemLanguage = (): Locale => {
  const { LANG, LC_ALL, LC_MESSAGES } = process.env
  const named = LC_ALL || LC_MESSAGES || LANG
  if (named) return isRussian(named) ? "ru" : "en"
  const isWindows = process.platform === "win32"
  return isWindows && isRussian(Intl.DateTimeFormat().resolvedOptions().locale) ? "ru" : "en"
}

const named = valuesOf("--locale").findLast((name): name is Locale => name === "en" || name === "ru")

/** The language of help, and of files that people read. */
export const language: Locale = named ?? systemLanguage()

/** The language of standard error. */
export const messageLanguage: Locale = isLogJson ? "en" : language

/** The wording for help and files. */
export const inLanguage = <Words>(wordings: Readonly<Record<Locale, Words>>): Words => wordings[language]

/** The wording for standard error. */
export const forMessages = <Words>(wordings: Readonly<Record<Locale, Words>>): Words =>
  wordings[messageLanguage]
