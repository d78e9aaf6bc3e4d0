// An export as the program writes it, of pseudonymised tables, into a folder that goes with the scope.
import { exportFile, exportTables } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { Database } from "../../src/engine/database.ts"
import { sourceOf } from "../../src/export/export-source.ts"
import { tablesToExport } from "../../src/export/table-export.ts"
import { keyOf } from "../../src/pseudonyms/key.ts"
import { pseudonymous } from "../../src/pseudonyms/pseudonymous.ts"
import type { TextPolicy } from "../../src/pseudonyms/rules.ts"
import { publicTables } from "../../src/tables/tables.ts"
import { aboutTables } from "../../src/workbook/about.ts"
import { usualSheets } from "../../src/workbook/simple/sheets.ts"
import { simpleWorkbook } from "../../src/workbook/simple/workbook.ts"
import { summaryPage } from "../../src/workbook/summary.ts"

export const key = keyOf(Buffer.from("a key of no more than forty bytes"))
export const otherKey = keyOf(Buffer.alloc(100, "another key, longer than a block "))

const newFolder = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  fs.makeTempDirectoryScoped({ prefix: "chatledger-" })
)

/** Pseudonymised tables of a database in memory. */
export const pseudonymised = Effect.fnUntraced(function* (
  database: Database,
  texts: TextPolicy,
  using = key,
  chat: ReadonlyArray<string> = []
) {
  const path = `${yield* newFolder}/tables.duckdb`
  return yield* pseudonymous({ ...database, path }, { key: using, texts }, { instance: [], chat })
})

/** Writes all tables in all formats, with the pages of a workbook; answers the folder. */
export const written = Effect.fnUntraced(function* (database: Database) {
  const directory = yield* newFolder
  const options = {
    timeZone: "UTC",
    locale: "en",
    program: "chatledger 1.2.3",
    thumbnails: false,
    pseudonyms: { keyId: key.id, texts: "drop" }
  } as const
  const pages = [yield* aboutTables(database, {}, options), yield* summaryPage(database, {}, options)]
  const tables = yield* tablesToExport(database, publicTables(), {}, { thumbnails: true })
  yield* exportTables(database.connection, {
    directory,
    tables,
    pages,
    source: yield* sourceOf(database, {}),
    formats: ["csv", "parquet", "xlsx"],
    createdAt: new Date("2026-02-03T04:05:06Z"),
    program: { name: "chatledger", version: "1.2.3" },
    csvProfile: "rfc4180"
  })
  const simple = yield* simpleWorkbook(
    database,
    {},
    {
      ...options,
      ownNames: new Map(),
      isNewestFirst: false,
      sheets: [...usualSheets, "poll_votes", "people", "media", "issues"]
    }
  )
  yield* exportFile(database.connection, {
    path: `${directory}/simple.xlsx`,
    format: "xlsx",
    tables: [],
    ...simple,
    createdAt: new Date("2026-02-03T04:05:06Z"),
    program: { name: "chatledger", version: "1.2.3" }
  })
  return directory
})
