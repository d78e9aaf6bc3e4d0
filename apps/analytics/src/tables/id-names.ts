// The columns of our files that contain ids and their names, in tables and statistics.
import { statistics } from "../statistics/statistics.ts"
import { tables } from "./tables.ts"

/** An id column and its name columns; the first name column in a file counts. */
interface IdNames {
  readonly id: string
  readonly names: ReadonlyArray<string>
}

const ofTables = () =>
  tables().flatMap(({ columns, names }) => [
    ...names.map(({ idColumn, name }) => ({ id: idColumn, name })),
    ...columns.flatMap(({ name, ofColumn }) => (ofColumn === undefined ? [] : [{ id: ofColumn, name }]))
  ])

/** In a statistic, an id precedes its name. */
const ofStatistics = () =>
  statistics().flatMap(({ columns }) =>
    columns.flatMap(({ name: id }, place) => {
      const name = columns[place + 1]?.name
      return id.endsWith("_id") && name === id.replace(/_id$/, "_name") ? [{ id, name }] : []
    })
  )

/** Every id column with all its name columns. */
export const idNames = (): ReadonlyArray<IdNames> => {
  const found = new Map<string, Set<string>>()
  for (const { id, name } of [...ofTables(), ...ofStatistics()]) {
    const names = found.get(id) ?? new Set()
    found.set(id, names.add(name))
  }
  return [...found].map(([id, names]) => ({ id, names: [...names] }))
}
