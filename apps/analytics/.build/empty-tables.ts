// A database with every table, empty: what a first load begins with, so that it does not make them one by one.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import * as Effect from "effect/Effect"
import { emptyTablesFile } from "../dist/cache/empty-tables.js"
import { createTables, openDatabase } from "../dist/index.js"

const sql = new URL("../sql/", import.meta.url)
for (const name of readdirSync(sql)) if (name.endsWith(".duckdb.gz")) rmSync(new URL(name, sql))

const folder = mkdtempSync(join(tmpdir(), "chatledger-build-"))
const path = join(folder, "empty.duckdb")
const made = Effect.gen(function* () {
  const options = { isReadOnly: false, memoryLimit: "500MB", temporaryFolder: join(folder, "tmp") }
  const database = yield* openDatabase(path, options)
  yield* createTables(database)
  yield* database.run("checkpoint")
})
await Effect.runPromise(Effect.scoped(made))
writeFileSync(await emptyTablesFile(), gzipSync(readFileSync(path), { level: 9 }))
rmSync(folder, { recursive: true })
