// A roster: who is who, in a file that the user brings.
//
// Columns are found by their headings, in English or Russian: id or phone (one at least), name, group, alias. A row is
// one person with all the ids that it names; an alias that is an id or a number is one more. Phones are taken as
// written, with 8 before a Russian or Kazakh number as +7. Gotcha: a name joins nothing, so rows need an id.

import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { RosterRefused } from "./errors.ts"
import { fileRows } from "./roster-file.ts"

/** One person of a roster. */
export interface RosterRow {
  readonly ids: ReadonlyArray<string>
  readonly name: string | null
  readonly alias: string | null
  /** Groups as they are written. */
  readonly groups: ReadonlyArray<string>
  /** Those groups that are chats (chatId). */
  readonly chatIds: ReadonlyArray<string>
}

type Meaning = "id" | "name" | "group" | "alias"

const headings: Readonly<Record<Meaning, RegExp>> = {
  id: /^((chat|whats ?app|sender|user|w)? ?id|wid|jid|lid|phone|phone number|number|mobile|mobile phone|tel|telephone|cell|whats ?app|ид|id телефона|айди|идентификатор|телефон|номер|номер телефона|мобильный|мобильный телефон|моб телефон|сотовый|ватсап|вотсап)$/,
  name: /^(name|full ?name|display ?name|contact|contact name|имя|фио|ф и о|имя фамилия|фамилия имя|фамилия имя отчество|имя и фамилия|участник|контакт)$/,
  group:
    /^(group|groups|team|department|class|chat|группа|группы|команда|отдел|класс|чат|чаты|подразделение)$/,
  alias:
    /^(alias|aliases|nick|nickname|other id|other ids|other phone|second phone|псевдоним|алиас|ник|никнейм|прозвище|другой номер|другие номера|второй номер|другой id)$/
}

/** A heading without what people write differently. */
export const headingText = (heading: string): string =>
  heading
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** Whether a heading means that. */
export const isHeadingOf = (meaning: Meaning, heading: string): boolean =>
  headings[meaning].test(headingText(heading))

const meaningOf = (heading: string): Meaning | undefined => {
  const meanings: ReadonlyArray<Meaning> = ["id", "name", "group", "alias"]
  return meanings.find((meaning) => isHeadingOf(meaning, heading))
}

/** An id as the tables have it, from an id or a phone number; undefined if the text is neither. */
export const idOf = (text: string): string | undefined => {
  const bare = text.trim().replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
  const [, user, server] = /^(\d+)(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/i.exec(bare) ?? []
  if (user !== undefined) return `${user}@${server?.toLowerCase() === "lid" ? "lid" : "c.us"}`
  if (/^instance:\d+$/.test(bare)) return bare
  if (!/^(\+|00)?[\d\s().\u2010-\u2015-]+$/.test(bare)) return undefined
  const digits = bare
    .replace(/^00/, "+")
    .replace(/\.0$/, "")
    .replace(/[^\d+]/g, "")
  const number = /^8[79]\d{9}$/.test(digits) ? `7${digits.slice(1)}` : digits.replace("+", "")
  return /^\d{7,15}$/.test(number) ? `${number}@c.us` : undefined
}

/** The id of a group (chatId), also without its `@g.us`; undefined if the text is none. */
export const chatOf = (group: string): string | undefined => {
  if (/^\d[\d-]*@g\.us$/.test(group)) return group
  return /^\d{17,20}$|^\d{10,15}-\d{10}$/.test(group) ? `${group}@g.us` : undefined
}

const parts = (cell: string, separators: RegExp): ReadonlyArray<string> =>
  cell
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== "")

interface Column {
  readonly place: number
  readonly heading: string
  readonly meaning: Meaning
}

const rowOf = (cells: ReadonlyArray<string>, columns: ReadonlyArray<Column>) => {
  const cellsOf = (meaning: Meaning) =>
    columns.filter((column) => column.meaning === meaning).map(({ place }) => cells[place] ?? "")
  const aliases = cellsOf("alias").flatMap((cell) => parts(cell, /[,;|\n]/))
  const named = columns
    .filter(({ meaning }) => meaning === "id")
    .flatMap((column) =>
      parts(cells[column.place] ?? "", /[,;|\n]/).map((part) => ({ column, id: idOf(part) }))
    )
  const wrong = named.find(({ id }) => id === undefined)?.column.heading
  const ids = [...named.map(({ id }) => id), ...aliases.map(idOf)].filter((id) => id !== undefined)
  const groups = cellsOf("group").flatMap((cell) => parts(cell, /[;|\n]/))
  const row: RosterRow = {
    ids: [...new Set(ids)],
    name:
      cellsOf("name")
        .map((cell) => cell.trim())
        .filter((cell) => cell !== "")
        .join(" ") || null,
    alias: aliases.find((alias) => idOf(alias) === undefined) ?? null,
    groups,
    chatIds: groups.map(chatOf).filter((chat) => chat !== undefined)
  }
  return { row, wrong }
}

/**
 * Reads a roster, CSV or XLSX. Fails with `RosterRefused`, which names the file, the row and the column, but no cell.
 */
export const readRoster = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const refuse = (reason: string) => Effect.fail(new RosterRefused({ path, reason }))
  const bytes = yield* fs
    .readFile(path)
    .pipe(Effect.catch((error) => refuse(`it cannot be read: ${reasonOf(error)}`)))
  const found = yield* Effect.promise(() => fileRows(bytes))
  if ("reason" in found) return yield* refuse(found.reason)
  const [head, ...rows] = found.rows
  if (head === undefined) return yield* refuse("it is empty: write a row of headings and a row per person")
  const columns = head.cells.flatMap((heading, place): ReadonlyArray<Column> => {
    const meaning = meaningOf(heading)
    return meaning === undefined ? [] : [{ place, heading: heading.trim(), meaning }]
  })
  const known = columns.filter(({ meaning }) => meaning === "id").map(({ heading }) => `"${heading}"`)
  if (known.length === 0)
    return yield* refuse(
      `row ${head.row} has no heading for the id: name a column id or phone (or телефон); name, group and alias may stand beside it`
    )
  const roster: Array<RosterRow> = []
  for (const { row: number, cells } of rows) {
    const { row, wrong } = rowOf(cells, columns)
    if (wrong !== undefined)
      return yield* refuse(
        `row ${number}, column "${wrong}": this is neither a phone number with its country code nor an id (…@c.us, …@lid)`
      )
    if (row.ids.length === 0)
      return yield* refuse(
        `row ${number}, column ${known.join(" or ")}: the cell is empty, and a person needs an id`
      )
    roster.push(row)
  }
  return roster
})
