// The Power Query scripts name tables and columns that exist. `excel-examples` judges them with Microsoft's own parser.
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { expect, it } from "vitest"
import { exportedTables } from "../../analytics/src/tables/tables.ts"

const source = (name: string) =>
  readFileSync(resolve(import.meta.dirname, "../../../examples/excel", name), "utf8")

it("folder.pq names every table, and only columns that it has", () => {
  const block = /Types = \[([\s\S]*?)\n {4}\],/.exec(source("folder.pq"))?.[1] ?? ""
  const written = new Map(
    [...block.matchAll(/(\w+) = \[([^\]]*)\]/g)].map(([, table = "", columns = ""]) => [
      table,
      [...columns.matchAll(/(\w+) = /g)].map(([, name = ""]) => name)
    ])
  )
  expect([...written.keys()].sort()).toEqual(
    exportedTables()
      .map(({ name }) => name)
      .sort()
  )
  for (const { columns, name } of exportedTables()) {
    const known = columns.map((column) => column.name)
    expect([name, (written.get(name) ?? []).filter((column) => !known.includes(column))]).toEqual([name, []])
  }
})

it("serve.pq offers every table", () => {
  const block = /Documentation\.AllowedValues = \{([^}]*)\}/.exec(source("serve.pq"))?.[1] ?? ""
  expect([...block.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort()).toEqual(
    exportedTables()
      .map(({ name }) => name)
      .sort()
  )
})
