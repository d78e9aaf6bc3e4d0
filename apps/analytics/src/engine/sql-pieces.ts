// Splits SQL into statements, and finds its parameters.

/** A piece of SQL: `filler` is whitespace, semicolons and comments; `open` is an unterminated comment or quote. */
export interface SqlPiece {
  readonly kind: "filler" | "end" | "open" | "quoted" | "code"
  readonly text: string
}

const pieces: ReadonlyArray<readonly [SqlPiece["kind"], RegExp]> = [
  ["end", /;/y],
  ["filler", /\s+|--[^\n]*/y],
  ["quoted", /[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/y],
  ["open", /[eE]'|['"]|\$(?:[A-Za-z_]\w*)?\$/y],
  ["code", /[\w\u0080-\uffff]+(?:\$\w*)*|[\s\S]/y]
]

/** The length of a block comment at an offset, including nested ones; undefined if it is unterminated. */
const commentLength = (sql: string, start: number): number | undefined => {
  const mark = /\/\*|\*\//g
  mark.lastIndex = start
  for (let depth = 0, found = mark.exec(sql); found !== null; found = mark.exec(sql)) {
    depth += found[0] === "/*" ? 1 : -1
    if (depth === 0) return mark.lastIndex - start
  }
  return undefined
}

const pieceAt = (sql: string, start: number): SqlPiece => {
  if (sql.startsWith("/*", start)) {
    const length = commentLength(sql, start)
    if (length === undefined) return { kind: "open", text: sql.slice(start) }
    return { kind: "filler", text: sql.slice(start, start + length) }
  }
  for (const [kind, pattern] of pieces) {
    pattern.lastIndex = start
    const found = pattern.exec(sql)?.[0]
    if (found !== undefined) return { kind, text: kind === "open" ? sql.slice(start) : found }
  }
  return { kind: "code", text: sql.slice(start) }
}

/** A text split into pieces, as DuckDB reads it; joined, they are the text. */
export const sqlPieces = (sql: string): ReadonlyArray<SqlPiece> => {
  const found: Array<SqlPiece> = []
  for (let at = 0; at < sql.length; at += found.at(-1)?.text.length ?? 1) found.push(pieceAt(sql, at))
  return found
}

const isFiller = ({ kind }: SqlPiece): boolean => kind === "filler" || kind === "end"

const trimmed = (sql: string) => {
  const found = sqlPieces(sql)
  const first = found.findIndex((piece) => !isFiller(piece))
  const last = found.findLastIndex((piece) => !isFiller(piece))
  const textOf = (some: ReadonlyArray<SqlPiece>) => some.map(({ text }) => text).join("")
  return first < 0
    ? { before: "", text: "" }
    : { before: textOf(found.slice(0, first)), text: textOf(found.slice(first, last + 1)) }
}

/** A query without the semicolons, whitespace and comments around it. */
export const bare = (sql: string): string => trimmed(sql).text

/** The same, with empty lines for those before it, so that errors point at the right line. */
export const bareOnItsLine = (sql: string): string => {
  const { before, text } = trimmed(sql)
  return "\n".repeat(before.split("\n").length - 1) + text
}

/** Names of the parameters of a query (`$name`), in order. */
export const parametersIn = (sql: string): ReadonlyArray<string> => {
  const names: Array<string> = []
  const found = sqlPieces(sql)
  for (const [index, { kind, text }] of found.entries()) {
    const next = found[index + 1]
    if (kind === "code" && text === "$" && next?.kind === "code" && /^\w+$/.test(next.text))
      names.push(next.text)
  }
  return [...new Set(names)]
}
