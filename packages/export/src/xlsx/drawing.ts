// The parts that put charts on a sheet: a drawing with a frame for each, and the relationships between parts.
// A chart is anchored at one cell and keeps its size in pixels, whatever the column widths. Pure.
// Source: ECMA-376 part 1, 20.5 (spreadsheet drawings); part 2, 9.3 (relationships).
import type { PlacedChart } from "./page-layout.ts"
import { xml, xmlDeclaration } from "./page-text.ts"

const unitsPerPixel = 9525
const gapPixels = 24

const frame = ({ chart, column, row }: PlacedChart, index: number) => {
  const gap = chart.place === "beside" ? gapPixels * unitsPerPixel : 0
  const from = `<xdr:from><xdr:col>${column - 1}</xdr:col><xdr:colOff>${gap}</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`
  const size = `<xdr:ext cx="${chart.width * unitsPerPixel}" cy="${chart.height * unitsPerPixel}"/>`
  const names = `<xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="Chart ${index + 1}" descr="${xml(chart.title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`
  const graphic = `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId${index + 1}"/></a:graphicData></a:graphic>`
  return `<xdr:oneCellAnchor>${from}${size}<xdr:graphicFrame macro="">${names}<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>${graphic}</xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`
}

/** The drawing part of a sheet; its charts are `rId1` and so on. */
export const drawingXml = (charts: ReadonlyArray<PlacedChart>) =>
  `${xmlDeclaration}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${charts.map(frame).join("")}</xdr:wsDr>`

/** The relationships of a part: targets by id. */
export const relationshipsXml = (
  relationships: ReadonlyArray<{ readonly id: string; readonly type: string; readonly target: string }>
) =>
  `${xmlDeclaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships
    .map(
      ({ id, target, type }) =>
        `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${xml(target)}"/>`
    )
    .join("")}</Relationships>`
