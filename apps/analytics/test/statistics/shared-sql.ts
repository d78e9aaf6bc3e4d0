// What statistics may not say, since only DuckDB understands it; macros that they call are read too.
import type { Dialect } from "../../src/dialects/dialect.ts"
import { macrosOf } from "../../src/dialects/macros.ts"
import { isBlank, isName, wordsOf } from "../../src/dialects/words.ts"

/** Functions, and words before brackets, that mean the same in every engine. */
const shared = new Set(
  `any_value as by cast coalesce count date distinct exists filter from greatest in join lag least max min not nullif
   or and on order over partition replace row_number select sum then union values when where all in_list`.split(
    /\s+/
  )
)

const forbidden: ReadonlyArray<readonly [RegExp, string]> = [
  [/[{}]/, "a struct"],
  [/[[\]]/, "a list literal, a place in a list or a comprehension"],
  [/\/\//, "//"],
  [/(?<!\$\w+)::(?!\w+(?:\[\])? is )/, ":: (cast(… as …) is understood everywhere)"],
  [/\b(?:exclude|qualify|pivot|unpivot|lambda|struct_pack)\b/, "an extension of DuckDB"],
  [/\*\s+replace\b/, "replace of columns"],
  [/\b(?:semi|anti|asof|positional)\s+join\b/, "a join of DuckDB"],
  [/\busing\s*\(/, "using"],
  [/\b(?:group|order)\s+by\s+all\b/, "by all"],
  [/\bgrouping\s+sets\b/, "grouping sets"],
  [/\bdistinct\s+on\b/, "distinct on"],
  [/(?:^|\()\s*from\b/, "from without select"],
  [/\bfilter\s*\((?!where\b)/, "filter without where"],
  [/\bis\s+(?:not\s+)?(?:true|false)\b/, "is true or is false"]
]

/** The text without what stands in quotes, and with casts of a macro's parameters as those of a statistic's. */
const plain = (words: ReadonlyArray<string>, parameters: ReadonlyArray<string>): string =>
  words
    .map((word) => (word.startsWith("'") ? "''" : parameters.includes(word) ? `$${word}` : word))
    .join("")
    .replaceAll(/(\$\w+::\w+)\[\]/g, "$1")

const callsIn = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words.filter((word, at) => {
    const before = words.slice(0, at).findLast((each) => !isBlank(each))
    const isCte = words[at + 1] === " " && words[at + 2] === "as"
    return isName(word) && words[at + 1] === "(" && before !== "as" && !isCte
  })

/** What a text has that the engines do not share, by its words; empty if they share all of it. */
export const notShared = (
  sql: string,
  dialect: Dialect,
  parameters: ReadonlyArray<string> = [],
  read: ReadonlySet<string> = new Set()
): ReadonlyArray<string> => {
  const words = wordsOf(sql)
  const text = plain(words, parameters)
  const named = forbidden.flatMap(([pattern, name]) => (pattern.test(text) ? [name] : []))
  const called = [...new Set(callsIn(words))].flatMap((name) => {
    if (shared.has(name) || name in dialect.calls || read.has(name)) return []
    const macro = macrosOf(dialect.name).get(name)
    if (macro === undefined) return [`${name}()`]
    if (macro.isOfDialect) return []
    return notShared(macro.body, dialect, macro.parameters, new Set([...read, name])).map(
      (problem) => `${name}(): ${problem}`
    )
  })
  return [...named, ...called]
}
