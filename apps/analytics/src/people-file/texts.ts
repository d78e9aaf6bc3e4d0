// The texts of a person besides ids: name, alias, and groups.
import type { Subject } from "./columns.ts"
import type { Meaning } from "./headings.ts"
import { groupOf, idOf } from "./ids.ts"

const parts = (cell: string, separators: RegExp): ReadonlyArray<string> =>
  cell
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== "")

const cellsOf = (subject: Subject, cells: ReadonlyArray<string>, ...meanings: ReadonlyArray<Meaning>) =>
  subject.named
    .filter(({ meaning }) => meanings.includes(meaning))
    .map(({ place }) => cells[place] ?? "")
    .filter((cell) => cell.trim() !== "")

const inNames: ReadonlyArray<Meaning> = ["name", "given", "surname", "publicName", "company"]

/** Whether there are columns of names. */
export const hasName = (subject: Subject): boolean =>
  subject.named.some(({ meaning }) => inNames.includes(meaning))

/** The name of a person as the cells write it; undefined without a name. */
export const nameIn = (subject: Subject, cells: ReadonlyArray<string>): string | undefined => {
  const whole = cellsOf(subject, cells, "name")
  const surnames = cellsOf(subject, cells, "surname")
  const hasGiven = cellsOf(subject, cells, "given").length > 0
  const isInParts = surnames.length > 0 && (whole.length === 0 || !hasGiven)
  if (whole.length > 0 && !isInParts) return whole[0]
  const pieces = cellsOf(subject, cells, "name", "given", "surname").map((piece) => piece.trim())
  if (pieces.length > 0) return pieces.join(" ")
  const [shown] = cellsOf(subject, cells, "publicName")
  return shown?.replace(/^\s*~\s*/, "") ?? cellsOf(subject, cells, "company")[0]
}

/** Aliases: other names, and more ids of the same person. */
export const aliasesIn = (subject: Subject, cells: ReadonlyArray<string>) => {
  const all = cellsOf(subject, cells, "alias").flatMap((cell) => parts(cell, /[,;|\n]/))
  return {
    ids: all.flatMap((alias) => idOf(alias) ?? []),
    alias: all.find((alias) => idOf(alias) === undefined) ?? null
  }
}

const listIn = (cell: string): ReadonlyArray<string> => {
  if (!cell.trim().startsWith("[")) return parts(cell, /[;|\n]|:::/)
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) ? list.map(String) : [cell]
  } catch {
    return parts(cell, /[;|\n]|:::/)
  }
}

/** Built-in lists of address books, which are not groups of people. */
const isOwnList = (group: string) => /^\* ?(?:my ?contacts|starred)$/i.test(group)

/** Groups as written, and the groups that are chats. */
export const groupsIn = (subject: Subject, cells: ReadonlyArray<string>) => {
  const all = cellsOf(subject, cells, "group").flatMap(listIn)
  const groups = [...new Set(all.filter((group) => !isOwnList(group)))]
  return { groups, chatIds: groups.flatMap((group) => groupOf(group) ?? []) }
}
