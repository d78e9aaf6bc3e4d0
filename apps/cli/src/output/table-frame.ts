// The lines around the cells of a table, or the space between them.

/** The text to the left of cells, between them, and to the right. */
export interface Frame {
  readonly left: string
  readonly gap: string
  readonly right: string
}

/** The frames of cells, and of the lines above, below the heading, and at the bottom. */
export interface Frames {
  readonly cells: Frame
  readonly top: Frame | undefined
  readonly rule: Frame
  readonly bottom: Frame | undefined
}

export const plain: Frames = {
  cells: { left: "", gap: "  ", right: "" },
  top: undefined,
  rule: { left: "", gap: "  ", right: "" },
  bottom: undefined
}

export const boxed: Frames = {
  cells: { left: "│ ", gap: " │ ", right: " │" },
  top: { left: "┌─", gap: "─┬─", right: "─┐" },
  rule: { left: "├─", gap: "─┼─", right: "─┤" },
  bottom: { left: "└─", gap: "─┴─", right: "─┘" }
}
