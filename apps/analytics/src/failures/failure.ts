// Classifies DuckDB's error messages: the kind of failure, and the reason.
//
// Messages about names (syntax, tables, columns) are passed on, with DuckDB's candidates and the line of
// the query that they point at. Messages that may quote a value are replaced: no error may contain chat text.
// Gotcha: kinds are recognised from English texts, because DuckDB has no codes.
import type { DatabaseReason } from "./reasons.ts"

/** `conflict`: another process has the file open; `disk`: full, or not writable; `damage`: the file's content is corrupt. */
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

/** The kind of a DuckDB failure. */
export const kindOfFailure = (error: unknown): FailureKind => {
  const text = textOf(error)
  return symptoms.find(([symptom]) => symptom.test(text))?.[1] ?? "statement"
}

/** True if the database file is damaged, according to this error or its causes. */
export const isDamage = (error: unknown): boolean => {
  for (let next = error; next instanceof Error; next = next.cause)
    if (kindOfFailure(next) === "damage") return true
  return false
}

const speaksOfNames =
  /^(Parser|Binder|Catalog|Syntax|Not implemented|Permission|Out of Memory|IO|Serialization|FATAL|TransactionContext|INTERRUPT) Error: /
const LONGEST = 2000

const target = String.raw`([A-Z][\w[\]]*(?:\(\d+,\d+\))?)(?: when casting from source column \w+)?$`

/** Errors about values, with reasons that leave the value out: only the first group is used. */
const aboutValues: ReadonlyArray<readonly [RegExp, (group: string) => DatabaseReason]> = [
  [
    new RegExp(`: Could not convert .*['"\\d] to '?${target}`, "s"),
    (to) => ({ code: "value_not_convertible", to })
  ],
  [
    new RegExp(`: Type .* can't be cast to the destination type ${target}`, "s"),
    (to) => ({ code: "value_not_convertible", to })
  ],
  [/: Malformed JSON at byte /, () => ({ code: "text_not_json" })],
  [/: Could not parse string /, () => ({ code: "text_misfits_format" })],
  [/: More than one row returned by a subquery/, () => ({ code: "subquery_many_rows" })],
  [
    /: (?:Expected \d+ parameters, but none were supplied|Values were not provided for the following prepared statement parameters: [\w, ]+)$/,
    () => ({ code: "query_parameters_missing" })
  ],
  [
    /: Cannot execute statement of type "?(\w+)"? on database .* read-only mode/,
    (statement) => ({ code: "tables_read_only", statement })
  ],
  [/: A table cannot be created from an unnamed struct/, () => ({ code: "struct_unnamed" })],
  [/: Overflow in \w+ of \w+/, () => ({ code: "number_overflow" })]
]

const withoutValue = (text: string): DatabaseReason => {
  for (const [pattern, reasonOf] of aboutValues) {
    const found = pattern.exec(text)
    if (found !== null) return reasonOf(found[1] ?? "")
  }
  return { code: "value_unfit", kind: /^([\w ]+) Error: /.exec(text)?.[1]?.toLowerCase() ?? "unknown" }
}

const pointer = /\n\s*\n?(LINE \d+: ([^\n]*)\n[^\n]*\^)\s*$/

/** The line of the query that DuckDB points at, with the mark below it; undefined if it is not in the query. */
export const pointedLine = (error: unknown, sql: string | undefined): string | undefined => {
  const [, lines = "", excerpt = ""] = pointer.exec(textOf(error)) ?? []
  const shown = excerpt.replace(/^\.\.\.|\.\.\.$/g, "")
  return shown.trim() !== "" && sql?.includes(shown) === true ? lines : undefined
}

/** Why DuckDB failed: its own message if it is about names, otherwise a code. */
export const failureReason = (error: unknown): DatabaseReason => {
  const plain = textOf(error).replace(pointer, "").trimEnd()
  if (!speaksOfNames.test(plain)) return withoutValue(plain)
  const text = plain.replace(/^[A-Z][A-Za-z -]* Error: /, "").replace(/\n\s*\n/g, "\n")
  return { code: "duckdb", text: text.slice(0, LONGEST) }
}
