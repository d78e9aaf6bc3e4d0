// What is corrected in the parts that exceljs writes: tables announce a totals row that is not there, text styles lack
// `quotePrefix` (so that editing a cell does not make a formula of `=…`), pages come last, and no one knows of charts.
// Pure: a part in, a part out.
import type { PageSheet } from "./page-sheet.ts"
import { type Sheet, wholeRange } from "./sheet.ts"

/** The part of a table: that of a sheet of rows is as long as these, that of a page as exceljs has it. */
export const correctedTable = (xml: string, sheet: Sheet | undefined) =>
  (sheet === undefined ? xml : xml.replaceAll(/ ref="[^"]*"/g, ` ref="${wholeRange(sheet)}"`))
    .replace('totalsRowShown="1"', 'totalsRowShown="0"')
    .replaceAll(/ totalsRow(Label|Function)="[^"]*"/g, "")

/** The part of the styles. Cells without one stand at the top, too, beside wrapped text: that is the first of `cellXfs`. */
export const correctedStyles = (xml: string) =>
  xml
    .replaceAll('<xf numFmtId="49"', '<xf numFmtId="49" quotePrefix="1"')
    .replace(/(<cellXfs[^>]*><xf [^>]*)\/>/, '$1 applyAlignment="1"><alignment vertical="top"/></xf>')

/** A list of sheets with the pages, made last, first: exceljs knows no other order than the one in which they are added. */
export const pagesFirst = (xml: string, element: RegExp, pages: ReadonlyArray<PageSheet>, sheets: number) => {
  const listed = [...xml.matchAll(element)].map(([whole]) => whole)
  const ordered = [...pages.map(({ id }) => listed[id - 1] ?? ""), ...listed.slice(0, sheets)]
  return xml.replace(listed.join(""), () => ordered.join(""))
}

/** The types of content, with those of drawings and charts. */
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
