// Statistics in parts: the answers of parts of the instances, put together, are the answer to all of them, in its order.
import { join } from "node:path"
import { exportDataset, literal } from "@chatledger/export"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { datasetFile } from "../src/dataset/open.ts"
import { mergedParts, placeColumn } from "../src/dataset/parts.ts"
import { datasetTables } from "../src/dataset/tables.ts"
import { openDatabase } from "../src/engine/database.ts"
import { bare } from "../src/engine/sql-pieces.ts"
import { countPeople } from "../src/people/people.ts"
import { type StatisticParameters, statisticQuery, statistics } from "../src/statistics/statistics.ts"
import { breadth } from "./breadth.ts"
import { loadedForExport } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"

const PARTS = 2
const at = new Date("2023-11-15T12:00:00Z")
const everything: StatisticParameters = { tz: "Asia/Kathmandu", at }
const questions: ReadonlyArray<StatisticParameters> = [
  everything,
  { ...everything, from: new Date("2023-11-14T21:00:00Z"), to: new Date("2023-11-16T00:00:00Z"), as_of: at },
  { ...everything, chat: ["120363150000000001@g.us", "79000000001@c.us"] }
]

const folder = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  fs.makeTempDirectoryScoped({ prefix: "chatledger-parts-test-" })
)

const opened = Effect.fnUntraced(function* (directory: string, isRead: (instance: string) => boolean) {
  const own = yield* folder
  return yield* openDatabase(yield* datasetFile(directory, own, { isRead }), {
    isReadOnly: true,
    memoryLimit: "1GB",
    temporaryFolder: join(own, "tmp")
  })
})

layer(NodeServices.layer)("a statistic in parts", (it) => {
  it.effect(
    "has the rows of the whole, in its order, for every statistic that has parts",
    () =>
      Effect.gen(function* () {
        const [directory, answers] = [yield* folder, yield* folder]
        const archive = yield* loadedForExport(
          repliesOfSeeds(Array.from({ length: breadth(1, 4) }, (_, n) => n))
        )
        const { owners, tables } = yield* datasetTables(archive)
        yield* exportDataset(archive.connection, {
          directory,
          tables,
          owners: new Set(owners),
          marksOf: () => [],
          isOurs: () => true,
          force: false,
          program: { name: "test", version: "0" },
          retention: 0
        })
        const all = yield* opened(directory, () => true)
        const parts = yield* Effect.forEach(Array.from({ length: PARTS }), (_, n) =>
          opened(directory, (instance) => owners.indexOf(instance) % PARTS === n)
        )
        const ask = Effect.fnUntraced(function* (given: StatisticParameters) {
          for (const statistic of statistics().filter((one) => one.parts !== undefined)) {
            const { sql, parameters } = yield* statisticQuery(statistic, given)
            const sources = yield* Effect.forEach(
              parts,
              Effect.fnUntraced(function* (part, n) {
                const file = literal(join(answers, `${statistic.name}-${n}.parquet`))
                yield* part.rows(`copy (${bare(sql)}\n) to ${file} (format parquet)`, parameters)
                return `select * exclude file_row_number, file_row_number as ${placeColumn} from read_parquet(${file}, file_row_number = true)`
              })
            )
            const merged = mergedParts(statistic, sources) ?? ""
            expect(yield* all.rows(merged), statistic.name).toEqual(yield* all.rows(sql, parameters))
          }
        })
        for (const given of questions.slice(0, breadth(2, 3))) yield* ask(given)
        for (const database of [all, ...parts]) yield* countPeople(database, [])
        if (breadth(false, true)) yield* ask(everything)
      }),
    300_000
  )
})
