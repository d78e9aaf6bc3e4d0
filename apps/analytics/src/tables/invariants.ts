// Invariants of the tables, as queries that find violations and so should return no rows: derived from a table's header,
// or listed in the section `-- invariants` of its file.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import type { Table } from "./header.ts"
import type { Invariant, TableFile } from "./table-file.ts"
import { tableFiles, tableNamed } from "./tables.ts"

const messageKey = ["instance_id", "chat_id", "message_id"]
const pollKey = ["instance_id", "chat_id", "poll_message_id"]

/** Finds the rows of a table that have no match in another. */
const without = (name: string, own: ReadonlyArray<string>, other: string, theirs = own) =>
  `select t.* from ${name} as t anti join ${other} as o
   on ${own.map((column, place) => `t.${column} = o.${theirs[place]}`).join(" and ")}`

const ofKey = ({ key, name }: Table): Invariant => ({
  name: `no two rows have one ${key.join(", ")}`,
  sql: `select ${key.join(", ")} from ${name} group by all having count(*) > 1`
})

/** Every row has its message or poll. */
const ofRow = ({ follows, name }: Table): ReadonlyArray<Invariant> => {
  if (follows === "messages" && name !== "messages")
    return [{ name: "every row has its message", sql: without(name, messageKey, "messages") }]
  if (follows === "polls" && name !== "polls")
    return [{ name: "every row has its poll", sql: without(name, pollKey, "polls") }]
  return []
}

/** Ids are in the table that the header names: in the column of the same name, else in the last column of its key. */
const ofIds = ({ columns, counted = "true", name }: Table): ReadonlyArray<Invariant> =>
  columns.flatMap(({ inTable, name: id }) => {
    if (inTable === undefined) return []
    const other = tableNamed(inTable)
    const theirs = other.columns.some((column) => column.name === id) ? id : (other.key.at(-1) ?? id)
    const rows = `(select * from ${name} where ${id} is not null and ${counted})`
    return [
      {
        name: `every ${id} stands in ${inTable}`,
        sql: without(rows, ["instance_id", id], inTable, ["instance_id", theirs])
      }
    ]
  })

/** The invariants of a file: derived and listed. */
export const invariantsOf = ({ invariants, table }: TableFile): ReadonlyArray<Invariant> =>
  table === undefined ? invariants : [ofKey(table), ...ofRow(table), ...ofIds(table), ...invariants]

/** A violated invariant, and the number of rows that violate it. */
export interface BrokenInvariant {
  readonly table: string
  readonly invariant: string
  readonly rows: number
}

/**
 * Checks every invariant of a cache's tables; returns how many were checked, and those violated. Fails with
 * `DatabaseFailed`.
 */
export const brokenInvariants = Effect.fnUntraced(function* (database: Database) {
  const broken: Array<BrokenInvariant> = []
  let checked = 0
  for (const file of tableFiles())
    for (const { name, sql } of invariantsOf(file)) {
      checked += 1
      const [found] = yield* database.rows(`select count(*) as rows from (${sql})`)
      const rows = Number(found?.["rows"])
      if (rows > 0) broken.push({ table: file.name, invariant: name, rows })
    }
  return { checked, broken }
})
