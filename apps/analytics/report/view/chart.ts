// A chart: a figure that is drawn to the width it gets, and drawn again when the width or the theme changes.
//
// Charts are made with Observable Plot. Gotcha: Plot adds a style element to its output, which the page's content
// security policy refuses; the two rules are in `report.css` instead.
import { el } from "./dom.ts"
import type { Palette } from "./palette.ts"

export type Drawing = (width: number, palette: Palette) => Element

const drawings = new WeakMap<Element, { readonly draw: Drawing; readonly label: string }>()

/** A figure with a title. `label` describes it to screen readers, and replaces it if there is nothing to draw. */
export const chart = (name: string, title: string, label: string, draw: Drawing | undefined): HTMLElement => {
  const caption = el("figcaption", {}, title)
  if (draw === undefined) return el("figure", {}, caption, el("p", { class: "empty" }, label))
  const place = el("div", { class: "chart", "data-chart": name })
  drawings.set(place, { draw, label: `${title}. ${label}` })
  return el("figure", {}, caption, place)
}

/** Draws every chart below an element. */
export const drawCharts = (root: ParentNode, palette: Palette): void => {
  for (const place of root.querySelectorAll(".chart")) {
    const found = drawings.get(place)
    const width = Math.floor(place.clientWidth)
    if (found === undefined || width === 0) continue
    const drawn = found.draw(width, palette)
    for (const style of drawn.querySelectorAll("style")) style.remove()
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label")
    drawn.setAttribute("role", "img")
    drawn.setAttribute("aria-label", found.label)
    place.replaceChildren(drawn)
  }
}
