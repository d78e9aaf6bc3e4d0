// A run that is cut off before each operation of the file system: readers of the record see the state before or the state
// after, nothing between, and the next run completes it.
import { cp, rm } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import { type DatasetTable, exportDataset, readDataset } from "../../src/index.ts"
import { fileList } from "../../src/internal.ts"
import { connect, execute, rowsOf } from "../duckdb.ts"
import { failing, nodeFiles, systemCall, temporaryFolder } from "../node-files.ts"
import { program } from "../request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const table = (name: string): DatasetTable => ({
  name,
  by: ["account", "part"],
  order: "id",
  query: `select *, 'a' as account, (id // 5)::varchar as part from ${name}`
})

const names = ["notes", "stars"]

const write = (connection: Connection, directory: string) =>
  Effect.scoped(
    exportDataset(connection, {
      directory,
      tables: names.map(table),
      owners: new Set(["a"]),
      marksOf: () => ["mark"],
      isOurs: () => true,
      force: false,
      program,
      retention: 86_400_000
    })
  )

/** What a reader of the record has of all tables. */
const read = Effect.fnUntraced(function* (connection: Connection, directory: string) {
  const { tables } = yield* readDataset(connection, directory)
  const found: Record<string, unknown> = {}
  for (const { files, name } of tables)
    found[name] = yield* rowsOf(
      connection,
      `select id, body from read_parquet(${fileList(files)}) order by id`
    )
  return found
})

/** The file system that ends at its nth operation. */
const endingAt = (last: number) => {
  let count = 0
  const layer = failing((real) => {
    const counted = Object.entries(real).map(([name, operation]) => [
      name,
      (...given: ReadonlyArray<unknown>) =>
        Effect.suspend(() => {
          count++
          if (count > last) return Effect.die(systemCall("KILLED"))
          return Reflect.apply(operation, undefined, given)
        })
    ])
    return Object.fromEntries(counted) as Partial<FileSystem.FileSystem>
  })
  return { layer, count: () => count }
}

describe("a dataset of two tables", () => {
  it.effect(
    "is the old one or the new one wherever a run ends",
    () =>
      Effect.gen(function* () {
        const connection = yield* connect()
        const folder = yield* temporaryFolder
        const first = join(folder, "first")
        for (const name of names)
          yield* execute(
            connection,
            `create table ${name} as select i::integer as id, 'old ' || i as body from range(20) as r(i)`
          )
        yield* write(connection, first)
        const before = yield* read(connection, first)
        yield* execute(
          connection,
          "update notes set body = 'new' where id in (3, 12)",
          "delete from stars where id >= 15",
          "insert into stars values (99, 'new')"
        )
        const whole = endingAt(Number.POSITIVE_INFINITY)
        const complete = join(folder, "complete")
        yield* Effect.promise(() => cp(first, complete, { recursive: true }))
        yield* Effect.provide(write(connection, complete), whole.layer)
        const after = yield* read(connection, complete)
        assert.notDeepEqual(after, before)
        assert.isAbove(whole.count(), 50)
        const seen = new Set<string>()
        for (let last = 0; last < whole.count(); last++) {
          const directory = join(folder, `cut-${last}`)
          yield* Effect.promise(() => cp(first, directory, { recursive: true }))
          yield* Effect.exit(Effect.provide(write(connection, directory), endingAt(last).layer))
          const found = yield* read(connection, directory)
          const isBefore = JSON.stringify(found) === JSON.stringify(before)
          seen.add(isBefore ? "before" : "after")
          assert.deepStrictEqual(found, isBefore ? before : after, `cut at ${last}`)
          yield* write(connection, directory)
          assert.deepStrictEqual(yield* read(connection, directory), after, `completed after ${last}`)
          yield* Effect.promise(() => rm(directory, { recursive: true }))
        }
        assert.deepStrictEqual(seen, new Set(["before", "after"]))
      }).pipe(Effect.provide(nodeFiles)),
    300_000
  )
})
