// Statistics in parts: the instances are divided, each part is answered separately, and the answers are put together.
//
// The line `Parts` of a statistic's comment says how. `order by …`: each row is about one instance, so the rows of all
// parts, in this order and then in that of their part, are the answer. With `sum(column)`, `min` and `max` before it:
// rows that agree in all other columns become one. Without the line, as where a median is taken over all instances, the
// statistic has no parts.
import type { Statistic } from "../statistics/statistics.ts"

const line = /^((?:(?:sum|min|max)\(\w+\)(?:, )?)*) ?(order by (?:[\w+ ]+)(?:, [\w+ ]+)*)$/

interface Merge {
  /** The aggregate by column. */
  readonly aggregates: ReadonlyMap<string, string>
  readonly order: string
}

const mergeOf = (text: string): Merge => {
  const [, aggregates = "", order = ""] = line.exec(text) ?? []
  if (order === "") throw new Error(`Parts: ${text} is not understood`)
  const named = [...aggregates.matchAll(/(\w+)\((\w+)\)/g)]
  return { aggregates: new Map(named.map(([, how = "", column = ""]) => [column, how])), order }
}

/** The places of a part's rows in its answer. */
export const placeColumn = "place_in_part"

/**
 * The query of the whole answer; each source is a query of a part's rows with `place_in_part`. Undefined for a statistic
 * without parts.
 */
export const mergedParts = (
  { columns, parts }: Pick<Statistic, "columns" | "parts">,
  sources: ReadonlyArray<string>
): string | undefined => {
  if (parts === undefined) return undefined
  const { aggregates, order } = mergeOf(parts)
  const from = `from (${sources.join("\n  union all\n  ")}) as parts`
  const names = columns.map(({ name }) => name)
  if (aggregates.size === 0) return `select ${names.join(", ")}\n${from}\n${order}, ${placeColumn}`
  const shown = names.map((name) => {
    const how = aggregates.get(name)
    if (how === undefined) return name
    return how === "sum"
      ? `cast(sum(parts.${name}) as bigint) as ${name}`
      : `${how}(parts.${name}) as ${name}`
  })
  const keys = names.filter((name) => !aggregates.has(name))
  return `select ${shown.join(", ")}\n${from}\ngroup by ${keys.join(", ")}\n${order}`
}
