// How fast is a workbook from a DuckDB file: @chatledger/export against the writers that people use, on the same rows,
// in turn, in one run. exceljs without styles writes dates as bare numbers. XlsxWriter has no DuckDB in Debian's Python:
// it reads a CSV that DuckDB writes for it, which is part of its time.
// Run, after a build: node benchmarks/xlsx.ts [--count 200000] [--rounds 3] [--only "ours,exceljs"]
import { spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { parseArgs } from "node:util"
import { measure, report, root, type Side } from "./measure.ts"
import { out, rowsFile } from "./xlsx-rows.ts"

const { values } = parseArgs({
  options: { count: { type: "string", default: "200000" }, only: { type: "string" } },
  strict: false
})
const count = Math.min(Number(values.count), 1_000_000)
const database = await rowsFile(count)
const target = `${out}/out.xlsx`
const csv = `${out}/out.csv`
const python = "/usr/bin/python3"
const before = () => {
  rmSync(target, { force: true })
  rmSync(csv, { force: true })
}
const side = (name: string): Side => ({
  name,
  before,
  commands: [[`${root}benchmarks/xlsx-side.ts`, name, database, target]]
})
const xlsxWriter: Side = {
  name: "XlsxWriter, constant memory",
  before,
  commands: [
    [`${root}benchmarks/xlsx-side.ts`, "csv", database, csv],
    { program: python, words: [`${root}benchmarks/xlsx-side.py`, csv, target] }
  ]
}
const hasXlsxWriter = spawnSync(python, ["-c", "import xlsxwriter"]).status === 0
if (!hasXlsxWriter) console.log("XlsxWriter is left out: apt-get install python3-xlsxwriter")
const sides = [
  side("ours"),
  side("ours small"),
  side("exceljs"),
  side("hucre"),
  side("exceljs with styles"),
  ...(hasXlsxWriter ? [xlsxWriter] : [])
]
const only = values.only === undefined ? undefined : String(values.only).split(",")
report(
  `XLSX of ${count} rows by 25 columns`,
  measure(sides.filter(({ name }) => only === undefined || only.includes(name)))
)
before()
