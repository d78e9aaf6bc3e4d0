// Texts of DuckDB's rows that are read in large pieces.
import { DuckDBInstance } from "@duckdb/node-api"
import { describe, expect, it } from "vitest"
import { textReader } from "../src/joined-texts.ts"

const readAll = async (sql: string) => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect()
  const stream = await connection.stream(sql)
  const read = textReader()
  const texts: Array<string> = []
  for (let chunk = await stream.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    texts.push(...read(chunk, 1))
    chunk = await stream.fetchChunk()
  }
  return texts
}

describe("texts read in large pieces", () => {
  it("are those of the rows, in order, whether empty, short or long, in any script", async () => {
    const texts = Array.from({ length: 5000 }, (_, row) => "я👍a€".repeat((row * 7) % 23).slice(0, row % 61))
    const whole = texts.map((text) => text.toWellFormed())
    const list = whole.map((text, row) => `(${row}, '${text}')`).join(", ")
    expect(await readAll(`select n, encode(t) from (values ${list}) as v(n, t) order by n`)).toEqual(whole)
  })

  it("are refused where a row has none, as no line of a transcript may be lost", async () => {
    await expect(
      readAll("select 1, case when n <> 2 then encode('a text of some length') end from range(4) as r(n)")
    ).rejects.toThrow("NULL")
  })
})
