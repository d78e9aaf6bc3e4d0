import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describeQuery, duckdbReason } from "../src/query.ts"
import { connect } from "./duckdb.ts"
import { table } from "./request.ts"

describe("a table's query", () => {
  it.effect("is described by its columns, also when names repeat or a comment ends it", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const columns = yield* describeQuery(
        connection,
        table("select 1 as a, 'x' as a, true as \"b c\" -- the end\n ; ")
      )
      assert.deepStrictEqual(
        columns.map(({ name, position, type }) => [position, name, type.toString()]),
        [
          [0, "a", "INTEGER"],
          [1, "a", "VARCHAR"],
          [2, "b c", "BOOLEAN"]
        ]
      )
    })
  )

  it.effect("is refused unless it is one SELECT without parameters", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const cases = [
        ["create table x as select 1", "it is no SELECT"],
        ["select 1; select 2", "it has 2 statements"],
        [" ; ", "it is empty"],
        ["select 1) to '/tmp/x' --", "Parser Error"],
        ["copy (select 1) to '/tmp/x'", "it is no SELECT"],
        ["select $1::int", "it has parameters"],
        ["select nope from range(1)", "nope"]
      ] as const
      for (const [query, word] of cases) {
        const error = yield* Effect.flip(describeQuery(connection, table(query)))
        assert.include(error.message, word)
        assert.include(error.message, "things")
      }
    })
  )

  it("fails with words about names, and never with values", () => {
    assert.deepStrictEqual(
      duckdbReason(new Error("Catalog Error: Table with name x does not exist!\n\nLINE 1")),
      { code: "duckdb", text: "Catalog Error: Table with name x does not exist!" }
    )
    assert.deepStrictEqual(
      duckdbReason(new Error("Conversion Error: Could not convert string 'my secret' to INT32")),
      { code: "query_failed_for_value", kind: "Conversion Error" }
    )
  })
})
