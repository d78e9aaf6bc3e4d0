// Statistics on a dataset: the rows of the archive, in its order, for every statistic; and of several archives those of one
// that had loaded all.
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { exportDataset } from "@chatledger/export"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { neededTables } from "../src/dataset/needed-tables.ts"
import { datasetFile } from "../src/dataset/open.ts"
import { datasetTables } from "../src/dataset/tables.ts"
import { type Database, openDatabase } from "../src/engine/database.ts"
import { keptMarks, marksByInstance } from "../src/load/archive-marks.ts"
import { countChats, countPeople } from "../src/people/people.ts"
import { type StatisticParameters, statisticQuery, statistics } from "../src/statistics/statistics.ts"
import { publicTables } from "../src/tables/tables.ts"
import { breadth } from "./breadth.ts"
import { loadedForExport } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"

const DAY = 86_400_000

const written = Effect.fnUntraced(function* (database: Database, directory: string) {
  const { owners, tables } = yield* datasetTables(database)
  const marks = yield* marksByInstance(database)
  return yield* Effect.scoped(
    exportDataset(database.connection, {
      directory,
      tables,
      owners: new Set(owners),
      marksOf: (instance) => keptMarks(marks.get(instance) ?? []),
      isOurs: (instance, before) => before.some((mark) => marks.get(instance)?.includes(mark)),
      force: false,
      program: { name: "test", version: "0" },
      retention: DAY
    })
  )
})

const folder = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  fs.makeTempDirectoryScoped({ prefix: "chatledger-dataset-test-" })
)

const opened = Effect.fnUntraced(function* (directory: string, tables?: ReadonlySet<string>) {
  const own = yield* folder
  const file = yield* datasetFile(directory, own, { tables })
  return yield* openDatabase(file, {
    isReadOnly: true,
    memoryLimit: "1GB",
    temporaryFolder: join(own, "tmp")
  })
})

const answers = Effect.fnUntraced(function* (database: Database, given: StatisticParameters) {
  const found: Record<string, unknown> = {}
  for (const statistic of statistics()) {
    const { sql, parameters } = yield* statisticQuery(statistic, given)
    found[statistic.name] = yield* database.rows(sql, parameters)
  }
  return found
})

const at = new Date("2023-11-15T12:00:00Z")
const seeds = Array.from({ length: breadth(1, 4) }, (_, seed) => seed)
const replies = repliesOfSeeds(seeds)
const instances = [...new Set(replies.map(({ instanceId }) => instanceId))].sort()
const everything: StatisticParameters = { tz: "UTC", at }
const questions: Readonly<Record<string, StatisticParameters>> = {
  everything,
  "a period with a zone": {
    ...everything,
    tz: "Asia/Kathmandu",
    from: new Date("2023-11-14T21:00:00Z"),
    to: new Date("2023-11-16T00:00:00Z")
  },
  "some chats": { ...everything, chat: ["120363150000000001@g.us", "79000000001@c.us"] },
  "an instance": { ...everything, instance: instances.slice(1, 2) },
  "a moment": { ...everything, as_of: at },
  nothing: { ...everything, instance: ["none"] }
}

layer(NodeServices.layer)("a dataset", (it) => {
  it.effect(
    "answers every statistic, and has every table, as its archive does",
    () =>
      Effect.gen(function* () {
        const directory = yield* folder
        const archive = yield* loadedForExport(replies)
        yield* written(archive, directory)
        const dataset = yield* opened(directory)
        for (const table of [...publicTables(), "names"]) {
          const all = `select * from ${table} order by all`
          expect(yield* dataset.rows(all), table).toEqual(yield* archive.rows(all))
          const described = `select column_name, data_type, comment from duckdb_columns() where table_name = '${table}' and database_name = current_database() order by column_index`
          expect(yield* dataset.rows(described), table).toEqual(yield* archive.rows(described))
        }
        for (const [question, given] of Object.entries(questions).slice(breadth(-3, 0)))
          expect(yield* answers(dataset, given), question).toEqual(yield* answers(archive, given))
        if (breadth(false, true)) {
          yield* countChats(archive)
          yield* countChats(dataset)
          expect(yield* answers(dataset, everything)).toEqual(yield* answers(archive, everything))
        }
        yield* countPeople(archive, [])
        yield* countPeople(dataset, [])
        expect(yield* answers(dataset, everything)).toEqual(yield* answers(archive, everything))
      }),
    300_000
  )

  it.effect(
    "answers each statistic from the tables that it needs, as the archive does",
    () =>
      Effect.gen(function* () {
        const directory = yield* folder
        const archive = yield* loadedForExport(replies)
        yield* written(archive, directory)
        yield* countChats(archive)
        for (const statistic of statistics()) {
          const tables = neededTables(statistic.sql)
          expect(tables, statistic.name).not.toContain("link_previews")
          const { sql, parameters } = yield* statisticQuery(statistic, everything)
          const asked = Effect.gen(function* () {
            const dataset = yield* opened(directory, tables)
            yield* countChats(dataset)
            return yield* dataset.rows(sql, parameters)
          })
          expect(yield* Effect.scoped(asked), statistic.name).toEqual(yield* archive.rows(sql, parameters))
        }
      }),
    300_000
  )

  it.effect(
    "of several archives that write at once answers as one archive of all",
    () =>
      Effect.gen(function* () {
        const directory = yield* folder
        const shared = Array.from({ length: breadth(2, 4) }, (_, seed) => seed)
        const whole = yield* loadedForExport(repliesOfSeeds(shared))
        const shards = yield* Effect.forEach(shared, (seed) => loadedForExport(repliesOfSeeds([seed])))
        yield* Effect.forEach(shards, (shard) => written(shard, directory), { concurrency: "unbounded" })
        const dataset = yield* opened(directory)
        for (const question of ["everything", "a moment"].slice(0, breadth(1, 2))) {
          const given = questions[question] ?? everything
          // Coverage is as of the newest request of its archive.
          const [found, expected] = [yield* answers(dataset, given), yield* answers(whole, given)]
          for (const each of [found, expected]) delete each["coverage_summary"]
          expect(found, question).toEqual(expected)
        }
      }),
    300_000
  )

  it.effect("names what is missing or other than recorded, and answers nothing", () =>
    Effect.gen(function* () {
      const directory = yield* folder
      yield* written(yield* loadedForExport(repliesOfSeeds([0])), directory)
      const reasonOf = Effect.map(Effect.flip(opened(directory)), (error) =>
        error._tag === "DatasetUnusable" ? error.reason : error
      )
      const messages = join(directory, "messages")
      const file =
        readdirSync(messages, { recursive: true })
          .map(String)
          .find((name) => name.endsWith(".parquet")) ?? ""
      const path = join(messages, file)
      renameSync(path, `${path}.away`)
      expect(yield* reasonOf).toEqual({ code: "file_missing", file: path })
      renameSync(`${path}.away`, path)
      const log = join(messages, "_delta_log/00000000000000000000.json")
      const text = readFileSync(log, "utf8")
      const lines = text.split("\n").filter((line) => !line.includes(encodeURI(file)))
      writeFileSync(log, lines.join("\n"))
      expect(yield* reasonOf).toMatchObject({ code: "record_differs", table: "messages" })
      writeFileSync(log, text.slice(0, 200))
      expect(yield* reasonOf).toMatchObject({ code: "log_damaged" })
      rmSync(join(directory, "exported"), { recursive: true })
      expect(yield* reasonOf).toEqual({ code: "dataset_missing" })
    })
  )
})
