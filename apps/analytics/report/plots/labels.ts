// Labels of charts, measured in the font in which the page draws them.
const FONT =
  "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif"
const pen = document.createElement("canvas").getContext("2d")

const widthOf = (label: string): number => {
  if (pen === null) return label.length * 8
  pen.font = FONT
  return pen.measureText(label).width
}

/** Shortens a text to a width in pixels. */
export const fitted = (label: string, pixels: number): string => {
  if (widthOf(label) <= pixels) return label
  const letters = [...label]
  let length = letters.length
  while (length > 1 && widthOf(`${letters.slice(0, length).join("")}…`) > pixels) length -= 1
  return `${letters.slice(0, length).join("")}…`
}

/** The width in pixels that labels need, at most a share of the chart's width. */
export const labelWidth = (labels: ReadonlyArray<string>, width: number, share: number): number =>
  Math.min(Math.floor(width * share), Math.ceil(Math.max(24, ...labels.map(widthOf))))
