// SQL as text: values as literals, for the few places that take no parameters (file names, settings), and
// where a statement begins and ends.

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const token =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|\$\w+|[\s;]+|\w+|[\s\S]/g

const isFiller = (text: string): boolean => /^([\s;]|--|\/\*)/.test(text)

/** The text of a query without the semicolons, blanks and comments before and after it. */
export const bare = (sql: string): string => {
  const tokens = sql.match(token) ?? []
  const first = tokens.findIndex((text) => !isFiller(text))
  const last = tokens.findLastIndex((text) => !isFiller(text))
  return first < 0 ? "" : tokens.slice(first, last + 1).join("")
}

/** Names of the parameters of a query (`$name`), in the order in which they stand there. */
export const parametersIn = (sql: string): ReadonlyArray<string> => [
  ...new Set((sql.match(token) ?? []).filter((text) => /^\$\w+$/.test(text)).map((text) => text.slice(1)))
]
