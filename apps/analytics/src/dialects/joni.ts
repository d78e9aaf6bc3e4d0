// Patterns of RE2, as the statistics write them, for Joni with Java's syntax: the one that Trino has by default.
//
// `\x{…}` is the sign itself, `\s` the blanks of ASCII, and `$` the end of the text, not also before its last line break.
// Gotcha: `\s` is understood in brackets only, and a code below 128 is not.
const sign = (code: string): string => String.fromCodePoint(Number.parseInt(code, 16))

/** A pattern as SQL: one literal, or several joined by `||`. */
export const joniPattern = (sql: string): string => {
  let isInClass = false
  return sql.replace(/\\x\{([0-9A-F]+)\}|\\s|\\.|[[\]$]/g, (part, code: string | undefined) => {
    if (code !== undefined) return sign(code)
    if (part === "\\s") return " \\t\\n\\f\\r"
    if (part === "$" && !isInClass) return "\\z"
    if (part === "[") isInClass = true
    if (part === "]") isInClass = false
    return part
  })
}
