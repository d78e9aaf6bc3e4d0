// Column widths of a table that make a line fit, and which columns fit on it.

/** Shortens the widest texts until the line fits, or none can be shortened further. */
export const fitted = (
  widths: ReadonlyArray<number>,
  narrowest: ReadonlyArray<number>,
  columns: number,
  gap: number
): ReadonlyArray<number> => {
  const fit = [...widths]
  let excess = fit.reduce((sum, width) => sum + width + gap, -gap) - columns
  while (excess > 0) {
    const spare = fit.map((width, i) => (width > (narrowest[i] ?? 0) ? width : 0))
    const widest = spare.indexOf(Math.max(...spare))
    if ((spare[widest] ?? 0) === 0) return fit
    fit[widest] = (fit[widest] ?? 0) - 1
    excess -= 1
  }
  return fit
}

/** The number of columns that fit on the line. */
export const placed = (widths: ReadonlyArray<number>, columns: number, gap: number): number => {
  let used = -gap
  const first = widths.findIndex((width) => {
    used += width + gap
    return used > columns
  })
  return first < 0 ? widths.length : Math.max(1, first)
}

/** Gives the room that is left on the line to columns narrower than they would like to be, from the first on. */
export const widened = (
  widths: ReadonlyArray<number>,
  wanted: ReadonlyArray<number>,
  columns: number,
  gap: number
): ReadonlyArray<number> => {
  let spare = columns - widths.reduce((sum, width) => sum + width + gap, -gap)
  return widths.map((width, i) => {
    const more = Math.max(0, Math.min(spare, (wanted[i] ?? 0) - width))
    spare -= more
    return width + more
  })
}

/** The number of columns left after extra columns at the end have made room for the others. */
export const withoutExtras = (
  columns: ReadonlyArray<{ readonly isExtra?: boolean }>,
  widths: ReadonlyArray<number>,
  room: number,
  gap: number
): number => {
  let left = columns.length
  let used = widths.reduce((sum, width) => sum + width + gap, -gap)
  while (used > room && columns[left - 1]?.isExtra === true) {
    left -= 1
    used -= (widths[left] ?? 0) + gap
  }
  return left
}
