// A crash at every call of an export that replaces an older one, in each way in which a disk can forget.
//
// Every file is then the old or the new one and whole, a manifest only lies beside the files it lists, and the next
// run needs no --force and completes the folder. DuckDB writes its files itself: here into a folder of the real disk,
// from which they come onto the model as bytes that nobody has flushed. One table is of the first run alone: its file
// stays. The other is a dataset of which one part goes and one is new.
import * as Fs from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { DuckDBConnection } from "@duckdb/node-api"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { isSoak, publish } from "../../../archive/test/reliability/counts.ts"
import { Crashes } from "../../../archive/test/reliability/crash-states.ts"
import { Disk } from "../../../archive/test/reliability/disk.ts"
import { diskFiles, type Watcher } from "../../../archive/test/reliability/disk-files.ts"
import { VirtualClock } from "../../../archive/test/reliability/virtual-clock.ts"
import { exportTables, type Manifest } from "../../src/index.ts"
import { connect } from "../duckdb.ts"
import { about, table } from "../request.ts"

const START = Date.parse("2026-02-03T04:05:06Z")
const TIMEOUT = isSoak ? 3_600_000 : 300_000

/** A connection of which files appear on the disk of the model. */
const writingOnto = (connection: DuckDBConnection, disk: Disk): DuckDBConnection =>
  new Proxy(connection, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (name !== "run") return typeof value === "function" ? value.bind(target) : value
      return async (sql: string) => {
        const [, path] = new RegExp(`'(${disk.mount}/[^']*)'`).exec(sql) ?? []
        if (path === undefined) return target.run(sql)
        const real = join(tmpdir(), `chatledger-copy-${process.pid}`)
        const result = await target.run(sql.replace(path, real))
        disk.write(disk.file(path), Fs.readFileSync(real))
        Fs.rmSync(real)
        return result
      }
    }
  })

const exportOnto = (
  connection: DuckDBConnection,
  disk: Disk,
  clock: VirtualClock,
  version: number,
  watch?: Watcher
) =>
  exportTables(writingOnto(connection, disk), {
    ...about,
    directory: `${disk.mount}/out`,
    formats: isSoak ? ["csv", "parquet", "xlsx"] : ["csv", "parquet"],
    tables: [
      table(`select ${version} as n`, {
        name: "numbers",
        partition: [{ name: "number", expression: "n" }]
      }),
      table(`select 'text ${version}' as t`, { name: version === 1 ? "gone" : "letters" })
    ],
    timeZone: "UTC"
  }).pipe(
    Effect.provide(
      Layer.mergeAll(Layer.succeed(FileSystem.FileSystem, diskFiles(disk, { watch })), Path.layer)
    ),
    Effect.provideService(Clock.Clock, clock)
  )

const isAside = (path: string) => /\.tmp-[0-9a-f]{12}$/.test(path)

/** The files that a user sees, and the manifest. */
const visible = (disk: Disk) =>
  new Map(
    disk
      .files()
      .filter(({ path }) => !path.startsWith("out/."))
      .map(({ path, file }) => [path.slice("out/".length), Buffer.from(file.content).toString("base64")])
  )

const others = (files: ReadonlyMap<string, string>) =>
  [...files.keys()].filter((name) => name !== "manifest.json").sort()

const counts = publish("export")

describe("an export that replaces another", () => {
  it.live(
    "leaves old or new files, whole, after a crash at any call, and the next run completes it",
    () =>
      Effect.gen(function* () {
        const connection = yield* connect()
        const clock = new VirtualClock(START)
        const disk = new Disk(() => clock.currentTimeMillisUnsafe())
        yield* exportOnto(connection, disk, clock, 1)
        disk.settle()
        const old = visible(disk)
        const crashes = new Crashes()
        yield* exportOnto(connection, disk, clock, 2, (call) => void crashes.note(disk, call, []))
        const fresh = visible(disk)
        crashes.note(disk, { name: "sync", path: "the end" }, ["acknowledged"])
        for (const { disk: after, how, promised } of crashes.states) {
          const found = visible(after)
          if (promised.length > 0) assert.deepStrictEqual(found, fresh, `${how}: acknowledged`)
          for (const [name, bytes] of found)
            assert.isTrue(bytes === old.get(name) || bytes === fresh.get(name), `${how}: ${name} is neither`)
          const manifest = found.get("manifest.json")
          if (manifest !== undefined) {
            const { files, kept = [] }: Manifest = JSON.parse(Buffer.from(manifest, "base64").toString())
            const all = [...files, ...kept.flatMap((run) => run.files)]
            const listed = manifest === old.get("manifest.json") ? old : fresh
            assert.deepStrictEqual(all.map(({ file }) => file).sort(), others(listed), how)
            for (const { file } of all)
              assert.strictEqual(found.get(file), listed.get(file), `${how}: ${file}`)
          }
          const later = new VirtualClock(START + 2 * 60 * 60_000)
          after.now = () => later.currentTimeMillisUnsafe()
          yield* exportOnto(connection, after, later, 2).pipe(
            Effect.catchCause((cause) => Effect.die(new Error(`${how}: the next export: ${String(cause)}`)))
          )
          assert.deepStrictEqual(visible(after), fresh, how)
          const left = after.files().filter(({ path }) => isAside(path))
          assert.deepStrictEqual(
            left.map(({ path }) => path),
            [],
            how
          )
          counts.count({ states: 1 })
        }
        counts.count({ calls: crashes.calls })
      }).pipe(Effect.scoped),
    TIMEOUT
  )

  it("has proved what is published", counts.settle)
})
