import { literal } from "@chatledger/export"
import { DuckDBInstance, DuckDBVarCharType } from "@duckdb/node-api"
import { describe, expect, it } from "vitest"
import { toJson } from "../src/engine/value.ts"

describe("a value of JSON", () => {
  const json = DuckDBVarCharType.create("JSON")
  const nested = (levels: number) => `${'{"[":['.repeat(levels / 2)}"\\"}]"${"]}".repeat(levels / 2)}`

  it("is JSON down to a thousand levels, and its text beyond, however deep", () => {
    expect(toJson('{"a":[1,{"b":null}]}', json)).toEqual({ a: [1, { b: null }] })
    expect(JSON.stringify(toJson(nested(1000), json))).toBe(nested(1000))
    for (const levels of [1002, 200_000]) expect(toJson(nested(levels), json)).toBe(nested(levels))
    const flat = JSON.stringify(Array.from({ length: 5000 }, () => "[{"))
    expect(toJson(flat, json)).toHaveLength(5000)
  })
})

describe("a text in SQL", () => {
  it("is that text to DuckDB, also with quotes and zero characters", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect()
    for (const text of ["", "it's", "a\0b", "\0", "'\0''\0", "\\"]) {
      const reader = await connection.runAndReadAll(`select ${literal(text)}::varchar as text`)
      expect(reader.getRows()).toEqual([[text]])
    }
    connection.disconnectSync()
  })
})
