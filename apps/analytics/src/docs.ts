// What the generated docs need of this package: the catalogue of new tables, and the statistics.
import * as Effect from "effect/Effect"
import { type CatalogueTable, catalogue } from "./catalogue.ts"
import { openDatabase } from "./database.ts"
import { createTables } from "./load.ts"
import type { NameColumn } from "./tables/column-line.ts"
import { tableNamed } from "./tables/tables.ts"

export { statistics } from "./statistics.ts"

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
