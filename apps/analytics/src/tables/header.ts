// The header of a file of sql/tables: one line for each property of its table, in this order.
//
//   -- Title: of its sheet, in English | in Russian
//   -- Grain: what a row is, in English | in Russian
//   -- Place: among the exported tables, lowest first, or none
//   -- After: the tables that a load fills before it, or nothing
//   -- Key: the columns that identify a row across loads
//   -- Order: the total order of an export
//   -- Time: the column whose month partitions Parquet, or none
//   -- Follows: how a choice of messages narrows it
//   -- Changes with: what a load updates when its rows change
//   -- Counted: optional; the rows whose people and chats count as met
//   -- Met: optional; elsewhere, if its people and chats do not count as met
//
// `create table` follows, with a line for every column (`column-line.ts`). A missing or invalid line throws.
import { columnLine, type NameColumn, type ParquetColumn, type TableColumn } from "./column-line.ts"

/** How a choice of messages narrows a table (`chosen-rows.ts`). */
export const follows = [
  "messages",
  // Rows of messages, including those that nothing else mentions.
  "statuses",
  "polls",
  "chats",
  "senders",
  "people",
  "groups",
  "directory",
  // Its own chats and times; rows have no type of message.
  "itself",
  "instance"
] as const
export type Follows = (typeof follows)[number]

/** What a load updates when rows of a table change (`table-page.ts`). */
export const changes = ["message", "poll", "reaction", "chat", "sender", "snapshot", "anything"] as const
export type ChangesWith = (typeof changes)[number]

export interface OrderColumn {
  readonly name: string
  readonly isNullFirst: boolean
}

export interface Words {
  readonly en: string
  readonly ru: string
}

export interface Table {
  readonly name: string
  readonly title: Words
  readonly grain: Words
  /** Undefined for a table that is not exported. */
  readonly place: number | undefined
  readonly after: ReadonlyArray<string>
  readonly key: ReadonlyArray<string>
  readonly order: ReadonlyArray<OrderColumn>
  readonly time: string | undefined
  readonly follows: Follows
  readonly changesWith: ChangesWith
  /** An SQL condition; undefined for all rows. */
  readonly counted: string | undefined
  /** False for what the service returns about people and chats that may have done nothing. */
  readonly isMet: boolean
  readonly columns: ReadonlyArray<TableColumn>
  readonly names: ReadonlyArray<NameColumn>
  readonly parquet: ReadonlyArray<ParquetColumn>
}

/** The order of an export, as SQL. */
export const orderBy = ({ order }: Table): string =>
  `order by ${order.map(({ isNullFirst, name }) => (isNullFirst ? `${name} nulls first` : name)).join(", ")}`

const required = [
  "Title",
  "Grain",
  "Place",
  "After",
  "Key",
  "Order",
  "Time",
  "Follows",
  "Changes with"
] as const

const listOf = (text: string): ReadonlyArray<string> => text.split(", ")

/** The tables that must be filled first. */
export const afterOf = (text: string): ReadonlyArray<string> => (text === "nothing" ? [] : listOf(text))

const orderOf = (text: string): ReadonlyArray<OrderColumn> =>
  listOf(text).map((part) => ({
    name: part.replace(/ nulls first$/, ""),
    isNullFirst: part.endsWith(" nulls first")
  }))

const isNamed = (kind: string) => kind === "chat" || kind === "person"

/** Parses a table's file; throws an error with the file's name if it is invalid. */
export const parseTable = (name: string, text: string): Table => {
  const fail = (what: string): never => {
    throw new Error(`sql/tables/${name}.sql: ${what}`)
  }
  const lines = text.split("\n")
  const values = required.map((field, at) => {
    const begin = `-- ${field}: `
    const line = lines[at] ?? ""
    return line.startsWith(begin)
      ? line.slice(begin.length)
      : fail(`line ${at + 1} should begin with "${begin}"`)
  })
  const [title = "", grain = "", place = "", after = "", key = "", order = "", time = "", follow, change] =
    values
  const inBoth = (value: string): Words => {
    const [en = "", ru = "", ...rest] = value.split(" | ")
    return en === "" || ru === "" || rest.length > 0
      ? fail(`"${value}" should be English | Russian`)
      : { en, ru }
  }
  const oneOf = <Word extends string>(words: ReadonlyArray<Word>, value: string | undefined): Word =>
    words.find((word) => word === value) ?? fail(`"${value}" should be one of ${words.join(", ")}`)

  const start = lines.indexOf(`create table ${name} (`)
  const end = lines.indexOf(");", start)
  if (start < 0 || end < 0) fail(`"create table ${name} (" is missing, or the ");" that ends it`)
  const counted = lines.slice(required.length, start).find((line) => line.startsWith("-- Counted: "))
  const read = lines.slice(start + 1, end).map((line) => {
    const found = columnLine(line)
    return typeof found === "string" ? fail(`${found}: ${line.trim()}`) : found
  })
  const names = read.filter((line) => line.line === "name")
  const table: Table = {
    name,
    title: inBoth(title),
    grain: inBoth(grain),
    place:
      place === "none" ? undefined : /^\d+$/.test(place) ? Number(place) : fail("Place is a number, or none"),
    after: afterOf(after),
    key: listOf(key),
    order: orderOf(order),
    time: time === "none" ? undefined : time,
    follows: oneOf(follows, follow),
    changesWith: oneOf(changes, change),
    counted: counted?.slice("-- Counted: ".length),
    isMet: !lines.slice(required.length, start).includes("-- Met: elsewhere"),
    columns: read.filter((line) => line.line === "column"),
    names,
    parquet: read.filter((line) => line.line === "parquet")
  }
  const known = new Set(table.columns.map((column) => column.name))
  const meant = [
    table.time,
    ...table.key,
    ...table.order.map((each) => each.name),
    ...table.columns.map((each) => each.ofColumn)
  ]
  for (const column of meant)
    if (column !== undefined && !known.has(column)) fail(`there is no column ${column}`)
  for (const [at, line] of read.entries()) {
    const before = read[at - 1]
    if (line.line === "name" && (before?.line !== "column" || before.name !== line.idColumn))
      fail(`${line.name} does not follow ${line.idColumn}`)
    if (
      line.line === "column" &&
      isNamed(line.kind) &&
      known.has("instance_id") &&
      !names.some(({ idColumn }) => idColumn === line.name)
    )
      fail(`${line.name} has no column of names behind it`)
  }
  return table
}
