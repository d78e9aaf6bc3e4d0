// The `<row>` elements of a sheet as one SQL expression over a staged table: DuckDB writes the XML, in parallel.
// Text is an inline string and stays text; numbers of up to 15 digits, booleans and moments are what they are;
// a value that Excel cannot hold as such (NaN, a longer number, a date before 1900-03-01) becomes text.
// Pure: expressions in, an expression out. Gotcha: what a column holds (NULLs, texts to cut) is known beforehand and
// leaves most of the work out, so the facts must be of the very rows that are written.
// Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.53 (is), 22.9.2.19 (ST_Xstring).
import { DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import { literal } from "../sql-text.ts"
import { inZone, type ValueKind, valueKind, valueText } from "../value-text.ts"
import { type CellLimits, cutText, tooLong, tooManyLines, xlsxLimits } from "./limits.ts"

/** What all cells of a staged column have in common. */
export interface ColumnFacts {
  readonly nulls: "none" | "some" | "all"
  /** Cells that must be shortened (text), or written as text (everything else). */
  readonly unfit: number
}

/** A column of a staged table on its way into a sheet; styles are indices into the workbook's `cellXfs`. */
export interface CellColumn {
  readonly at: string
  readonly letters: string
  readonly type: DuckDBType
  readonly style: number
  readonly textStyle: number
  readonly facts: ColumnFacts
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

const careful = "[&<>\\x00-\\x1f\\x{FFFE}\\x{FFFF}]|^ | $|_x[0-9A-Fa-f]{4}"
const escapedByNumber = "[\\x00-\\x08\\x0b-\\x1f\\x{FFFE}\\x{FFFF}]"
const numbered = [...Array(32).keys(), 0xfffe, 0xffff].filter((code) => code !== 9 && code !== 10)

const replaced = (text: string, pairs: ReadonlyArray<readonly [from: string, to: string]>) =>
  pairs.reduce((inner, [from, to]) => `replace(${inner}, ${from}, ${literal(to)})`, text)

// Once a text has anything like `_x0041`, all its underscores are escaped: part of it and an escape could make another.
const withoutEscapes = (text: string) =>
  `case when regexp_matches(${text}, '_x[0-9A-Fa-f]{4}') then replace(${text}, '_', '_x005F_') else ${text} end`

const withEscapes = (text: string) => {
  const pairs = numbered.map((code) => {
    const hex = code.toString(16).toUpperCase().padStart(4, "0")
    return [`chr(${code})`, `_x${hex}_`] as const
  })
  return `case when regexp_matches(${text}, '${escapedByNumber}') then ${replaced(text, pairs)} else ${text} end`
}

const marks = [
  ["'&'", "&amp;"],
  ["'<'", "&lt;"],
  ["'>'", "&gt;"]
] as const

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

const careOf = (at: string) => `care_${at}`

const textCell = ({ at, letters, style, type }: CellColumn): ReadonlyArray<Piece> => {
  const start = [...opening(letters, style, "inlineStr"), constant("<is><t")]
  const end = constant("</t></is></c>")
  if (valueKind(type) === "neutral") return [...start, constant(">"), expression(at), end]
  const open = `case when ${careOf(at)} then ' xml:space="preserve">' else '>' end`
  return [...start, expression(open), expression(at), end]
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

/** A SELECT of `rid` (the row's place) and `x` (its `<row>` element) from a staged table; `firstRow` is the sheet's row of place 0. */
export const rowsSelect = (
  columns: ReadonlyArray<CellColumn>,
  limits: CellLimits,
  source: string,
  firstRow: number
) => {
  const present = columns.filter(({ facts }) => facts.nulls !== "all")
  const texts = new Set(present.filter(({ type }) => valueKind(type) === "text"))
  const cut = present.map((column) => {
    const short = isText(valueKind(column.type)) && column.facts.unfit > 0
    return short ? `${cutText(column.at, limits)} as ${column.at}` : column.at
  })
  const judged = present.map(({ at }) => at)
  const escaped: Array<string> = []
  const finished: Array<string> = []
  for (const column of present) {
    const { at } = column
    if (texts.has(column)) {
      judged.push(`regexp_matches(${at}, ${literal(careful)}) as ${careOf(at)}`)
      escaped.push(
        careOf(at),
        `case when ${careOf(at)} then ${replaced(`(${withoutEscapes(at)})`, marks)} else ${at} end as ${at}`
      )
      finished.push(careOf(at), `case when ${careOf(at)} then ${withEscapes(at)} else ${at} end as ${at}`)
    } else {
      escaped.push(at)
      finished.push(at)
    }
  }
  const number = `(rowid + ${firstRow})::varchar as rn`
  const steps = [
    ["rowid as rid", number, ...cut],
    ["rid", "rn", ...judged],
    ["rid", "rn", ...escaped],
    ["rid", "rn", ...finished]
  ]
  const from = steps.reduce((inner, list) => `(select ${list.join(", ")} from ${inner})`, source)
  const row = [
    constant('<row r="'),
    expression("rn"),
    constant('">'),
    ...present.flatMap(cell),
    constant("</row>")
  ]
  return `select rid, ${concatenated(row)} as x from ${from}`
}
