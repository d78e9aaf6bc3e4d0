// The sheets of the readable workbook: their names, the default ones, and how a typed name is
// matched.
import { nearNames } from "../../failures/near-names.ts"
import type { Words } from "../../tables/header.ts"
import { exportedTables, tableNamed } from "../../tables/tables.ts"
import { type Locale, wordings } from "../wording.ts"
import { simpleWords } from "./words.ts"

/** Sheets that are not tables, and tables titled by the question they answer. */
const own: Readonly<Record<string, Words>> = {
  summary: { en: wordings.en.summary.title, ru: wordings.ru.summary.title },
  who_voted: { en: simpleWords.en.polls.title, ru: simpleWords.ru.polls.title },
  reactions: { en: "Reactions to messages", ru: "Реакции на сообщения" },
  response_times: { en: "Who answers how fast", ru: "Кто как быстро отвечает" },
  silent_members: { en: "Silent members", ru: "Молчащие участники" },
  conversations: { en: "Conversations by day", ru: "Переписка по дням" }
}

/** The default sheets, besides the first page: at most eight with it. */
export const usualSheets: ReadonlyArray<string> = [
  "summary",
  "who_voted",
  "messages",
  "reactions",
  "response_times",
  "conversations",
  "silent_members"
]

/** What the default sheets depend on. */
export interface UsualContents {
  readonly hasCalls: boolean
  readonly areMembersKnown: boolean
}

/** The default sheets of an archive: at most eight, so calls have theirs where members of groups are not known. */
export const defaultSheets = ({ areMembersKnown, hasCalls }: UsualContents): ReadonlyArray<string> =>
  hasCalls && !areMembersKnown ? [...usualSheets, "calls"] : usualSheets

/** All sheets, the default ones first. */
export const sheetNames = (): ReadonlyArray<string> => [
  ...new Set([...usualSheets, ...exportedTables().map(({ name }) => name)])
]

/** The title of a sheet in each language. */
export const sheetWords = (name: string): Words => own[name] ?? tableNamed(name).title

/** The title of a sheet in a language. */
export const sheetTitle = (name: string, locale: Locale): string => sheetWords(name)[locale]

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")

/** The sheet with this name, or with this title in any language. */
const sheetMeant = (word: string): string | undefined =>
  sheetNames().find((name) =>
    [name, sheetTitle(name, "en"), sheetTitle(name, "ru")].some((known) => plain(known) === plain(word))
  )

/** A word that matches no sheet, and similar names. */
export interface UnknownSheet {
  readonly word: string
  readonly near: ReadonlyArray<string>
}

/** The sheets that words match, in workbook order; or the first word that matches none. */
export const sheetsMeant = (words: ReadonlyArray<string>): ReadonlyArray<string> | UnknownSheet => {
  const meant = words.map(sheetMeant)
  const unknown = words[meant.indexOf(undefined)]
  if (unknown !== undefined) return { word: unknown, near: nearNames(unknown, sheetNames()) }
  return sheetNames().filter((name) => meant.includes(name))
}
