// Finds the links of a sheet, from its first row on, until Excel's limit is reached.
// A row has all its links or none. Memory holds the addresses of one sheet.
// Gotcha: links must be found before the rows are written, since the cell style depends on them.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { run } from "../query.ts"
import { type CellLink, isLink, type LinkKind, pathAddress } from "./links.ts"

/** The links of a sheet, and the position of the first row without links. */
interface SheetLinks {
  readonly links: ReadonlyArray<CellLink>
  readonly endsAt: number
}

/** A column that may have links: its name in the staged table, its index in the sheet from 0. */
interface LinkColumn {
  readonly at: string
  readonly column: number
  readonly kind: LinkKind
}

/** Finds the links at positions `from` to `to` of a staged table; the first position is in row 2. */
export const linksOf = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  table: string,
  source: string,
  columns: ReadonlyArray<LinkColumn>,
  { from, limit, to }: { readonly from: number; readonly to: number; readonly limit: number }
) {
  if (columns.length === 0 || from === to) return { links: [], endsAt: to } satisfies SheetLinks
  const cells = columns.map(({ at, kind }) => `case when ${isLink(at, kind)} then ${at} end as ${at}`)
  const anyOf = `coalesce(${columns.map(({ at }) => at).join(", ")}) is not null`
  const result = yield* run(
    connection,
    table,
    `select place, ${columns.map(({ at }) => at).join(", ")}
     from (select rowid as place, ${cells.join(", ")} from ${source} where rowid >= ${from} and rowid < ${to})
     where ${anyOf} order by place limit ${limit + 1}`
  )
  const rows = yield* Effect.promise(() => result.getRows())
  const links: Array<CellLink> = []
  for (const [place, ...urls] of rows) {
    const own = columns.flatMap(({ column, kind }, index): ReadonlyArray<CellLink> => {
      const url = urls[index]
      if (typeof url !== "string") return []
      return [{ row: Number(place) - from + 2, column, url: kind === "file" ? pathAddress(url) : url }]
    })
    if (links.length + own.length > limit) return { links, endsAt: Number(place) } satisfies SheetLinks
    links.push(...own)
  }
  return { links, endsAt: to } satisfies SheetLinks
})
