// Sizes for people, in a language: `652 kB`, `1.4 MB`.

/** Formats bytes in powers of 1,000; `units`: of bytes, kilobytes, and so on. */
export const sizeIn =
  (locale: string, units: ReadonlyArray<string>) =>
  (bytes: number): string => {
    let value = bytes
    let unit = 0
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000
      unit += 1
    }
    const maximumFractionDigits = unit > 0 && value < 10 ? 1 : 0
    return `${value.toLocaleString(locale, { maximumFractionDigits })} ${units[unit]}`
  }
