// Writes versions FROM to TO of two tables into a dataset, one commit after the other, in a process that can be killed.
//
// Prints how many milliseconds each export took. With a fourth word it kills itself so many milliseconds into an export.
import * as Effect from "effect/Effect"
import { type DatasetTable, exportDataset } from "../../src/index.ts"
import { connect, execute } from "../duckdb.ts"
import { nodeFiles } from "../node-files.ts"

export const ROWS = 40
export const names = ["notes", "stars"]

const table = (name: string): DatasetTable => ({
  name,
  by: ["account", "part"],
  order: "id",
  query: `select *, 'a' as account, (id // 10)::varchar as part from ${name}`
})

/** The rows of a version: it changes one row of each table, and so one part of it. */
export const rowsSql = (version: number): string => `
  select
    i::integer as id,
    'version ' || case when i <= ${version} then ${version} - (${version} - i) % ${ROWS} else 0 end as body
  from range(${ROWS}) as r(i)`

/** When to die, in milliseconds of an export. */
const dieAfter = import.meta.main && process.argv[5] !== undefined ? Number(process.argv[5]) : undefined

const told = (text: string) => {
  if (import.meta.main) process.stdout.write(`${text}\n`)
}

/** Exports a version. */
export const write = (version: number, directory: string) =>
  Effect.scoped(
    Effect.gen(function* () {
      const connection = yield* connect()
      for (const name of names) yield* execute(connection, `create table ${name} as ${rowsSql(version)}`)
      const since = performance.now()
      if (dieAfter !== undefined) setTimeout(() => process.kill(process.pid, "SIGKILL"), dieAfter)
      yield* exportDataset(connection, {
        directory,
        tables: names.map(table),
        owners: new Set(["a"]),
        marksOf: () => ["mark"],
        isOurs: () => true,
        force: false,
        program: { name: "test", version: "0" },
        retention: 3_600_000
      })
      told(`${performance.now() - since}`)
    })
  )

if (import.meta.main) {
  const [directory = "", from, to] = process.argv.slice(2)
  const versions = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index)
  await Effect.runPromise(
    Effect.forEach(versions, (version) => write(version, directory), { discard: true }).pipe(
      Effect.provide(nodeFiles)
    )
  )
}
