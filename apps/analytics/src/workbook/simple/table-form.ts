// The sheet of any table: readable columns first, with names instead of ids and words instead of codes; ids and columns
// for programs last and folded.
import { chosenRows } from "../../chosen/chosen-rows.ts"
import { hasFileColumn } from "../../files/copied-files.ts"
import type { ColumnKind } from "../../tables/column-kinds.ts"
import type { NameColumn, TableColumn } from "../../tables/column-line.ts"
import type { Table } from "../../tables/header.ts"
import { tableNamed } from "../../tables/tables.ts"
import type { Locale } from "../wording.ts"
import { fileShown, inWords, type ShownColumn, type ShownRows, yesOrNo } from "./column.ts"
import type { SheetOptions } from "./sheet.ts"
import { nameOf } from "./shown-names.ts"

const forPrograms: ReadonlySet<ColumnKind> = new Set([
  "instance",
  "chat",
  "person",
  "id",
  "chats",
  "message",
  "snapshot",
  "card"
])

/** Columns of other kinds that only programs use. */
const unread = ["extra", "quoted_payload", "sha256", "order_in_second", "sequence", "emoji_base", "evidence"]

const isForPrograms = ({ kind, name }: TableColumn) => forPrograms.has(kind) || unread.includes(name)

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A column's name in English: `message_count` becomes "Message count". */
const english = (name: string) =>
  capitalised(name.replace(/^is_/, "").replace(/_at$/, "").replaceAll("_", " "))

/** `status_at` beside a column `status` is the time of that status. */
const englishOf = ({ kind, name }: TableColumn, { columns }: Table) => {
  const timed = name.replace(/_at$/, "")
  if (timed !== name && columns.some((other) => other.name === timed))
    return `Time of the ${timed.replaceAll("_", " ")}`
  return forPrograms.has(kind) && !/_ids?$|^id$/.test(name) ? `${english(name)} id` : english(name)
}

const isFlag = (type: string) => type === "BOOLEAN"

/** A column with its type in the database. */
interface TypedColumn {
  readonly name: string
  /** The type as DuckDB writes it. */
  readonly type: string
}

const nameColumn = (
  { idColumn, name, title }: NameColumn,
  place: number
): ShownColumn & { readonly join: string } => {
  const { join, shown } = nameOf(`n${place}`, idColumn)
  return { name, title: { en: english(idColumn.replace(/_id$/, "")), ru: title }, sql: shown, join }
}

/** The value of a column as people read it: records are counted from 1, as in messages. */
const shownIn = (table: Table, locale: Locale, column: string): string =>
  table.name === "issues" && column === "position" ? `t.${column} + 1` : inWords(locale, column)

/**
 * The rows of a table. `types` are the types of its columns; previews of files are included only if `thumbnails` is true.
 */
export const tableRows = (
  table: Table,
  types: ReadonlyArray<TypedColumn>,
  { choice, files, isNewestFirst, locale }: SheetOptions,
  thumbnails: boolean
): ShownRows => {
  const typeOf = new Map(types.map(({ name, type }) => [name, type]))
  const names = table.names.map(nameColumn)
  const own = table.columns
    .filter(({ kind, name }) => typeOf.has(name) && (thumbnails || kind !== "thumbnail"))
    .map((column): ShownColumn & { readonly isForPrograms: boolean } => {
      const { kind, name, title } = column
      const at = `t.${name}`
      return {
        name,
        title: { en: englishOf(column, table), ru: title },
        sql: isFlag(typeOf.get(name) ?? "") ? yesOrNo(locale, at) : shownIn(table, locale, name),
        link: kind === "link",
        isForPrograms: isForPrograms(column)
      }
    })
  const named = (id: string) => names.filter((_, place) => table.names[place]?.idColumn === id)
  const read = own.flatMap((column) => [...(column.isForPrograms ? [] : [column]), ...named(column.name)])
  // The time of a row comes first, as on the other sheets.
  const timed = [
    ...read.filter(({ name }) => name === table.time),
    ...read.filter(({ name }) => name !== table.time)
  ]
  const copy = hasFileColumn(table.name, files) ? fileShown(files) : undefined
  const folded = own.filter((column) => column.isForPrograms)
  const order = table.order.map(({ isNullFirst, name }) => {
    const isTurned = isNewestFirst && name === table.time
    return `t.${name}${isTurned ? " desc nulls last" : isNullFirst ? " nulls first" : ""}`
  })
  return {
    name: table.name,
    title: table.title,
    grain: table.grain,
    columns: [
      ...(timed.length === 0 ? folded : timed),
      ...(copy === undefined ? [] : [copy]),
      ...(timed.length === 0 ? [] : folded.map((column) => ({ ...column, isFolded: true })))
    ],
    from: `(${chosenRows(tableNamed(table.name), choice)}) as t ${names.map(({ join }) => join).join(" ")} ${copy?.join ?? ""}`,
    order: order.join(", ")
  }
}
