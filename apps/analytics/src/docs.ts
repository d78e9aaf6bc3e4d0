// What the generated docs ask of this room: the catalogue of tables that have just been made, and the statistics.
import * as Effect from "effect/Effect"
import { type CatalogueTable, catalogue } from "./catalogue.ts"
import { openDatabase } from "./database.ts"
import { createTables } from "./load.ts"
import type { NameColumn } from "./tables/column-line.ts"
import { tableNamed } from "./tables/tables.ts"

export { statistics } from "./statistics.ts"

/** A table with the columns of names that are beside its ids in CSV and XLSX. */
interface DocumentedTable extends CatalogueTable {
  readonly nameColumns: ReadonlyArray<NameColumn>
}

/** The public tables of an empty database, in a reader's order. */
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
