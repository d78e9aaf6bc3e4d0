// Ten thousand hostile texts as CSV, in the eyes of papaparse and of LibreOffice: every cell is what DuckDB holds once the
// guard is off, and a program that takes cells for what they look like finds nothing to calculate.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import Papa from "papaparse"
import { type CsvProfile, csvProfiles, exportFile } from "../../src/index.ts"
import { corpus } from "../corpus.ts"
import { connect, tableOfTexts } from "../duckdb.ts"
import { hostileTexts } from "../hostile.ts"
import { textsInLibreOffice, typesInLibreOffice } from "../libre-office.ts"
import { nodeFiles, temporaryFolder } from "../node-files.ts"
import { describeWith, libreOffice } from "../programs.ts"
import { about, table } from "../request.ts"

const profiles = Object.keys(csvProfiles) as ReadonlyArray<CsvProfile>

const corpusFile = Effect.fnUntraced(function* (csvProfile: CsvProfile, texts = corpus) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  const path = join(yield* temporaryFolder, "things.csv")
  const things = table("select position, value, position / 4 as part from texts order by position")
  yield* exportFile(connection, { ...about, path, format: "csv", csvProfile, tables: [things] })
  return path
})

const guard = /^[=+\-@\t\r＝＋－＠']/

const inFile = (text: string, profile: CsvProfile) =>
  csvProfiles[profile].forExcel && guard.test(text) ? `'${text}` : text

describe("the corpus as CSV, read by papaparse", () => {
  for (const profile of profiles)
    it.effect(`comes back row by row, numbers and all (${profile})`, () =>
      Effect.gen(function* () {
        const { decimalComma, delimiter } = csvProfiles[profile]
        const text = readFileSync(yield* corpusFile(profile), "utf8").replace(/^\uFEFF/, "")
        const { data, errors } = Papa.parse<ReadonlyArray<string>>(text, { delimiter, newline: "\r\n" })
        assert.deepStrictEqual(errors, [])
        assert.strictEqual(data.length, corpus.length + 2)
        const wrong = corpus.filter((text, position) => {
          const [number, value, part = ""] = data[position + 1] ?? []
          const quarter = Number(decimalComma ? part.replace(",", ".") : part)
          if (decimalComma && part.includes(".")) return true
          return number !== String(position) || value !== inFile(text, profile) || quarter !== position / 4
        })
        assert.deepStrictEqual(wrong, [])
      }).pipe(Effect.provide(nodeFiles))
    )
})

const filterOf = (profile: CsvProfile, columns: string, evaluates: boolean) =>
  `CSV:${csvProfiles[profile].delimiter.charCodeAt(0)},34,76,1,${columns},0,false,true,false,false,false,-1,${evaluates}`

const asText = "1/2/2/2/3/2"

// LibreOffice ends lines one way.
const asShown = (text: string) => text.replaceAll(/\r\n|\n\r|\r/g, "\n")

describeWith("LibreOffice", libreOffice)("the corpus as CSV, opened by LibreOffice", (program) => {
  it.effect("is what DuckDB holds, once the guard is off", () =>
    Effect.gen(function* () {
      const path = yield* corpusFile("excel-us")
      const rows = textsInLibreOffice(program, path, filterOf("excel-us", asText, false))
      assert.strictEqual(rows.length, corpus.length + 1)
      const wrong = corpus.flatMap((text, position) => {
        const [, value = "missing"] = rows[position + 1] ?? []
        const expected = asShown(inFile(text, "excel-us"))
        return value === expected ? [] : [{ text, value }]
      })
      assert.deepStrictEqual(wrong.slice(0, 10), [])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect(
    "has nothing that is calculated, even by a program that calculates what looks like a formula",
    () =>
      Effect.gen(function* () {
        const formulasOf = (profile: CsvProfile, texts: ReadonlyArray<string>) =>
          Effect.map(
            corpusFile(profile, texts),
            (path) => typesInLibreOffice(program, path, filterOf(profile, "", true)).formulas
          )
        assert.isAbove(yield* formulasOf("rfc4180", hostileTexts), 0, "the program does calculate")
        assert.strictEqual(yield* formulasOf("excel-ru", corpus), 0)
      }).pipe(Effect.provide(nodeFiles))
  )
})
