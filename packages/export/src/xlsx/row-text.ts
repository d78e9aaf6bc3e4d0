// The `<row>` elements of a sheet as one SQL expression over a staged table: DuckDB writes the XML, in parallel.
// Text is an inline string and stays text; numbers of up to 15 digits, booleans and times keep their types;
// a value that Excel cannot represent (NaN, a longer number, a date before 1900-03-01) becomes text.
// Pure: expressions in, an expression out. Gotcha: the known facts of a column (NULLs, texts to shorten) avoid
// most of the work, so they must be those of exactly the rows that are written.
// Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.53 (is).
import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import { literal } from "../sql-text.ts"
import { isDecimal } from "../type-kinds.ts"
import { inZone, type ValueKind, valueKind, valueText } from "../value-text.ts"
import { type CellLimits, cutText, tooLong, tooManyLines, xlsxLimits } from "./limits.ts"
import { isLink, type LinkKind } from "./links.ts"
import { heightOf, type WrappedColumn } from "./row-height.ts"
import { has, type TextTrait, where, xmlText } from "./xml-text.ts"

/** Facts about all cells of a staged column. */
export interface ColumnFacts {
  readonly nulls: "none" | "some" | "all"
  /** Number of cells that must be shortened (text), or written as text (everything else). */
  readonly unfit: number
  /** The traits of any of its texts; empty for a column without free text. */
  readonly traits: ReadonlySet<TextTrait>
}

/** A column of a staged table for a sheet; styles are indexes into the workbook's `cellXfs`. */
export interface CellColumn {
  readonly at: string
  readonly letters: string
  readonly type: DuckDBType
  readonly style: number
  readonly textStyle: number
  readonly facts: ColumnFacts
  /** For a column of links: what they lead to, and the first row that is always written as text. */
  readonly links?: { readonly kind: LinkKind; readonly endAt: number }
}

/** A value as it is staged: times as local time in the zone, types without a cell type as text. */
export const stagedValue = (type: DuckDBType, expression: string, zone: string) => {
  const kind = valueKind(type)
  if (kind === "text" || kind === "neutral") return valueText(type, expression, zone)
  if (kind !== "moment" || type.typeId === DuckDBTypeId.TIMESTAMP) return expression
  return type.typeId === DuckDBTypeId.TIMESTAMP_TZ ? inZone(expression, zone) : `${expression}::timestamp`
}

const isText = (kind: ValueKind) => kind === "text" || kind === "neutral"
const mostDigits = 10 ** xlsxLimits.digits - 1

/** The range of values that fit, both ends included, for types where this is sufficient. */
const range = (type: DuckDBType): readonly [least: string, greatest: string] | undefined => {
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
      return [String(-mostDigits), String(mostDigits)]
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.UHUGEINT:
      return ["0", String(mostDigits)]
    default:
      break
  }
  switch (valueKind(type)) {
    case "moment":
      return ["timestamp '1900-03-01'", "timestamp '9999-12-31 23:59:59.999999'"]
    case "date":
      return ["date '1900-03-01'", "date '9999-12-31'"]
    default:
      return undefined
  }
}

const isFloat = ({ typeId }: DuckDBType) => typeId === DuckDBTypeId.FLOAT || typeId === DuckDBTypeId.DOUBLE

const fits = (type: DuckDBType, at: string): string => {
  const ends = range(type)
  if (ends !== undefined) return `${at} between ${ends[0]} and ${ends[1]}`
  if (isFloat(type))
    return `${at} = 0 or abs(${at}) between ${xlsxLimits.smallestNumber} and ${xlsxLimits.number}`
  if (type.typeId === DuckDBTypeId.BIGNUM) return `strlen(ltrim(${at}::varchar, '-')) <= ${xlsxLimits.digits}`
  if (!isDecimal(type) || type.width <= xlsxLimits.digits) return "true"
  const digits = `translate(${at}::varchar, '-.', '')`
  return `abs(${at}) <= ${mostDigits} and strlen(trim(${digits}, '0')) <= ${xlsxLimits.digits}`
}

/**
 * An aggregate: true if all cells of a staged column without text fit unchanged. Checks minimum and maximum where possible.
 */
export const allFit = (type: DuckDBType, at: string): string => {
  const ends = range(type)
  const smallest = `min(nullif(abs(${at}), 0))`
  if (ends !== undefined) return `coalesce(min(${at}) >= ${ends[0]} and max(${at}) <= ${ends[1]}, true)`
  if (isFloat(type))
    return `coalesce(max(abs(${at})) <= ${xlsxLimits.number} and ${smallest} >= ${xlsxLimits.smallestNumber}, true)`
  const each = fits(type, at)
  return each === "true" ? each : `coalesce(bool_and(${each}), true)`
}

/** An aggregate: the number of cells of a staged column that do not fit unchanged. */
export const countUnfit = (type: DuckDBType, at: string, limits: CellLimits) => {
  const unfit = isText(valueKind(type))
    ? `${tooLong(at, limits)} or ${tooManyLines(at, limits)}`
    : `not (${fits(type, at)})`
  return `count(*) filter (${unfit})`
}

interface Piece {
  readonly constant: boolean
  readonly text: string
}

const constant = (text: string): Piece => ({ constant: true, text })
const expression = (text: string): Piece => ({ constant: false, text })

const concatenated = (pieces: ReadonlyArray<Piece>) => {
  const merged: Array<Piece> = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (piece.constant && last?.constant) merged[merged.length - 1] = constant(last.text + piece.text)
    else merged.push(piece)
  }
  return `concat(${merged.map(({ constant, text }) => (constant ? literal(text) : text)).join(", ")})`
}

const opening = (letters: string, style: number, type: string): ReadonlyArray<Piece> => [
  constant(`<c r="${letters}`),
  expression("rn"),
  constant(`"${style === 0 ? "" : ` s="${style}"`}${type === "" ? "" : ` t="${type}"`}>`)
]

const linkFlag = (at: string) => `link_${at}`

const styledOpening = ({ at, letters, links, style, textStyle }: CellColumn) =>
  links === undefined
    ? opening(letters, style, "inlineStr")
    : [
        constant(`<c r="${letters}`),
        expression("rn"),
        constant('" s="'),
        expression(where(linkFlag(at), literal(String(style)), literal(String(textStyle)))),
        constant('" t="inlineStr">')
      ]

const textCell = (column: CellColumn): ReadonlyArray<Piece> => {
  const { at, facts } = column
  return [
    ...styledOpening(column),
    constant("<is><t"),
    facts.traits.has("spaced")
      ? expression(where(has.spaced(at), `' xml:space="preserve">'`, "'>'"))
      : constant(">"),
    expression(xmlText(at, facts.traits)),
    constant("</t></is></c>")
  ]
}

const valueCell = (column: CellColumn, type: string, value: string): ReadonlyArray<Piece> => [
  ...opening(column.letters, column.style, type),
  constant("<v>"),
  expression(value),
  constant("</v></c>")
]

const cellAsText = ({ at, letters, textStyle }: CellColumn): ReadonlyArray<Piece> => [
  ...opening(letters, textStyle, "inlineStr"),
  constant("<is><t>"),
  expression(`${at}::varchar`),
  constant("</t></is></c>")
]

const ownCell = (column: CellColumn): ReadonlyArray<Piece> => {
  const { at } = column
  switch (valueKind(column.type)) {
    case "number":
      return valueCell(column, "", at)
    case "boolean":
      return valueCell(column, "b", `${at}::utinyint`)
    case "moment":
      return valueCell(column, "", `epoch_us(${at}) / 86400000000.0 + 25569`)
    case "date":
      return valueCell(column, "", `${at} - date '1899-12-30'`)
    default:
      return textCell(column)
  }
}

const cell = (column: CellColumn): ReadonlyArray<Piece> => {
  const { at, facts, type } = column
  if (facts.nulls === "all") return []
  const some = facts.nulls === "some"
  if (facts.unfit > 0 && !isText(valueKind(type))) {
    const own = concatenated(ownCell(column))
    const text = concatenated(cellAsText(column))
    return [expression(`case when ${at} is null then '' when ${fits(type, at)} then ${own} else ${text} end`)]
  }
  const pieces = ownCell(column)
  return some ? [expression(`case when ${at} is not null then ${concatenated(pieces)} end`)] : pieces
}

const rowElement = (columns: ReadonlyArray<CellColumn>, hasHeight: boolean) =>
  concatenated([
    constant('<row r="'),
    expression("rn"),
    constant('"'),
    ...(hasHeight ? [expression("ht")] : []),
    constant(">"),
    ...columns.flatMap(cell),
    constant("</row>")
  ])

/**
 * A SELECT of the `<row>` elements (VARCHAR) of a staged table, in order; `firstRow` is the sheet row of position 0, `wrapped`
 * are the columns that determine the row height.
 */
export const rowsSelect = (
  columns: ReadonlyArray<CellColumn>,
  limits: CellLimits,
  source: string,
  firstRow: number,
  wrapped: ReadonlyArray<WrappedColumn> = []
) => {
  const height = heightOf(wrapped)
  const present = columns.filter(({ facts }) => facts.nulls !== "all")
  const values = present.map((column) => {
    const short = isText(valueKind(column.type)) && column.facts.unfit > 0
    return short ? `${cutText(column.at, limits)} as ${column.at}` : column.at
  })
  const number = `(rowid + ${firstRow})::varchar as rn`
  const flags = present.flatMap(({ at, links }) =>
    links === undefined ? [] : [`(rowid < ${links.endAt} and ${isLink(at, links.kind)}) as ${linkFlag(at)}`]
  )
  const heights = height === undefined ? [] : [`${height} as ht`]
  const placed = `select ${[number, ...heights, ...values, ...flags].join(", ")} from ${source}`
  return `select ${rowElement(present, height !== undefined)} from (${placed})`
}
