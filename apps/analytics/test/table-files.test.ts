// The files of sql/tables: what one of them leaves out is missed.
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { statistics } from "../src/statistics/statistics.ts"
import { invariantsOf } from "../src/tables/invariants.ts"
import { parseTableFile } from "../src/tables/table-file.ts"
import { exportedTables, inOrder, tableFiles, tables } from "../src/tables/tables.ts"

const folder = new URL("../sql/tables/", import.meta.url)
const tableTexts = readdirSync(folder).map((file) => ({
  name: file.slice(0, -4),
  text: readFileSync(new URL(file, folder), "utf8")
}))

const header = /^-- (Ledger|Title|Grain|Place|After|Key|Order|Time|Follows|Changes with): /
const column = /^ {2}\w.* -- \w+.* \| .* \| /
const nameColumn = /^ {2}-- \w+ not in parquet: /

/** The file without one line, or without what is told of a column, for every line that tells something. */
const shortened = (text: string) => {
  const lines = text.split("\n")
  return lines.flatMap((line, place) => {
    if (!header.test(line) && !column.test(line) && !nameColumn.test(line)) return []
    const rest = line.split(" | ").slice(0, -1).join(" | ")
    return [
      { line, text: lines.toSpliced(place, 1, ...(column.test(line) ? [line.replace(/ -- .*/, "")] : [])) },
      ...(rest === "" ? [] : [{ line, text: lines.with(place, rest) }])
    ]
  })
}

describe("a file of a table", () => {
  for (const { name, text } of tableTexts)
    test(`${name} is refused without any part of what it tells`, () => {
      const without = shortened(text)
      expect(without.length).toBeGreaterThan(1)
      for (const { line, text } of without)
        expect(() => parseTableFile(name, text.join("\n")), line).toThrow(`sql/tables/${name}.sql`)
    })

  test("is filled after those that it names, and names no other", () => {
    const [first, ...rest] = tableFiles()
    expect(first?.after).toEqual([])
    expect(() => inOrder(rest)).toThrow("After names no table")
  })
})

describe("tables", () => {
  test("are in places of their own", () => {
    const places = exportedTables().map(({ place }) => place)
    expect(new Set(places).size).toBe(places.length)
  })

  test("and statistics call a column of one name by one title", () => {
    const titles = new Map<string, string>()
    const columns = [...tables(), ...statistics()].flatMap((one) => [
      ...one.columns,
      ...("names" in one ? one.names : [])
    ])
    for (const { name, title } of columns) {
      if (title === undefined) continue
      expect([name, titles.get(name) ?? title]).toEqual([name, title])
      titles.set(name, title)
    }
  })

  test("have invariants, all of them", () => {
    for (const file of tableFiles()) expect(invariantsOf(file).length, file.name).toBeGreaterThan(0)
  })
})
