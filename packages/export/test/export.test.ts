import { createHash } from "node:crypto"
import { readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as PlatformError from "effect/PlatformError"
import {
  type ExportFormat,
  exportFile,
  exportFormats,
  exportTables,
  readManifest,
  type Source
} from "../src/index.ts"
import { connect, execute, rowsOf } from "./duckdb.ts"
import { failing, nodeFiles, systemCall, temporaryFolder } from "./node-files.ts"
import { about, program, table } from "./request.ts"

const allFormats: ReadonlyArray<ExportFormat> = ["parquet", "csv", "xlsx"]
const numbers = table("select i, 'text ' || i as t from range(1000) r(i) order by i", { name: "numbers" })
const letters = table("select chr((97 + i)::int) as letter from range(26) r(i) order by i", {
  name: "letters",
  title: "Letters of the alphabet"
})

const attached = (connection: Effect.Success<ReturnType<typeof connect>>) =>
  rowsOf(
    connection,
    "select (select count(*) from duckdb_databases()) as databases, current_setting('streaming_buffer_size') as buffer"
  )
const list = (folder: string) => Effect.promise(async () => (await readdir(folder)).sort())
const read = (...path: ReadonlyArray<string>) => Effect.promise(() => readFile(join(...path)))
const write = (text: string, ...path: ReadonlyArray<string>) =>
  Effect.promise(() => writeFile(join(...path), text))
const busy = Effect.fail(
  PlatformError.systemError({
    _tag: "Busy",
    module: "FileSystem",
    method: "rename",
    cause: systemCall("EBUSY")
  })
)
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

describe("exportTables", () => {
  it.effect("writes every format in one run and lists what it wrote in manifest.json", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const connection = yield* connect()
      const directory = join(folder, "new", "export")
      const manifest = yield* exportTables(connection, {
        ...about,
        directory,
        formats: ["xlsx", "csv", "parquet"],
        tables: [numbers, letters],
        timeZone: "Asia/Tokyo",
        metadata: { source: "a test" },
        source: { period: { from: null, to: "2026-02-01T00:00:00Z" }, coverage: [{ share: 0.5 }] }
      })
      assert.deepStrictEqual(yield* list(directory), [
        "chatledger.xlsx",
        "letters.csv",
        "letters.parquet",
        "manifest.json",
        "numbers.csv",
        "numbers.parquet"
      ])
      const text = (yield* read(directory, "manifest.json")).toString()
      assert.deepStrictEqual(JSON.parse(text), manifest)
      assert.strictEqual(manifest.created_at, "2026-02-03T04:05:06.000Z")
      assert.strictEqual(manifest.time_zone, "Asia/Tokyo")
      assert.deepStrictEqual(manifest.program, program)
      assert.deepStrictEqual(manifest.metadata, { source: "a test" })
      assert.deepStrictEqual(manifest.source, {
        period: { from: null, to: "2026-02-01T00:00:00Z" },
        coverage: [{ share: 0.5 }]
      })
      assert.deepStrictEqual(
        manifest.files.map(({ file, rows, tables }) => [file, rows, tables.length]),
        [
          ["numbers.parquet", 1000, 1],
          ["letters.parquet", 26, 1],
          ["numbers.csv", 1000, 1],
          ["letters.csv", 26, 1],
          ["chatledger.xlsx", 1026, 2]
        ]
      )
      for (const { bytes, file, sha256: hash } of manifest.files) {
        const content = yield* read(directory, file)
        assert.strictEqual(content.length, bytes, file)
        assert.strictEqual(sha256(content), hash, file)
      }
      const again = yield* readManifest(directory)
      assert.deepStrictEqual(again._tag === "Some" ? again.value : undefined, manifest)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("tells how far it is, table by table", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      const events: Array<string> = []
      yield* exportTables(connection, {
        ...about,
        directory,
        formats: allFormats,
        tables: [numbers],
        onProgress: ({ format, rows, state, table }) => events.push(`${format} ${table} ${state} ${rows}`)
      })
      assert.deepStrictEqual(events, [
        "parquet numbers started 0",
        "parquet numbers written 1000",
        "csv numbers started 0",
        "csv numbers written 1000",
        "xlsx numbers started 0",
        "xlsx numbers writing 1000",
        "xlsx numbers written 1000"
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("gives the same bytes for the same input, on one thread and on several", () =>
    Effect.gen(function* () {
      const hashes: Array<string> = []
      for (const threads of ["1", "2", "2"]) {
        const directory = yield* temporaryFolder
        const connection = yield* connect(":memory:", { threads })
        yield* execute(
          connection,
          "create table t as select hash(i) as h, i, 'text ' || i as t, timestamptz '2026-01-01 00:00:00+00' + to_seconds(i) as at from range(150000) r(i)"
        )
        const { files } = yield* exportTables(connection, {
          ...about,
          directory,
          formats: allFormats,
          tables: [table("select * from t order by h, i")]
        })
        hashes.push(files.map(({ file, sha256 }) => `${file} ${sha256}`).join("\n"))
      }
      assert.strictEqual(hashes[1], hashes[0])
      assert.strictEqual(hashes[2], hashes[0])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keeps the order of a query also where the connection does not keep the order of rows", () =>
    Effect.gen(function* () {
      const hashes: Array<string> = []
      for (const kept of ["true", "false"]) {
        const directory = yield* temporaryFolder
        const connection = yield* connect(":memory:", { threads: "2", preserve_insertion_order: kept })
        const { files } = yield* exportTables(connection, {
          ...about,
          directory,
          formats: allFormats,
          tables: [table("select hash(i) as h, 'x' || i as x from range(150000) r(i) order by h, i")]
        })
        hashes.push(files.map(({ file, sha256 }) => `${file} ${sha256}`).join("\n"))
      }
      assert.strictEqual(hashes[1], hashes[0])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("works on a read-only, locked database without external access", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const database = join(folder, "cache.duckdb")
      const directory = join(folder, "export")
      yield* Effect.scoped(
        Effect.gen(function* () {
          const connection = yield* connect(database)
          yield* execute(connection, "create table t as select i, 'x' || i as x from range(5000) r(i)")
        })
      )
      const connection = yield* connect(database, { access_mode: "READ_ONLY" })
      yield* execute(
        connection,
        `set allowed_directories = ['${directory}']`,
        "set enable_external_access = false",
        "set lock_configuration = true",
        "create temp table only_here as select * from t where i < 10"
      )
      const { files } = yield* exportTables(connection, {
        ...about,
        directory,
        formats: allFormats,
        tables: [
          table("from t order by i", { name: "all" }),
          table("from only_here order by i", { name: "some" })
        ]
      })
      assert.deepStrictEqual(
        files.map(({ rows }) => rows),
        [5000, 10, 5000, 10, 5010]
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect(
    "replaces its own files, leaves and lists those of other tables and formats, and strangers alone",
    () =>
      Effect.gen(function* () {
        const directory = yield* temporaryFolder
        const connection = yield* connect()
        yield* write("mine", directory, "notes.txt")
        const request = { ...about, directory, formats: ["csv"] as const }
        const first = yield* exportTables(connection, { ...request, tables: [numbers, letters] })
        const before = yield* read(directory, "numbers.csv")
        const removed: Array<string> = []
        const later = {
          ...request,
          createdAt: new Date("2026-05-01T00:00:00Z"),
          onRemoved: (file: string) => removed.push(file)
        }
        yield* exportTables(connection, { ...later, formats: ["xlsx"], tables: [numbers] })
        const last = yield* exportTables(connection, { ...later, tables: [letters] })
        assert.deepStrictEqual(yield* list(directory), [
          "chatledger.xlsx",
          "letters.csv",
          "manifest.json",
          "notes.txt",
          "numbers.csv"
        ])
        assert.isTrue((yield* read(directory, "numbers.csv")).equals(before))
        assert.deepStrictEqual(
          last.kept?.map(({ created_at, files }) => [
            created_at,
            files.map(({ file, sha256: hash }) => [file, hash])
          ]),
          [
            [first.created_at, [["numbers.csv", sha256(before)]]],
            [
              "2026-05-01T00:00:00.000Z",
              [["chatledger.xlsx", sha256(yield* read(directory, "chatledger.xlsx"))]]
            ]
          ]
        )
        const again = yield* exportTables(connection, {
          ...later,
          formats: ["csv", "xlsx"],
          tables: [numbers, letters]
        })
        assert.strictEqual(again.kept, undefined)
        assert.deepStrictEqual(removed, [])
      }).pipe(Effect.provide(nodeFiles))
  )

  it.effect(
    "asks before it takes the place of an export of something else, and then takes it by force alone",
    () =>
      Effect.gen(function* () {
        const directory = yield* temporaryFolder
        const connection = yield* connect()
        const request = { ...about, directory, formats: ["csv"] as const, tables: [letters] }
        const asked: Array<unknown> = []
        const objection = (earlier: Source | undefined) => {
          asked.push(earlier)
          return earlier?.["of"] === "Anna" ? "it is of Anna" : undefined
        }
        yield* exportTables(connection, { ...request, source: { of: "Anna" }, objection })
        const before = yield* read(directory, "letters.csv")
        const other = { ...request, source: { of: "Boris" }, objection }
        const error = yield* Effect.flip(exportTables(connection, other))
        assert.strictEqual(error._tag, "OutputOfAnother")
        assert.include(error.message, directory)
        assert.include(error.message, "it is of Anna")
        assert.isTrue((yield* read(directory, "letters.csv")).equals(before))
        yield* exportTables(connection, { ...other, force: true })
        yield* exportTables(connection, other)
        yield* exportTables(connection, { ...request, formats: ["xlsx"], objection })
        assert.deepStrictEqual(asked, [{ of: "Anna" }, { of: "Anna" }, { of: "Boris" }])
      }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("never removes a file outside its folder, whatever an old manifest says", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const connection = yield* connect()
      const directory = join(folder, "export")
      const request = { ...about, directory, formats: ["csv"] as const }
      yield* exportTables(connection, { ...request, tables: [numbers] })
      const text = (yield* read(directory, "manifest.json")).toString()
      yield* write("precious", folder, "outside.csv")
      yield* write(text.replace("numbers.csv", "../outside.csv"), directory, "manifest.json")
      yield* exportTables(connection, { ...request, tables: [letters] })
      assert.strictEqual((yield* read(folder, "outside.csv")).toString(), "precious")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("refuses to replace a foreign file, and writes nothing then, until it is forced", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      yield* write("foreign", directory, "letters.csv")
      const request = { ...about, directory, formats: ["csv"] as const, tables: [numbers, letters] }
      const error = yield* Effect.flip(exportTables(connection, request))
      assert.strictEqual(error._tag, "OutputExists")
      assert.include(error.message, join(directory, "letters.csv"))
      assert.deepStrictEqual(yield* list(directory), ["letters.csv"])
      assert.strictEqual((yield* read(directory, "letters.csv")).toString(), "foreign")
      yield* exportTables(connection, { ...request, force: true })
      assert.include((yield* read(directory, "letters.csv")).toString(), "letter\r\na\r\n")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("takes a manifest.json that is not its own for a foreign file", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      yield* write('{"format":"webpack"}', directory, "manifest.json")
      const error = yield* Effect.flip(
        exportTables(connection, { ...about, directory, formats: ["csv"], tables: [letters] })
      )
      assert.strictEqual(error._tag, "OutputExists")
      assert.include(error.message, "manifest.json")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("leaves the last export whole when a query of the next one fails", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      const request = { ...about, directory, formats: allFormats }
      yield* exportTables(connection, { ...request, tables: [letters] })
      const before = yield* read(directory, "letters.csv")
      const listed = yield* list(directory)
      const broken = table(
        "select case when i = 900 then error('secret text') else i end as i from range(1000) r(i) order by 1"
      )
      const error = yield* Effect.flip(exportTables(connection, { ...request, tables: [letters, broken] }))
      assert.strictEqual(error._tag, "QueryFailed")
      assert.include(error.message, "things")
      assert.notInclude(error.message, "secret text")
      assert.deepStrictEqual(yield* list(directory), listed)
      assert.isTrue((yield* read(directory, "letters.csv")).equals(before))
      assert.strictEqual((yield* readManifest(directory))._tag, "Some")
    }).pipe(Effect.provide(nodeFiles))
  )

  const endless = "select i, repeat('x', 100) || i as x from range(20000000) r(i) order by hash(i), i"
  const long = "select i, repeat('x', 500) as x from range(100000) r(i) order by i"
  const moments = [
    ["parquet", "started", endless],
    ["csv", "started", endless],
    ["xlsx", "started", endless],
    ["xlsx", "writing", long]
  ] as const

  for (const [format, state, query] of moments)
    it.live(`leaves nothing behind when a run to ${format} is interrupted (${state})`, () =>
      Effect.gen(function* () {
        const directory = yield* temporaryFolder
        const connection = yield* connect()
        const before = yield* attached(connection)
        const started = yield* Latch.make()
        const fiber = yield* Effect.forkChild(
          exportTables(connection, {
            ...about,
            directory,
            formats: [format],
            tables: [table(query)],
            onProgress: (event) => {
              if (event.state === state) started.openUnsafe()
            }
          })
        )
        yield* started.await
        yield* Fiber.interrupt(fiber)
        assert.deepStrictEqual(yield* list(directory), [])
        assert.deepStrictEqual(yield* attached(connection), before)
        const { files } = yield* exportTables(connection, {
          ...about,
          directory,
          formats: [format],
          tables: [letters]
        })
        assert.strictEqual(files[0]?.rows, 26)
        assert.deepStrictEqual(yield* attached(connection), before)
      }).pipe(Effect.provide(nodeFiles))
    )

  it.effect("says that the disk is full, and cleans up", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      const full = failing((real) => ({
        open: (path, options) =>
          real.open(path, options).pipe(
            Effect.map((file) => ({
              ...file,
              writeAll: () =>
                Effect.fail(
                  PlatformError.systemError({
                    _tag: "Unknown",
                    module: "FileSystem",
                    method: "writeAll",
                    cause: systemCall("ENOSPC")
                  })
                )
            }))
          )
      }))
      const error = yield* Effect.flip(
        exportTables(connection, { ...about, directory, formats: ["xlsx"], tables: [numbers] })
      ).pipe(Effect.provide(full))
      assert.strictEqual(error._tag, "OutputNotWritable")
      assert.include(error.message, "the disk is full")
      assert.include(error.message, "chatledger.xlsx")
      assert.deepStrictEqual(yield* list(directory), [])
    }).pipe(Effect.provide(nodeFiles))
  )

  for (const format of allFormats)
    it.effect(`says that a folder for ${format} cannot be made below a file`, () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const connection = yield* connect()
        yield* write("a file", folder, "file")
        const directory = join(folder, "file", "export")
        const error = yield* Effect.flip(
          exportTables(connection, { ...about, directory, formats: [format], tables: [letters] })
        )
        assert.strictEqual(error._tag === "OutputNotWritable" && error.reason, "not-a-folder")
      }).pipe(Effect.provide(nodeFiles))
    )

  it.effect("keeps the new workbook beside one that is open in Excel, and needs no force the next time", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      const request = { ...about, directory, formats: ["csv", "xlsx"] as const, tables: [letters] }
      yield* exportTables(connection, request)
      const target = join(directory, "chatledger.xlsx")
      const openInExcel = failing((real) => ({
        rename: (from, to) => (to === target ? busy : real.rename(from, to))
      }))
      const error = yield* Effect.flip(
        exportTables(connection, { ...request, tables: [numbers] }).pipe(Effect.provide(openInExcel))
      )
      assert.strictEqual(error._tag, "OutputNotWritable")
      assert.include(error.message, "another program has it open")
      assert.include(error.message, join(directory, "chatledger.new.xlsx"))
      assert.isFalse((yield* list(directory)).includes("manifest.json"))
      const { files } = yield* exportTables(connection, { ...request, tables: [numbers] })
      assert.strictEqual(files.length, 2)
      assert.deepStrictEqual(yield* list(directory), [
        "chatledger.xlsx",
        "letters.csv",
        "manifest.json",
        "numbers.csv"
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("leaves the last export whole when its only file is open in Excel", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      const request = { ...about, directory, formats: ["xlsx"] as const, tables: [letters] }
      const before = yield* exportTables(connection, request)
      const target = join(directory, "chatledger.xlsx")
      const openInExcel = failing((real) => ({
        rename: (from, to) => (to === target ? busy : real.rename(from, to))
      }))
      const again = exportTables(connection, { ...request, tables: [numbers] })
      yield* Effect.flip(again.pipe(Effect.provide(openInExcel)))
      const manifest = yield* readManifest(directory)
      assert.deepStrictEqual(manifest._tag === "Some" ? manifest.value : undefined, before)
      assert.strictEqual(sha256(yield* read(target)), before.files[0]?.sha256)
      yield* again
      assert.deepStrictEqual(yield* list(directory), ["chatledger.xlsx", "manifest.json"])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("refuses what it cannot do before it makes the folder", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const connection = yield* connect()
      const directory = join(folder, "export")
      const request = { ...about, directory, formats: allFormats, tables: [letters] }
      const cases = [
        [{ ...request, tables: [] }, "no_tables"],
        [{ ...request, formats: [] }, "no_format"],
        [{ ...request, timeZone: "Mars/Olympus" }, "Mars/Olympus"],
        [{ ...request, workbookName: "../x.xlsx" }, "../x.xlsx"],
        [{ ...request, workbookName: "x.xls" }, "x.xls"],
        [{ ...request, tables: [{ ...letters, name: "../letters" }] }, "../letters"],
        [{ ...request, tables: [{ ...letters, name: "con" }] }, "con"],
        [{ ...request, tables: [letters, { ...letters, name: "LETTERS" }] }, "LETTERS"],
        [{ ...request, createdAt: new Date(Number.NaN) }, "created_at_invalid"],
        [
          { ...request, tables: [{ ...letters, columns: { letter: { omitFrom: ["csv"] as const } } }] },
          "no_columns_left"
        ]
      ] as const
      for (const [options, word] of cases) {
        const error = yield* Effect.flip(exportTables(connection, options))
        assert(error._tag === "InvalidExport", word)
        assert.include(JSON.stringify(error.reason), word)
      }
      assert.deepStrictEqual(yield* list(folder), [])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("leaves a column out of the formats it is omitted from", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      const connection = yield* connect()
      yield* exportTables(connection, {
        ...about,
        directory,
        formats: ["csv"],
        tables: [table("select 1 as a, 2 as b, 3 as c", { columns: { b: { omitFrom: ["csv", "xlsx"] } } })]
      })
      assert.strictEqual((yield* read(directory, "things.csv")).toString(), "a,c\r\n1,3\r\n")
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("exportFile", () => {
  it.effect("writes one file and nothing else", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const connection = yield* connect()
      for (const format of allFormats) {
        const report = yield* exportFile(connection, {
          ...about,
          path: join(folder, `answer.${format}`),
          format,
          tables: [letters]
        })
        const content = yield* read(folder, `answer.${format}`)
        assert.strictEqual(report.rows, 26)
        assert.strictEqual(report.bytes, content.length)
        assert.strictEqual(report.sha256, sha256(content))
        assert.deepStrictEqual(report.cuts, [])
      }
      assert.deepStrictEqual(yield* list(folder), ["answer.csv", "answer.parquet", "answer.xlsx"])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("refuses a format in other letters, or one that is none, and names those that are", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const connection = yield* connect()
      for (const strange of ["XLSX", "Csv", "json", "", "toString"]) {
        const format = strange as "csv"
        const request = { ...about, tables: [letters] }
        const path = join(folder, "x")
        const errors = [
          yield* Effect.flip(exportFile(connection, { ...request, path, format })),
          yield* Effect.flip(
            exportTables(connection, { ...request, directory: path, formats: ["csv", format] })
          )
        ]
        for (const error of errors) {
          assert.strictEqual(error._tag, "InvalidExport")
          assert.include(error.message, `"${strange}"`)
          for (const known of exportFormats) assert.include(error.message, known)
        }
      }
      assert.deepStrictEqual(yield* list(folder), [])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("holds one table in every format but XLSX", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const connection = yield* connect()
      const request = { ...about, path: join(folder, "x"), tables: [letters, numbers] }
      for (const format of exportFormats.filter((each) => each !== "xlsx")) {
        const error = yield* Effect.flip(exportFile(connection, { ...request, format }))
        assert.strictEqual(error._tag, "InvalidExport")
      }
      const report = yield* exportFile(connection, { ...request, format: "xlsx" })
      assert.strictEqual(report.rows, 1026)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect(
    "replaces a file of an export, which then lists the new one, and the caller's own; others by force",
    () =>
      Effect.gen(function* () {
        const directory = yield* temporaryFolder
        const connection = yield* connect()
        yield* exportTables(connection, {
          ...about,
          directory,
          formats: ["csv", "parquet"],
          tables: [letters]
        })
        const path = join(directory, "letters.csv")
        const request = { ...about, path, format: "csv", tables: [numbers] } as const
        const { cuts: _, ...report } = yield* exportFile(connection, request)
        const manifest = yield* readManifest(directory)
        assert.deepStrictEqual(
          manifest._tag === "Some" ? [manifest.value.files.map(({ file }) => file), manifest.value.kept] : [],
          [
            ["letters.parquet"],
            [{ created_at: about.createdAt.toISOString(), time_zone: "UTC", files: [report] }]
          ]
        )
        yield* write("somebody's", directory, "mine.csv")
        const other = { ...request, path: join(directory, "mine.csv") }
        const error = yield* Effect.flip(exportFile(connection, other))
        assert.strictEqual(error._tag, "OutputExists")
        yield* exportFile(connection, { ...other, isOwn: (at) => Effect.succeed(at === other.path) })
        yield* exportFile(connection, { ...other, force: true })
        assert.deepStrictEqual(yield* list(directory), [
          "letters.csv",
          "letters.parquet",
          "manifest.json",
          "mine.csv"
        ])
      }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("reports a full disk under DuckDB's own writer", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const onFullDisk = failing((real) => ({
        exists: () => Effect.succeed(false),
        makeDirectory: () => Effect.void,
        remove: real.remove
      }))
      const error = yield* Effect.flip(
        exportFile(connection, { ...about, path: "/proc/none/x.csv", format: "csv", tables: [letters] })
      ).pipe(Effect.provide(onFullDisk))
      assert.strictEqual(error._tag, "OutputNotWritable")
      assert.include(error.message, "/proc/none/x.csv")
    }).pipe(Effect.provide(nodeFiles))
  )
})
