// What DuckDB says when it fails: what kind of failure it is, and words for the user.
//
// Words that speak of names (syntax, tables, columns) are passed on, with DuckDB's candidates and the line of
// the query that they point at. Words that may quote a value are replaced: chat text belongs in no error.
// Gotcha: kinds are told from English texts, since DuckDB gives no codes.

/** `conflict`: another process has the file open; `disk`: full, or not writable; `damage`: the file is not what was written. */
export type FailureKind = "conflict" | "disk" | "damage" | "statement"

const symptoms: ReadonlyArray<readonly [RegExp, FailureKind]> = [
  [/^IO Error: .*(could not set lock|conflicting lock|being used by another process)/is, "conflict"],
  [
    /^(IO|Permission|FATAL|TransactionContext) Error: .*(no space left|disk quota|could not write|read-only file system|failed to create directory|permission denied)/is,
    "disk"
  ],
  [
    /^(IO|Serialization|FATAL) Error: .*(corrupt|checksum|not a valid duckdb|could not read|deserializ|invalidated)/is,
    "damage"
  ]
]

const textOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^Failed to extract statements: /, "")

/** What can be done about a failure of DuckDB. */
export const kindOfFailure = (error: unknown): FailureKind => {
  const text = textOf(error)
  return symptoms.find(([symptom]) => symptom.test(text))?.[1] ?? "statement"
}

/** True if the database file is at fault, in this error or in the one that caused it. */
export const isDamage = (error: unknown): boolean => {
  for (let next = error; next instanceof Error; next = next.cause)
    if (kindOfFailure(next) === "damage") return true
  return false
}

const speaksOfNames =
  /^(Parser|Binder|Catalog|Syntax|Not implemented|Permission|Out of Memory|IO|Serialization|FATAL|TransactionContext|INTERRUPT) Error: /
const LONGEST = 2000

const target = String.raw`([A-Z][\w[\]]*(?:\(\d+,\d+\))?)(?: when casting from source column \w+)?$`

/** Errors about values, and what can be said of them without the value. */
const aboutValues: ReadonlyArray<readonly [RegExp, string]> = [
  [
    new RegExp(`: Could not convert .*['"\\d] to '?${target}`, "s"),
    "a value cannot be converted to $1: try_cast gives NULL instead"
  ],
  [
    new RegExp(`: Type .* can't be cast to the destination type ${target}`, "s"),
    "a value cannot be converted to $1: try_cast gives NULL instead"
  ],
  [/: Malformed JSON at byte /, "a text is no JSON: json_valid tells which ones are"],
  [/: Could not parse string /, "a text does not fit the format: try_strptime gives NULL instead"],
  [
    /: More than one row returned by a subquery/,
    "a subquery that stands for one value gives more than one row"
  ],
  [
    /: (Expected \d+ parameters, but none were supplied|Values were not provided for the following prepared statement parameters: [\w, ]+)$/,
    "the query has parameters: give each with --param NAME=VALUE"
  ],
  [
    /: Cannot execute statement of type "?(\w+)"? on database .* read-only mode/,
    "the tables are read-only: $1 is not possible"
  ],
  [
    /: A table cannot be created from an unnamed struct/,
    "row(…) gives values without names: write {name: value} in its place"
  ],
  [/: (Overflow in \w+ of \w+)/, "a number grows too large for its type"]
]

const withoutValue = (text: string): string => {
  const known = aboutValues.find(([pattern]) => pattern.test(text))
  if (known === undefined) {
    const kind = /^([\w ]+) Error: /.exec(text)?.[1]?.toLowerCase() ?? "unknown"
    return `a value does not fit (${kind} error); --log-level debug shows DuckDB's words, which may quote it`
  }
  const [pattern, said] = known
  return said.replace("$1", pattern.exec(text)?.[1] ?? "")
}

const pointer = /\n\s*\n?(LINE \d+: ([^\n]*)\n[^\n]*\^)\s*$/

/** The line of the query that DuckDB points at, with the mark under it; nothing if it is not in the query. */
const pointed = (text: string, sql: string): string => {
  const [, lines = "", excerpt = ""] = pointer.exec(text) ?? []
  const shown = excerpt.replace(/^\.\.\.|\.\.\.$/g, "")
  return shown.trim() !== "" && sql.includes(shown) ? `\n${lines}` : ""
}

/** DuckDB's words for the user, about the query that failed; the first line of them if no query is given. */
export const failureText = (error: unknown, sql?: string): string => {
  const text = textOf(error)
  const plain = text.replace(pointer, "").trimEnd()
  const said = speaksOfNames.test(plain)
    ? plain.replace(/^[A-Z][A-Za-z -]* Error: /, "").replace(/\n\s*\n/g, "\n")
    : withoutValue(plain)
  if (sql === undefined) return (said.split("\n")[0] ?? "").slice(0, LONGEST)
  return `${said.slice(0, LONGEST)}${pointed(text, sql)}`
}
