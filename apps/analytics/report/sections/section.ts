// The context of every section, and the frame around a section.
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"
import { el } from "../view/dom.ts"
import { table } from "../view/table.ts"
import type { Words } from "../view/words.ts"

export interface Context {
  readonly data: Data
  readonly scope: Scope
  readonly words: Words
}

export const section = (
  id: string,
  title: string,
  ...children: ReadonlyArray<Node | undefined>
): HTMLElement =>
  el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), ...children)

export const card = (...children: ReadonlyArray<Node | undefined>): HTMLElement =>
  el("div", { class: "card" }, ...children)

export const wide = (...children: ReadonlyArray<Node | undefined>): HTMLElement =>
  el("div", { class: "card wide" }, ...children)

export const grid = (...children: ReadonlyArray<Node | undefined>): HTMLElement =>
  el("div", { class: "grid" }, ...children)

/** A chart beside a table that needs more room. */
export const ranked = (...children: ReadonlyArray<Node>): HTMLElement =>
  el("div", { class: "grid ranked" }, ...children)

/** A table below its caption. */
export const titled = <Row>(...given: Parameters<typeof table<Row>>): HTMLElement =>
  el("div", {}, el("h3", {}, given[1]), table(...given))

/** A table with a chart's figures, folded below the chart. */
export const folded = (title: string, content: Node): HTMLElement =>
  el("details", {}, el("summary", {}, title), content)

/** The first rows of many. */
export const topOf = <Row>(rows: ReadonlyArray<Row>, count = 12): ReadonlyArray<Row> => rows.slice(0, count)
