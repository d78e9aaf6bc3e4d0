// The columns of an answer to show to people, and their order: names and figures first.
//
// An id appears only without a name, or if two have the same name. A value that is equal in all rows appears once below the
// table.
// Times of first and last things follow the figures, instances come last. Pure.
import type { Locale, ResultColumn, ResultRow } from "@chatledger/analytics"
import { isNumber, isText } from "./cell-text.ts"
import { humanText, nameWithoutUnit } from "./human-value.ts"
import type { TableColumn } from "./text-table.ts"

export interface ReadableOptions {
  readonly locale: Locale
  /** Names of own accounts by idInstance. */
  readonly instances: Readonly<Record<string, string>>
  /** The requested columns; undefined for all that are informative. */
  readonly columns?: ReadonlyArray<string>
  /** True if each row is an instance. */
  readonly isOfInstances?: boolean
}

/** A column with the same value in all rows; undefined for NULL. */
export interface SameColumn {
  readonly name: string
  readonly text: string | undefined
}

type Cell = (row: ResultRow) => string | undefined

interface Shown extends TableColumn {
  readonly source: string
  readonly isFigure: boolean
}

/** The id column that a name column belongs to, by the tables' naming. */
const idOf = (name: string, has: (name: string) => boolean): string | undefined => {
  const pairs: Readonly<Record<string, ReadonlyArray<string>>> = {
    text: ["message_id"],
    option_name: ["option_index"],
    poll_name: ["poll_message_id"]
  }
  const [, base] = /^(\w+)_name$/.exec(name) ?? []
  return [...(pairs[name] ?? []), ...(base === undefined ? [] : [`${base}_id`])].find(has)
}

const ownInstance = (id: string, instances: ReadableOptions["instances"]): string => {
  const [, instance] = /^(?:instance:)?(\w+)$/.exec(id) ?? []
  return (instance === undefined ? undefined : instances[instance]) ?? id
}

/** Names that several ids among the rows share. */
const sharedNames = (rows: ReadonlyArray<ResultRow>, name: Cell, id: Cell): ReadonlySet<string> => {
  const ids = new Map<string, string>()
  const shared = new Set<string>()
  for (const row of rows) {
    const [one, of] = [name(row), id(row)]
    if (one === undefined || of === undefined) continue
    if (ids.has(one) && ids.get(one) !== of) shared.add(one)
    ids.set(one, of)
  }
  return shared
}

/** Combines an id and its name. */
const named = (rows: ReadonlyArray<ResultRow>, name: Cell, id: Cell, isId: boolean): Cell => {
  const shared = isId ? sharedNames(rows, name, id) : new Set<string>()
  return (row) => {
    const text = name(row)
    if (text === undefined || text === "") return id(row)
    return shared.has(text) ? `${text} ${id(row) ?? ""}`.trimEnd() : text
  }
}

/** Only the end of its values differs, as in `incoming` and `incoming calls`: never truncated. */
const ROW_KEY = "journal"

const isLate = ({ name }: TableColumn): boolean => /^(first|last|oldest|newest)_.*_at$/.test(name)

const isTechnical = ({ source }: Shown, { isOfInstances }: ReadableOptions): boolean =>
  source === "instance_id" ? isOfInstances !== true : /(^|_)message_id$|^path$/.test(source)

/** The columns to show, and those with the same value in all rows. `isWhole`: `rows` are all rows. */
export const readableColumns = (
  columns: ReadonlyArray<ResultColumn>,
  rows: ReadonlyArray<ResultRow>,
  isWhole: boolean,
  options: ReadableOptions
): { readonly columns: ReadonlyArray<TableColumn>; readonly same: ReadonlyArray<SameColumn> } => {
  const cells = new Map<string, Cell>()
  columns.forEach((column, i) => {
    const isId = /(^instance|_id$)/.test(column.name)
    cells.set(column.name, (row) => {
      const value = row[i] ?? null
      if (value === null) return undefined
      const text = humanText(value, column, options.locale)
      return isId ? ownInstance(text, options.instances) : text
    })
  })
  const has = (name: string) => cells.has(name)
  const hidden = new Set(columns.flatMap(({ name }) => idOf(name, has) ?? []))
  const shown = (column: ResultColumn): Shown => {
    const own = cells.get(column.name) ?? (() => undefined)
    const id = idOf(column.name, has)
    const idCell = id === undefined ? undefined : cells.get(id)
    return {
      name: nameWithoutUnit(column),
      source: column.name,
      isRight: isNumber(column) && column.name !== "weekday",
      isText: isText(column) && column.name !== ROW_KEY,
      isFigure: isNumber(column),
      text:
        idCell === undefined
          ? own
          : named(rows, own, idCell, column.name.endsWith("_name") && id?.endsWith("_id") === true)
    }
  }
  if (options.columns !== undefined) {
    const byName = new Map(columns.map((column) => [column.name, column]))
    const chosen = options.columns.flatMap((name) => byName.get(name) ?? [])
    return { columns: chosen.map(shown), same: [] }
  }
  const all = columns.filter(({ name }) => !hidden.has(name)).map(shown)
  const answer = all.find(({ isFigure, text }) => isFigure && rows.some((row) => text(row) !== undefined))
  const isSame = (column: Shown): boolean => {
    if (!isWhole || rows.length < 2 || column === answer) return false
    const text = rows[0] === undefined ? undefined : column.text(rows[0])
    return rows.every((row) => column.text(row) === text)
  }
  const same = new Set(all.filter(isSame))
  const left = all.filter((column) => !same.has(column))
  const rank = (column: Shown) => (isTechnical(column, options) ? 2 : isLate(column) ? 1 : 0)
  return {
    columns: left
      .map((column) => ({ ...column, isExtra: rank(column) > 0 }))
      .toSorted((a, b) => rank(a) - rank(b)),
    same: [...same].map(({ name, text }) => ({
      name,
      text: rows[0] === undefined ? undefined : text(rows[0])
    }))
  }
}
