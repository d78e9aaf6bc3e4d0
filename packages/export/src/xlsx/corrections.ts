// Corrects the parts that exceljs writes: tables announce a missing totals row, text styles lack `quotePrefix` (so that
// editing a cell would make `=…` a formula), pages come last, and drawings are not declared.
// Pure: a part in, a part out.
import type { PageSheet } from "./page-sheet.ts"
import { type Sheet, wholeRange } from "./sheet.ts"

/** Corrects the part of a table: a sheet of rows gets its real range, a page keeps that of exceljs. */
export const correctedTable = (xml: string, sheet: Sheet | undefined) =>
  (sheet === undefined ? xml : xml.replaceAll(/ ref="[^"]*"/g, ` ref="${wholeRange(sheet)}"`))
    .replace('totalsRowShown="1"', 'totalsRowShown="0"')
    .replaceAll(/ totalsRow(Label|Function)="[^"]*"/g, "")

/** Corrects the styles. Cells without a style are top-aligned like wrapped text: they use the first of `cellXfs`. */
export const correctedStyles = (xml: string) =>
  xml
    .replaceAll('<xf numFmtId="49"', '<xf numFmtId="49" quotePrefix="1"')
    .replace(/(<cellXfs[^>]*><xf [^>]*)\/>/, '$1 applyAlignment="1"><alignment vertical="top"/></xf>')

/** Moves the pages to the front of a list of sheets: exceljs always appends sheets, and pages are added last. */
export const pagesFirst = (xml: string, element: RegExp, pages: ReadonlyArray<PageSheet>, sheets: number) => {
  const listed = [...xml.matchAll(element)].map(([whole]) => whole)
  const ordered = [...pages.map(({ id }) => listed[id - 1] ?? ""), ...listed.slice(0, sheets)]
  return xml.replace(listed.join(""), () => ordered.join(""))
}

/** Adds drawings and charts to the content types. */
export const withDrawings = (xml: string, paths: ReadonlyArray<string>) => {
  const types = paths.flatMap((path) => {
    const [, kind = ""] = /^xl\/(drawings|charts)\/[^/]+$/.exec(path) ?? []
    const type = { drawings: "drawing+xml", charts: "drawingml.chart+xml" }[kind]
    return type === undefined
      ? []
      : [
          `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`
        ]
  })
  return xml.replace("</Types>", () => `${types.join("")}</Types>`)
}
