// What the generated docs need of this package: the catalogue of new tables, and the statistics.
import * as Effect from "effect/Effect"
import { openDatabase } from "./engine/database.ts"
import { createTables } from "./load/load.ts"
import { type CatalogueTable, catalogue } from "./tables/catalogue.ts"
import type { NameColumn } from "./tables/column-line.ts"
import { tableNamed } from "./tables/tables.ts"

export { statistics } from "./statistics/statistics.ts"

/** A table with the columns of names beside its ids in CSV and XLSX. */
interface DocumentedTable extends CatalogueTable {
  readonly nameColumns: ReadonlyArray<NameColumn>
}

/** The public tables of an empty database, in reading order. */
export const catalogueOfNewTables = (): Promise<ReadonlyArray<DocumentedTable>> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const options = { isReadOnly: false, memoryLimit: "256MB", temporaryFolder: "" }
        const database = yield* openDatabase(":memory:", options)
        yield* createTables(database)
        const tables = yield* catalogue(database)
        return tables.map((table) => ({ ...table, nameColumns: tableNamed(table.name).names }))
      })
    )
  )
