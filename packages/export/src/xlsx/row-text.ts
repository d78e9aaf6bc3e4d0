// The `<row>` elements of a sheet as one SQL expression over a staged table: DuckDB writes the XML, in parallel.
// Text is an inline string and stays text; numbers of up to 15 digits, booleans and moments are what they are;
// a value that Excel cannot hold as such (NaN, a longer number, a date before 1900-03-01) becomes text.
// Pure: expressions in, an expression out. Gotcha: what a column holds (NULLs, texts to cut) is known beforehand and
// leaves most of the work out, so the facts must be of the very rows that are written.
// Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.53 (is).
import { DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import { literal } from "../sql-text.ts"
import { inZone, type ValueKind, valueKind, valueText } from "../value-text.ts"
import { type CellLimits, cutText, tooLong, tooManyLines, xlsxLimits } from "./limits.ts"
import { isLink } from "./links.ts"
import { isRare, isUnlikePlain, joinedTexts, type Manner, where, xmlText } from "./xml-text.ts"

/** What all cells of a staged column have in common. */
export interface ColumnFacts {
  readonly nulls: "none" | "some" | "all"
  /** Cells that must be shortened (text), or written as text (everything else). */
  readonly unfit: number
  /** Whether all its texts can be written as they are. */
  readonly isPlain: boolean
}

/** A column of a staged table on its way into a sheet; styles are indices into the workbook's `cellXfs`. */
export interface CellColumn {
  readonly at: string
  readonly letters: string
  readonly type: DuckDBType
  readonly style: number
  readonly textStyle: number
  readonly facts: ColumnFacts
  /** For a column of links, the place of the first row that is written as text, link or not. */
  readonly linksEndAt?: number
}

/** A value as it is staged: moments as wall time in the zone, what has no cell type of its own as text. */
export const stagedValue = (type: DuckDBType, expression: string, zone: string) => {
  const kind = valueKind(type)
  if (kind === "text" || kind === "neutral") return valueText(type, expression, zone)
  if (kind !== "moment" || type.typeId === DuckDBTypeId.TIMESTAMP) return expression
  return type.typeId === DuckDBTypeId.TIMESTAMP_TZ ? inZone(expression, zone) : `${expression}::timestamp`
}

const isText = (kind: ValueKind) => kind === "text" || kind === "neutral"
const mostDigits = 10 ** xlsxLimits.digits - 1

const fitsNumber = (type: DuckDBType, at: string): string => {
  switch (type.typeId) {
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return `${at} = 0 or abs(${at}) between ${xlsxLimits.smallestNumber} and ${xlsxLimits.number}`
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return `${at} between ${type.typeId === DuckDBTypeId.BIGINT || type.typeId === DuckDBTypeId.HUGEINT ? -mostDigits : 0} and ${mostDigits}`
    case DuckDBTypeId.BIGNUM:
      return `strlen(ltrim(${at}::varchar, '-')) <= ${xlsxLimits.digits}`
    case DuckDBTypeId.DECIMAL: {
      if (type instanceof DuckDBDecimalType && type.width <= xlsxLimits.digits) return "true"
      const digits = `translate(${at}::varchar, '-.', '')`
      return `abs(${at}) <= ${mostDigits} and strlen(trim(${digits}, '0')) <= ${xlsxLimits.digits}`
    }
    default:
      return "true"
  }
}

const fits = (type: DuckDBType, at: string): string => {
  switch (valueKind(type)) {
    case "number":
      return fitsNumber(type, at)
    case "moment":
      return `${at} >= timestamp '1900-03-01' and ${at} < timestamp '10000-01-01'`
    case "date":
      return `${at} between date '1900-03-01' and date '9999-12-31'`
    default:
      return "true"
  }
}

/** An aggregate that counts the cells of a staged column that do not fit as they are. */
export const countUnfit = (type: DuckDBType, at: string, limits: CellLimits) => {
  const unfit = isText(valueKind(type))
    ? `${tooLong(at, limits)} or ${tooManyLines(at, limits)}`
    : `not (${fits(type, at)})`
  return `count(*) filter (${unfit})`
}

/** An aggregate: whether all texts of staged columns can be written as they are; true of none. */
export const allPlain = (columns: ReadonlyArray<string>) =>
  columns.length === 0 ? "true" : `not coalesce(bool_or(${isUnlikePlain(joinedTexts(columns))}), false)`

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

const styledOpening = ({ at, letters, linksEndAt, style, textStyle }: CellColumn) =>
  linksEndAt === undefined
    ? opening(letters, style, "inlineStr")
    : [
        constant(`<c r="${letters}`),
        expression("rn"),
        constant('" s="'),
        expression(where(linkFlag(at), literal(String(style)), literal(String(textStyle)))),
        constant('" t="inlineStr">')
      ]

const textCell = (column: CellColumn, manner: Manner): ReadonlyArray<Piece> => {
  const { at, facts } = column
  const own = facts.isPlain ? "plain" : manner
  return [
    ...styledOpening(column),
    constant(own === "plain" ? "<is><t>" : '<is><t xml:space="preserve">'),
    expression(xmlText[own](at)),
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

const ownCell = (column: CellColumn, manner: Manner): ReadonlyArray<Piece> => {
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
      return textCell(column, manner)
  }
}

const cell = (column: CellColumn, manner: Manner): ReadonlyArray<Piece> => {
  const { at, facts, type } = column
  if (facts.nulls === "all") return []
  const some = facts.nulls === "some"
  if (facts.unfit > 0 && !isText(valueKind(type))) {
    const own = concatenated(ownCell(column, manner))
    const text = concatenated(cellAsText(column))
    return [expression(`case when ${at} is null then '' when ${fits(type, at)} then ${own} else ${text} end`)]
  }
  const pieces = ownCell(column, manner)
  return some ? [expression(`case when ${at} is not null then ${concatenated(pieces)} end`)] : pieces
}

const rowElement = (columns: ReadonlyArray<CellColumn>, manner: Manner) =>
  concatenated([
    constant('<row r="'),
    expression("rn"),
    constant('">'),
    ...columns.flatMap((column) => cell(column, manner)),
    constant("</row>")
  ])

/** A SELECT of the `<row>` elements (VARCHAR) of a staged table, in its order; `firstRow` is the sheet's row of place 0. */
export const rowsSelect = (
  columns: ReadonlyArray<CellColumn>,
  limits: CellLimits,
  source: string,
  firstRow: number
) => {
  const present = columns.filter(({ facts }) => facts.nulls !== "all")
  const texts = present.filter(({ facts }) => !facts.isPlain).map(({ at }) => at)
  const values = present.map((column) => {
    const short = isText(valueKind(column.type)) && column.facts.unfit > 0
    return short ? `${cutText(column.at, limits)} as ${column.at}` : column.at
  })
  const number = `(rowid + ${firstRow})::varchar as rn`
  const flags = present.flatMap(({ at, linksEndAt }) =>
    linksEndAt === undefined ? [] : [`(rowid < ${linksEndAt} and ${isLink(at)}) as ${linkFlag(at)}`]
  )
  const placed = `select ${[number, ...values, ...flags].join(", ")} from ${source}`
  if (texts.length === 0) return `select ${rowElement(present, "plain")} from (${placed})`
  const rare = where(isRare("joined"), rowElement(present, "rare"), rowElement(present, "marked"))
  const row = where(isUnlikePlain("joined"), rare, rowElement(present, "plain"))
  return `select ${row} from (select *, ${joinedTexts(texts)} as joined from (${placed}))`
}
