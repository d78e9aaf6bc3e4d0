// What the generated docs ask of this room: the catalogue of tables that have just been made, and the statistics.
import * as Effect from "effect/Effect"
import { type CatalogueTable, catalogue } from "./catalogue.ts"
import { openDatabase } from "./database.ts"
import { createTables } from "./load.ts"

export { statistics } from "./statistics.ts"

/** The public tables of an empty database, in a reader's order. */
export const catalogueOfNewTables = (): Promise<ReadonlyArray<CatalogueTable>> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const options = { isReadOnly: false, memoryLimit: "256MB", temporaryFolder: "" }
        const database = yield* openDatabase(":memory:", options)
        yield* createTables(database)
        return yield* catalogue(database)
      })
    )
  )
