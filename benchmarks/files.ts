// Parquet and CSV of `messages`: chatledger's export against DuckDB's bare COPY of the same query, papaparse from DuckDB to
// file, and pandas. Then all tables in three formats: one command against three.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { archive, count, folder, makeArchive, tables } from "./data.ts"
import { binary, type Command, measure, report, root, type Side } from "./measure.ts"

await makeArchive()
const out = `${folder}/files`
const source = `${folder}/source.csv`
const python = "/usr/bin/python3"
const before = () => {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
}
const side = (name: string, ...words: ReadonlyArray<string>): Side => ({
  name,
  before,
  commands: [[`${root}benchmarks/files-side.ts`, tables, out, ...words]]
})

report(
  `Parquet of ${count} messages`,
  measure([side("bare COPY, zstd", "copy", "parquet"), side("@chatledger/export", "export", "parquet")])
)

const pandas = (): ReadonlyArray<Side> => {
  if (spawnSync(python, ["-c", "import pandas"]).status !== 0) {
    console.log("pandas is left out: apt-get install python3-pandas")
    return []
  }
  if (!existsSync(source)) {
    before()
    spawnSync(process.execPath, [`${root}benchmarks/files-side.ts`, tables, out, "copy", "csv"])
    renameSync(`${out}/messages.csv`, source)
  }
  const words = [`${root}benchmarks/files-side.py`, source, `${out}/messages.csv`]
  return [
    { name: "pandas, from CSV to CSV", before, commands: [{ program: python, words: [...words, "all"] }] },
    { name: "pandas, writing alone", before, commands: [{ program: python, words: [...words, "writing"] }] }
  ]
}

report(
  `CSV of ${count} messages`,
  measure([
    side("bare COPY", "copy", "csv"),
    side("@chatledger/export, rfc4180", "export", "csv", "rfc4180"),
    side("@chatledger/export, excel-ru, guarded", "export", "csv", "excel-ru"),
    side("papaparse", "papaparse", "csv"),
    ...pandas()
  ])
)

const exported = (formats: string): Command => [
  binary,
  "export",
  "--archive",
  archive,
  "--format",
  formats,
  "--out",
  `${out}/${formats.replaceAll(",", "-")}`,
  "--tz",
  "Europe/Moscow",
  "--quiet"
]
report(
  `All tables of ${count} messages in three formats`,
  measure([
    {
      name: "one command a format",
      before,
      commands: [exported("parquet"), exported("csv"), exported("xlsx")]
    },
    { name: "one command", before, commands: [exported("parquet,csv,xlsx")] }
  ])
)
before()
