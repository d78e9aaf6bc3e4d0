// Who may read what an export writes, by the modes of files and folders.
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { exportFile, exportTables } from "../src/index.ts"
import { connect } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { about, table } from "./request.ts"

const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8)

const modesBelow = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => [name, modeOf(join(folder, name))])
  )

const things = table("select i, i % 2 as half from range(4) r(i) order by i", {
  partition: [{ name: "half", expression: "half" }]
})
const letters = table("select 'a' as letter", { name: "letters" })

/** Runs with another umask, which is the process's. */
const underUmask = <A, E, R>(umask: number, effect: Effect.Effect<A, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => process.umask(umask)),
    () => effect,
    (before) => Effect.sync(() => process.umask(before))
  )

const exported = Effect.fnUntraced(function* (directory: string) {
  const connection = yield* connect()
  const request = { ...about, directory, tables: [things, letters] }
  return yield* exportTables(connection, { ...request, formats: ["csv", "parquet", "xlsx"] })
}, Effect.scoped)

describe.skipIf(process.platform === "win32")("what an export writes", () => {
  for (const umask of [0o022, 0])
    it.effect(`is the user's alone in a folder that it makes, with umask ${umask.toString(8)}`, () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const directory = join(folder, "new", "export")
        yield* underUmask(umask, exported(directory))
        assert.strictEqual(modeOf(join(folder, "new")), "700")
        assert.deepStrictEqual(modesBelow(join(folder, "new")), {
          export: "700",
          "export/chatledger.xlsx": "600",
          "export/letters.csv": "600",
          "export/letters.parquet": "600",
          "export/manifest.json": "600",
          "export/things": "700",
          "export/things.csv": "600",
          "export/things/half=0": "700",
          "export/things/half=0/data.parquet": "600",
          "export/things/half=1": "700",
          "export/things/half=1/data.parquet": "600"
        })
      }).pipe(Effect.provide(nodeFiles))
    )

  const cases = [
    { folder: 0o755, umask: 0o022, file: "644" },
    { folder: 0o755, umask: 0o077, file: "600" },
    { folder: 0o750, umask: 0o022, file: "640" },
    { folder: 0o711, umask: 0, file: "600" },
    { folder: 0o777, umask: 0, file: "644" },
    { folder: 0o2770, umask: 0o002, file: "640" }
  ]
  it.effect(
    "is readable in a folder that was there by who can read that, never run or written by others",
    () =>
      Effect.gen(function* () {
        const root = yield* temporaryFolder
        for (const { folder, umask, file } of cases) {
          const directory = join(root, `${folder.toString(8)}-${umask.toString(8)}`)
          mkdirSync(directory)
          chmodSync(directory, folder)
          yield* underUmask(umask, exported(directory))
          for (const name of ["chatledger.xlsx", "letters.csv", "letters.parquet", "manifest.json"])
            assert.strictEqual(modeOf(join(directory, name)), file, `${directory} ${name}`)
          assert.strictEqual(modeOf(directory), folder.toString(8))
          assert.strictEqual(modeOf(join(directory, "things/half=0/data.parquet")), "600")
        }
      }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keeps the mode of what it replaces", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      yield* exported(directory)
      const modes = {
        "letters.csv": 0o640,
        "letters.parquet": 0o604,
        "chatledger.xlsx": 0o664,
        "manifest.json": 0o444
      }
      for (const [name, mode] of Object.entries(modes)) chmodSync(join(directory, name), mode)
      chmodSync(join(directory, "things/half=1/data.parquet"), 0o644)
      yield* exported(directory)
      for (const [name, mode] of Object.entries(modes))
        assert.strictEqual(modeOf(join(directory, name)), mode.toString(8), name)
      assert.strictEqual(modeOf(join(directory, "things/half=1/data.parquet")), "644")
      writeFileSync(join(directory, "mine.csv"), "", { mode: 0o600 })
      const connection = yield* connect()
      const path = join(directory, "mine.csv")
      yield* exportFile(connection, { ...about, path, format: "csv", tables: [letters], force: true })
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.provide(nodeFiles))
  )
})
