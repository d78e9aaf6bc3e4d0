// Views with names beside ids, for queries: `messages_named` is `messages` as in CSV.
//
// They exist only in a session, over its tables and names: create them after people are counted and ids are named.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { catalogue } from "../tables/catalogue.ts"
import { tableNamed } from "../tables/tables.ts"
import { withNames } from "../tables/with-names.ts"

/** Creates a view `<table>_named` for every table with id columns that have names. */
export const makeNamedViews = Effect.fnUntraced(function* (database: Database) {
  const views = (yield* catalogue(database)).flatMap(({ columns, name }) => {
    const { names } = tableNamed(name)
    if (names.length === 0) return []
    return `create or replace temp view ${name}_named as ${withNames(`from ${name}`, columns, names)}`
  })
  yield* database.run(views.join(";\n"))
})
