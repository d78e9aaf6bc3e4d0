// A table that sorts by its headers, and shows its first rows and more on request.
import { el } from "./dom.ts"
import type { Words } from "./words.ts"

export interface Column<Row> {
  readonly key: string
  readonly label: string
  /** The sort value: text in the order of the language, numbers from the greatest. */
  readonly value: (row: Row) => string | number
  /** The text to show; by default the value. */
  readonly text?: (row: Row) => string
  /** Where the text links to; undefined for no link. */
  readonly link?: (row: Row) => string | undefined
  /** A second line below; left out if it equals the first or is empty. */
  readonly note?: (row: Row) => string
}

interface Sorting {
  readonly key: string
  readonly isDescending: boolean
}

/** The reader's sorting of each table, kept when filters change. */
const sortings = new Map<string, Sorting>()
const FIRST_ROWS = 10
const MORE_ROWS = 50

const sorted = <Row>(
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<Column<Row>>,
  sorting: Sorting | undefined,
  locale: string
): ReadonlyArray<Row> => {
  const column = columns.find(({ key }) => key === sorting?.key)
  if (column === undefined || sorting === undefined) return rows
  const sign = sorting.isDescending ? -1 : 1
  const collator = new Intl.Collator(locale)
  return rows.toSorted((a, b) => {
    const [left, right] = [column.value(a), column.value(b)]
    return typeof left === "number" && typeof right === "number"
      ? sign * (left - right)
      : sign * collator.compare(String(left), String(right))
  })
}

const isNumeric = <Row>(column: Column<Row>, rows: ReadonlyArray<Row>): boolean =>
  rows[0] !== undefined && typeof column.value(rows[0]) === "number"

/** A table. Its sorting is kept under `name` when filters change. */
export const table = <Row>(
  name: string,
  caption: string,
  columns: ReadonlyArray<Column<Row>>,
  rows: ReadonlyArray<Row>,
  words: Words
): HTMLElement => {
  const { strings } = words
  if (rows.length === 0) return el("p", { class: "empty" }, strings.nothing)
  const body = el("tbody")
  const count = el("span", { class: "count", role: "status" })
  const more = el("button", { type: "button", class: "plain" }, strings.more)
  let limit = FIRST_ROWS
  const cellsOf = (row: Row) =>
    columns.map((column, place) => {
      const value = column.value(row)
      const shownText = column.text?.(row) ?? (typeof value === "number" ? words.number(value) : value)
      const note = column.note?.(row)
      const second =
        note !== undefined && note !== "" && note !== shownText && el("small", { dir: "auto" }, note)
      const href = column.link?.(row)
      const content = href === undefined ? shownText : el("a", { href }, shownText)
      const attributes = { class: isNumeric(column, rows) ? "number" : undefined, dir: "auto" }
      return place === 0
        ? el("th", { ...attributes, scope: "row" }, content, second)
        : el("td", attributes, content, second)
    })
  const heads = columns.map((column) => {
    const press = () => {
      const now = sortings.get(name)
      const isDescending = now?.key === column.key ? !now.isDescending : isNumeric(column, rows)
      sortings.set(name, { key: column.key, isDescending })
      fill()
    }
    const button = el(
      "button",
      { type: "button", click: press, title: `${strings.sortHint}: ${column.label}` },
      column.label
    )
    return {
      column,
      cell: el("th", { scope: "col", class: isNumeric(column, rows) ? "number" : undefined }, button)
    }
  })
  const fill = () => {
    const sorting = sortings.get(name)
    for (const { column, cell } of heads) {
      if (column.key !== sorting?.key) cell.removeAttribute("aria-sort")
      else cell.setAttribute("aria-sort", sorting.isDescending ? "descending" : "ascending")
    }
    const shownRows = sorted(rows, columns, sorting, words.locale).slice(0, limit)
    body.replaceChildren(...shownRows.map((row) => el("tr", {}, ...cellsOf(row))))
    count.textContent =
      rows.length > shownRows.length
        ? `${words.number(shownRows.length)} ${strings.rowsShown} ${words.number(rows.length)}`
        : ""
    more.hidden = rows.length <= shownRows.length
  }
  more.addEventListener("click", () => {
    limit += MORE_ROWS
    fill()
  })
  fill()
  const head = el("thead", {}, el("tr", {}, ...heads.map(({ cell }) => cell)))
  const scroll = el(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
    el("table", { "data-table": name }, el("caption", { class: "unseen" }, caption), head, body)
  )
  return el("div", { class: "table" }, scroll, el("p", { class: "foot" }, more, count))
}
