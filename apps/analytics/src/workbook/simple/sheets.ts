// The sheets of a workbook that people read: their names, those that it has unless others are requested, and how a name is
// read that someone types.
import { nearNames } from "../../near-names.ts"
import type { Words } from "../../tables/header.ts"
import { exportedTables, tableNamed } from "../../tables/tables.ts"
import { type Locale, wordings } from "../wording.ts"
import { simpleWords } from "./words.ts"

/** Sheets that are no tables, and tables that are known by what they answer. */
const own: Readonly<Record<string, Words>> = {
  summary: { en: wordings.en.summary.title, ru: wordings.ru.summary.title },
  who_voted: { en: simpleWords.en.polls.title, ru: simpleWords.ru.polls.title },
  reactions: { en: "Reactions to messages", ru: "Реакции на сообщения" },
  response_times: { en: "Who answers how fast", ru: "Кто как быстро отвечает" },
  silent_members: { en: "Silent members", ru: "Молчащие участники" },
  conversations: { en: "Conversations by day", ru: "Переписка по дням" }
}

/** What a workbook contains besides the page about it: with that, at most eight sheets. */
export const usualSheets: ReadonlyArray<string> = [
  "summary",
  "who_voted",
  "messages",
  "reactions",
  "response_times",
  "conversations",
  "silent_members"
]

/** All sheets there are, those that a workbook usually has first. */
export const sheetNames = (): ReadonlyArray<string> => [
  ...new Set([...usualSheets, ...exportedTables().map(({ name }) => name)])
]

/** What a sheet is called. */
export const sheetWords = (name: string): Words => own[name] ?? tableNamed(name).title

/** What a sheet is called in a language. */
export const sheetTitle = (name: string, locale: Locale): string => sheetWords(name)[locale]

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")

/** The sheet that a word means: its name, or its title in any language. */
const sheetMeant = (word: string): string | undefined =>
  sheetNames().find((name) =>
    [name, sheetTitle(name, "en"), sheetTitle(name, "ru")].some((known) => plain(known) === plain(word))
  )

/** A word that means no sheet, and the names that are near to it. */
export interface UnknownSheet {
  readonly word: string
  readonly near: ReadonlyArray<string>
}

/** The sheets that words mean, in the order in which workbooks have them, and the first word that means none. */
export const sheetsMeant = (words: ReadonlyArray<string>): ReadonlyArray<string> | UnknownSheet => {
  const meant = words.map(sheetMeant)
  const unknown = words[meant.indexOf(undefined)]
  if (unknown !== undefined) return { word: unknown, near: nearNames(unknown, sheetNames()) }
  return sheetNames().filter((name) => meant.includes(name))
}
