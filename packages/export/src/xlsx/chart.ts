// A native chart as XML: columns, bars or a line over ranges of a sheet, with their current values.
// A column of days or times gives a date axis; otherwise categories are texts. A single series has no legend.
// Pure. Gotcha: child elements have a fixed order, or Excel drops the chart.
// Source: ECMA-376 part 1, 21.2 (DrawingML charts).
import { columnLetters } from "./names.ts"
import type { ChartShape, PageValue } from "./page.ts"
import type { PlacedChart } from "./page-layout.ts"
import { xml, xmlDeclaration } from "./page-text.ts"

/** A time as an Excel serial number: days since 1899-12-30. */
const dateSerial = (date: Date) => date.getTime() / 86_400_000 + 25_569

const isLying = (shape: ChartShape) => shape === "bar" || shape === "stacked-bar"
const isStacked = (shape: ChartShape) => shape === "stacked-column" || shape === "stacked-bar"

const rangeIn = (sheet: string, column: number, from: number, to: number) => {
  const letters = columnLetters(column)
  return xml(`'${sheet.replaceAll("'", "''")}'!$${letters}$${from}${to === from ? "" : `:$${letters}$${to}`}`)
}

const points = (values: ReadonlyArray<PageValue>) =>
  `<c:ptCount val="${values.length}"/>${values
    .map((value, index) => {
      if (value === null || value === "") return ""
      const text = value instanceof Date ? String(dateSerial(value)) : xml(String(value))
      return `<c:pt idx="${index}"><c:v>${text}</c:v></c:pt>`
    })
    .join("")}`

const texts = (range: string, values: ReadonlyArray<PageValue>) =>
  `<c:strRef><c:f>${range}</c:f><c:strCache>${points(values)}</c:strCache></c:strRef>`

const numbers = (range: string, values: ReadonlyArray<PageValue>, format: string) =>
  `<c:numRef><c:f>${range}</c:f><c:numCache><c:formatCode>${format}</c:formatCode>${points(values)}</c:numCache></c:numRef>`

const fill = (index: number) => {
  const shade = index < 6 ? "" : '<a:lumMod val="60000"/><a:lumOff val="40000"/>'
  return `<a:solidFill><a:schemeClr val="accent${(index % 6) + 1}">${shade}</a:schemeClr></a:solidFill>`
}

const grey = '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr></a:solidFill>'
const small = (size: number) =>
  `<a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0"/></a:pPr><a:endParaRPr lang="en-US"/></a:p>`

const labels =
  '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'

const series = ({ chart, of }: PlacedChart, sheet: string, dayFormat: string) => {
  const rows = of.table.rows.slice(0, chart.rows)
  const first = of.row + 1
  const last = of.row + rows.length
  const values = (column: number) => rows.map((row) => row[column] ?? null)
  const range = (column: number) => rangeIn(sheet, column, first, last)
  const type = of.table.columns[chart.categories]?.type
  const category = values(chart.categories)
  const categories =
    type === "day" || type === "moment"
      ? numbers(range(chart.categories), category, dayFormat)
      : texts(range(chart.categories), category)
  return chart.series.map((column, index) => {
    const own = chart.names?.[index]
    const header = texts(rangeIn(sheet, column, of.row, of.row), [of.headers[column] ?? ""])
    const name = own === undefined ? header : `<c:v>${xml(own)}</c:v>`
    const look =
      chart.shape === "line"
        ? `<c:spPr><a:ln w="22225" cap="rnd">${fill(index)}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`
        : `<c:spPr>${fill(index)}</c:spPr><c:invertIfNegative val="0"/>${chart.shape === "bar" ? labels : ""}`
    const end = chart.shape === "line" ? '<c:smooth val="0"/>' : ""
    return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${name}</c:tx>${look}<c:cat>${categories}</c:cat><c:val>${numbers(range(column), values(column), "General")}</c:val>${end}</c:ser>`
  })
}

const plot = (shape: ChartShape, all: string) => {
  const axes = '<c:axId val="1"/><c:axId val="2"/>'
  if (shape === "line")
    return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${all}<c:marker val="1"/>${axes}</c:lineChart>`
  const grouping = isStacked(shape) ? "stacked" : "clustered"
  const overlap = isStacked(shape) ? '<c:overlap val="100"/>' : ""
  return `<c:barChart><c:barDir val="${isLying(shape) ? "bar" : "col"}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${all}<c:gapWidth val="40"/>${overlap}${axes}</c:barChart>`
}

interface Axis {
  readonly id: 1 | 2
  readonly place: "l" | "b"
  readonly isReversed: boolean
  readonly isHidden: boolean
  readonly gridlines: string
  readonly format: string
  readonly labels: "low" | "nextTo"
}

const axis = ({ format, gridlines, id, isHidden, isReversed, labels, place }: Axis) =>
  `<c:axId val="${id}"/><c:scaling><c:orientation val="${isReversed ? "maxMin" : "minMax"}"/></c:scaling><c:delete val="${isHidden ? 1 : 0}"/><c:axPos val="${place}"/>${gridlines}<c:numFmt formatCode="${format}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${labels}"/><c:spPr><a:ln w="9525">${grey}</a:ln></c:spPr><c:txPr>${small(900)}</c:txPr><c:crossAx val="${3 - id}"/>`

// Horizontal bars are read from the top and show their values, so they need no value axis.
const axes = (shape: ChartShape, dayFormat: string | undefined) => {
  const lying = isLying(shape)
  const isHidden = shape === "bar"
  const lines = `<c:majorGridlines><c:spPr><a:ln w="9525">${grey}</a:ln></c:spPr></c:majorGridlines>`
  const category = axis({
    id: 1,
    place: lying ? "l" : "b",
    isReversed: lying,
    isHidden: false,
    gridlines: "",
    format: dayFormat ?? "General",
    labels: "low"
  })
  const value = axis({
    id: 2,
    place: lying ? "b" : "l",
    isReversed: false,
    isHidden,
    gridlines: isHidden ? "" : lines,
    format: "#,##0",
    labels: "nextTo"
  })
  const ofTime = `<c:dateAx>${category}<c:crosses val="autoZero"/><c:auto val="1"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/></c:dateAx>`
  const ofTexts = `<c:catAx>${category}<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>`
  return `${dayFormat === undefined ? ofTexts : ofTime}<c:valAx>${value}<c:crosses val="${lying ? "max" : "autoZero"}"/><c:crossBetween val="between"/></c:valAx>`
}

const chartNames =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

const isoDay = "yyyy\\-mm\\-dd"

/** The part (`xl/charts/chart<n>.xml`) of a chart on a sheet; `day` is the number format of days, ISO by default. */
export const chartXml = (placed: PlacedChart, sheet: string, day: string = isoDay) => {
  const { chart, of } = placed
  const dayFormat = xml(day)
  const all = series(placed, sheet, dayFormat)
  const type = of.table.columns[chart.categories]?.type
  const title = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="en-US" sz="1200" b="1"/><a:t>${xml(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  const legend =
    all.length > 1
      ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/><c:txPr>${small(900)}</c:txPr></c:legend>`
      : ""
  const area = `<c:plotArea><c:layout/>${plot(chart.shape, all.join(""))}${axes(chart.shape, type === "day" || type === "moment" ? dayFormat : undefined)}</c:plotArea>`
  return `${xmlDeclaration}<c:chartSpace ${chartNames}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>${title}<c:autoTitleDeleted val="0"/>${area}${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:ln w="9525">${grey}</a:ln></c:spPr></c:chartSpace>`
}
