// Values that completions offer: statistics, tables and columns. Loaded on request.
//
// Gotcha: an `import()` of a whole package puts all of it into one chunk, which every command then loads.
import { publicTables, statistics } from "@chatledger/analytics"

/** Known values of flags and arguments. */
export interface Known {
  readonly statistics: ReadonlyArray<string>
  readonly tables: ReadonlyArray<string>
  readonly columns: ReadonlyArray<string>
}

export const knownValues = (): Known => {
  const all = statistics()
  return {
    statistics: all.map(({ name }) => name),
    tables: publicTables(),
    columns: [...new Set(all.flatMap(({ columns }) => columns.map(({ name }) => name)))]
  }
}
