// The appearance of a staged table's columns in a sheet: header, width and style.
// The width fits the widest of the first rows, up to 60 characters; longer and multi-line text is wrapped.
// Nothing is measured in pixels. Gotcha: an ideograph or an emoji counts as one character.
import { columnSettings, type Table, type TableColumn } from "../table.ts"
import { valueKind } from "../value-text.ts"
import { plainFormats, type WorkbookLook } from "./look.ts"
import { columnHeaders } from "./names.ts"
import type { SheetColumn } from "./sheet-columns.ts"
import type { CellStyle } from "./sheet-style.ts"
import type { StagedColumn } from "./staged.ts"

const narrowest = 8
const widest = 60
const widestAllowed = 255
const roomForFilter = 3
const margin = 2

/** Width in characters of a number format, without its quotes and brackets; independent of the value. */
const fixedWidth = (style: CellStyle, { day, moment }: WorkbookLook["formats"]): number | undefined =>
  ({
    moment: moment.replace(/\[[^\]]*\]|["\\]/g, "").length,
    date: day.replace(/\[[^\]]*\]|["\\]/g, "").length,
    duration: 14,
    percent: 6
  })[style as string]

const present = (
  staged: StagedColumn,
  header: string,
  settings: TableColumn,
  formats: WorkbookLook["formats"]
): SheetColumn => {
  const kind = valueKind(staged.column.type)
  const isLink = settings.link === "file" || (settings.link ?? staged.sampledLinks)
  const { isFolded = false, isOneLine = false, width } = settings
  const long = !isOneLine && (staged.sampledWidth > widest || staged.sampledLines)
  const styleOf: Record<typeof kind, CellStyle> = {
    text: isLink ? "link" : long ? "wrapped" : "text",
    neutral: "text",
    number: settings.shows ?? "number",
    boolean: "general",
    moment: "moment",
    date: "date"
  }
  const style = styleOf[kind]
  const shown = fixedWidth(style, formats) ?? staged.sampledWidth
  const wanted = Math.max(narrowest, header.length + roomForFilter, shown + margin)
  return {
    header,
    width: Math.min(width ?? Math.min(wanted, widest), widestAllowed),
    style,
    isFolded,
    linkKind: settings.link === "file" ? "file" : "web"
  }
}

/** The columns of a table's sheets, in order. */
export const presentation = (
  table: Table,
  staged: ReadonlyArray<StagedColumn>,
  look?: WorkbookLook
): ReadonlyArray<SheetColumn> => {
  const settings = staged.map(({ column }) => columnSettings(table, column.name))
  const headers = columnHeaders(staged.map(({ column }, index) => settings[index]?.title ?? column.name))
  const formats = look?.formats ?? plainFormats
  return staged.map((column, index) => present(column, headers[index] ?? "", settings[index] ?? {}, formats))
}
