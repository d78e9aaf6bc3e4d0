// Rows and columns to show: `--limit`, `--sort` and `--columns` of a statistic or the status.
//
// A column may be named without its unit, as in a table's heading: `median` for `median_seconds`.
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { withoutUnit } from "../output/human-value.ts"

export interface ShapeFlags {
  readonly limit: Option.Option<number>
  readonly sort: Option.Option<string>
  readonly columns: Option.Option<string>
}

export interface Shape {
  readonly limit: number | undefined
  readonly sort: ReadonlyArray<{ readonly column: string; readonly isDescending: boolean }>
  readonly columns: ReadonlyArray<string> | undefined
}

const parts = (list: string): ReadonlyArray<string> =>
  list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")

/** Reads the flags; fails with `WrongUsage` for an unknown column. If `known` is empty, nothing is checked. */
export const shapeOf = Effect.fnUntraced(function* (flags: ShapeFlags, known: ReadonlyArray<string>) {
  const columnOf = Effect.fnUntraced(function* (flag: string, name: string) {
    const found = known.find((one) => one === name) ?? known.find((one) => withoutUnit(one) === name)
    if (found === undefined && known.length > 0)
      return yield* new WrongUsage({ reason: strings.table.noColumn(flag, name, known.join(", ")) })
    return found ?? name
  })
  const limit = Option.getOrUndefined(flags.limit)
  if (limit !== undefined && limit < 1) return yield* new WrongUsage({ reason: strings.table.limit(limit) })
  const sort = yield* Effect.forEach(
    parts(Option.getOrElse(flags.sort, () => "")),
    Effect.fnUntraced(function* (part) {
      const [, name = part, direction] = /^(.*?)(?::(asc|desc))?$/.exec(part) ?? []
      return { column: yield* columnOf("sort", name), isDescending: direction === "desc" }
    })
  )
  const columns = yield* Effect.forEach(parts(Option.getOrElse(flags.columns, () => "")), (name) =>
    columnOf("columns", name)
  )
  return { limit, sort, columns: columns.length === 0 ? undefined : columns } satisfies Shape
})

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The SQL of an answer with limit, order and columns. */
export const shapedSql = (sql: string, { columns, limit, sort }: Partial<Shape>): string => {
  const order = (sort ?? []).map(
    ({ column, isDescending }) => `${quoted(column)} ${isDescending ? "desc" : "asc"} nulls last`
  )
  if (columns === undefined && limit === undefined && order.length === 0) return sql
  const last = [
    ...(order.length > 0 ? [`order by ${order.join(", ")}`] : []),
    ...(limit === undefined ? [] : [`limit ${limit}`])
  ]
  const inner = sql.replace(/;\s*$/, "")
  return `select ${columns?.map(quoted).join(", ") ?? "*"} from (\n${inner}\n) ${last.join(" ")}`
}
