// Replaces the calls, parameters and types of a statistic by those of a dialect.
//
// A condition on a parameter that is not given becomes `true`.
import type { Dialect, ParameterValue } from "./dialect.ts"
import { filledBody, macrosOf } from "./macros.ts"
import { closingAt, dividedByCommas, isBlank, isName, wordsOf } from "./words.ts"

export type Parameters = Readonly<Record<string, ParameterValue>>

interface Replaced {
  readonly sql: string
  /** How many words it replaces. */
  readonly count: number
}

const skipBlanks = (words: ReadonlyArray<string>, from: number): number => {
  let at = from
  while (isBlank(words[at])) at += 1
  return at
}

/** `$name`, with its cast and `is null` if they follow. */
const parameterAt = (
  words: ReadonlyArray<string>,
  at: number,
  dialect: Dialect,
  given: Parameters
): Replaced | undefined => {
  const name = words[at + 1]
  if (words[at] !== "$" || name === undefined || !isName(name)) return undefined
  const value = given[name]
  if (words[at + 2] !== ":" || words[at + 3] !== ":") return { sql: dialect.literal(value), count: 2 }
  const type = words[at + 4] ?? ""
  const isList = words[at + 5] === "[" && words[at + 6] === "]"
  const end = at + (isList ? 7 : 5)
  const [, not] = /^\s+is\s+(not\s+)?null\b/.exec(words.slice(end, end + 6).join("")) ?? []
  const isNull = /^\s+is\s+(?:not\s+)?null\b/.test(words.slice(end, end + 6).join(""))
  if (!isNull) return { sql: dialect.literal(value, type), count: end - at }
  const count = end - at + (not === undefined ? 4 : 6)
  return { sql: String((value === undefined) === (not === undefined)), count }
}

/** `in_list(id, $ids)`. */
const listCondition = ([id = "", ids = ""]: ReadonlyArray<string>, dialect: Dialect, given: Parameters) => {
  const values = given[ids.slice(1)]
  if (!Array.isArray(values) || values.length === 0) return "true"
  return `${id} in (${values.map((value) => dialect.literal(value)).join(", ")})`
}

const callAt = (
  words: ReadonlyArray<string>,
  at: number,
  dialect: Dialect,
  given: Parameters
): Replaced | undefined => {
  const name = words[at] ?? ""
  if (!isName(name) || words[at + 1] !== "(" || words[at - 1] === ".") return undefined
  const close = closingAt(words, at + 1)
  const raw = dividedByCommas(words.slice(at + 2, close))
  const count = close - at + 1
  if (name === "in_list") return { sql: listCondition(raw, dialect, given), count }
  const call = dialect.calls[name]
  if (call !== undefined) return { sql: call(...raw.map((each) => expanded(each, dialect, given))), count }
  const macro = macrosOf(dialect.name).get(name)
  return macro && { sql: expanded(filledBody(macro, raw), dialect, given), count }
}

/** `as TYPE)` of a cast. */
const typeAt = (words: ReadonlyArray<string>, at: number, dialect: Dialect): Replaced | undefined => {
  if (words[at] !== "as" || !isBlank(words[at + 1]) || words[skipBlanks(words, at + 3)] !== ")")
    return undefined
  const type = dialect.types[words[at + 2] ?? ""]
  return type === undefined ? undefined : { sql: `as ${type}`, count: 3 }
}

/** SQL of a dialect. */
export const expanded = (sql: string, dialect: Dialect, given: Parameters): string => {
  const words = wordsOf(sql)
  let text = ""
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? ""
    const replaced =
      parameterAt(words, at, dialect, given) ??
      callAt(words, at, dialect, given) ??
      typeAt(words, at, dialect)
    if (replaced === undefined && word.startsWith("'")) text += dialect.quoted(word)
    else if (replaced === undefined && word === "[" && !isName(words[at - 1])) text += dialect.list
    else text += replaced?.sql ?? word
    at += replaced?.count ?? 1
  }
  return text
}
