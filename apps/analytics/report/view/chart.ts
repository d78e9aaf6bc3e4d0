// A chart: a figure that is drawn for the width it gets, and again when the width or the theme changes.
//
// Charts are Observable Plot's. Gotcha: Plot puts a style element into what it draws, which the page's policy refuses;
// its two rules stand in `report.css` instead.
import { el } from "./dom.ts"
import type { Palette } from "./palette.ts"

export type Drawing = (width: number, palette: Palette) => Element

const drawings = new WeakMap<Element, { readonly draw: Drawing; readonly label: string }>()

/** A figure with a title; `label` tells a screen reader what there is to see, and everybody where nothing is drawn. */
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
