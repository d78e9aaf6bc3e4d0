// The columns of our files that contain ids, and those that contain their names: of tables and of statistics.
import { statistics } from "../statistics.ts"
import { tables } from "./tables.ts"

/** An id and its names; of these the first that a file has is the one meant. */
interface IdNames {
  readonly id: string
  readonly names: ReadonlyArray<string>
}

const ofTables = () =>
  tables().flatMap(({ columns, names }) => [
    ...names.map(({ idColumn, name }) => ({ id: idColumn, name })),
    ...columns.flatMap(({ name, ofColumn }) => (ofColumn === undefined ? [] : [{ id: ofColumn, name }]))
  ])

/** Of a statistic an id is before its name. */
const ofStatistics = () =>
  statistics().flatMap(({ columns }) =>
    columns.flatMap(({ name: id }, place) => {
      const name = columns[place + 1]?.name
      return id.endsWith("_id") && name === id.replace(/_id$/, "_name") ? [{ id, name }] : []
    })
  )

/** Every column of ids with all that its names are called. */
export const idNames = (): ReadonlyArray<IdNames> => {
  const found = new Map<string, Set<string>>()
  for (const { id, name } of [...ofTables(), ...ofStatistics()]) {
    const names = found.get(id) ?? new Set()
    found.set(id, names.add(name))
  }
  return [...found].map(([id, names]) => ({ id, names: [...names] }))
}
