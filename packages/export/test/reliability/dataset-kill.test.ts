// Readers of a dataset while another process writes it: 50 commits under a poll, and writers that are killed between a file and
// its commit. A reader sees a whole version of all tables, and the next run completes what was cut off.
import { spawn } from "node:child_process"
import { readdirSync } from "node:fs"
import { cp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { extent, publish } from "../../../archive/test/reliability/counts.ts"
import { readDataset } from "../../src/index.ts"
import { fileList } from "../../src/internal.ts"
import { connect, rowsOf } from "../duckdb.ts"
import { nodeFiles, temporaryFolder } from "../node-files.ts"
import { names, rowsSql, write } from "./dataset-writer.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const COMMITS = extent(8, 50, 50)
const KILLS = extent(4, 200, 200)
/** The moments depend on the machine. */
const counts = publish("dataset", [
  "polls",
  "killed before the first file",
  "killed between file and commit",
  "killed after the commit"
])

const writer = join(import.meta.dirname, "dataset-writer.ts")

const start = (directory: string, from: number, to: number, dieAfter?: number) => {
  const words = [writer, directory, from, to, ...(dieAfter === undefined ? [] : [dieAfter])]
  const child = spawn(process.execPath, words.map(String), {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "chatledger-compile-cache") }
  })
  let said = ""
  child.stdout.on("data", (chunk) => {
    said += String(chunk)
  })
  /** What it said: the milliseconds of its exports. */
  const ended = new Promise<string>((resolve) => void child.on("close", () => resolve(said)))
  return { child, ended }
}

const read = Effect.fnUntraced(function* (connection: Connection, directory: string) {
  const { tables } = yield* readDataset(connection, directory)
  const found: Record<string, unknown> = {}
  for (const { files, name } of tables)
    if (names.includes(name))
      found[name] = yield* rowsOf(
        connection,
        `select id, body from read_parquet(${fileList(files)}) order by id`
      )
  return JSON.stringify(found)
})

/** What a reader sees of each version. */
const versionsTo = Effect.fnUntraced(function* (connection: Connection, last: number) {
  const seen = new Map<string, number>()
  for (let version = 1; version <= last; version += 1) {
    const rows = yield* rowsOf(connection, `select * from (${rowsSql(version)}) order by id`)
    seen.set(JSON.stringify(Object.fromEntries(names.map((name) => [name, rows]))), version)
  }
  expect(seen.size, "versions that differ").toBe(last)
  return seen
})

const parquetIn = (directory: string) =>
  readdirSync(directory, { recursive: true }).filter((name) => String(name).endsWith(".parquet")).length

const written = (directory: string, from: number, to = from) =>
  Effect.promise(() => start(directory, from, to).ended)

describe("a dataset that another process writes", () => {
  it.effect(
    "is a whole version at every poll",
    () =>
      Effect.gen(function* () {
        const connection = yield* connect()
        const directory = yield* temporaryFolder
        const versions = yield* versionsTo(connection, COMMITS)
        yield* written(directory, 1)
        const { child, ended } = start(directory, 2, COMMITS)
        let last = 1
        while (child.exitCode === null) {
          const version = versions.get(yield* read(connection, directory))
          expect(version, "a state that no version has").toBeDefined()
          expect(version).toBeGreaterThanOrEqual(last)
          last = version ?? last
          counts.count({ polls: 1 })
        }
        yield* Effect.promise(() => ended)
        assert.strictEqual(versions.get(yield* read(connection, directory)), COMMITS)
        counts.count({ commits: COMMITS })
      }).pipe(Effect.scoped, Effect.provide(nodeFiles)),
    1_800_000
  )

  it.effect(
    "is the old version or the new one when its writer is killed, and the next run completes it",
    () =>
      Effect.gen(function* () {
        const connection = yield* connect()
        const folder = yield* temporaryFolder
        const versions = yield* versionsTo(connection, 2)
        const first = join(folder, "first")
        yield* written(first, 1)
        const files = parquetIn(first)
        const undisturbed = join(folder, "undisturbed")
        yield* Effect.promise(() => cp(first, undisturbed, { recursive: true }))
        const millis = Number(yield* Effect.promise(() => start(undisturbed, 2, 2).ended))
        for (let kill = 0; kill < KILLS; kill += 1) {
          const directory = join(folder, `killed-${kill}`)
          yield* Effect.promise(() => cp(first, directory, { recursive: true }))
          yield* Effect.promise(() => start(directory, 2, 2, (millis * kill) / KILLS).ended)
          const version = versions.get(yield* read(connection, directory))
          expect(version, `killed at ${kill} of ${KILLS}`).toBeDefined()
          const isCut = parquetIn(directory) > files
          const moment =
            version === 2 ? "after the commit" : isCut ? "between file and commit" : "before the first file"
          counts.count({ kills: 1, [`killed ${moment}`]: 1 })
          yield* write(2, directory)
          assert.strictEqual(versions.get(yield* read(connection, directory)), 2)
          yield* Effect.promise(() => rm(directory, { recursive: true }))
        }
      }).pipe(Effect.scoped, Effect.provide(nodeFiles)),
    1_800_000
  )

  it("has proved what is published", counts.settle)
})
