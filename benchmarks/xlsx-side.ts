// One side of `xlsx.ts`: writes the rows of a DuckDB file as a workbook, or as the CSV that a program without DuckDB reads.
// exceljs and hucre use their streaming writers: no shared strings, rows handed over as they come out of DuckDB.
import { createWriteStream } from "node:fs"
import { createRequire } from "node:module"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { duckdb } from "./duckdb.ts"
import { exportByOurs } from "./export-by-ours.ts"
import { root } from "./measure.ts"
import { query } from "./xlsx-rows.ts"

const [side = "", database = "", target = "", memory = "256MB"] = process.argv.slice(2)
const require = createRequire(`${root}apps/cli/package.json`)
const { connection, run } = await duckdb(database, { access_mode: "READ_ONLY", memory_limit: memory })

const writeByOurs = (compression: "fast" | "small") =>
  exportByOurs("exportFile", connection, {
    path: target,
    format: "xlsx",
    compression,
    tables: [{ name: "messages", title: "Messages", query }]
  })

const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value)

const writeByExceljs = async (useStyles: boolean) => {
  const { default: ExcelJS } = await import(require.resolve("exceljs"))
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: target,
    useStyles,
    useSharedStrings: false
  })
  const sheet = workbook.addWorksheet("Messages")
  const result = await connection.stream(query)
  const names = result.columnNames()
  if (useStyles)
    sheet.columns = names.map((name, index) => ({
      header: name,
      ...(index >= 10 && index <= 12 ? { style: { numFmt: "yyyy-mm-dd hh:mm:ss" } } : {})
    }))
  else sheet.addRow(names).commit()
  for await (const rows of result.yieldRowsJs()) for (const row of rows) sheet.addRow(row.map(plain)).commit()
  sheet.commit()
  await workbook.commit()
}

const writeByHucre = async () => {
  const { writeXlsxStream } = await import("hucre/xlsx")
  const result = await connection.stream(query)
  async function* rows() {
    for await (const chunk of result.yieldRowsJs())
      for (const row of chunk)
        yield row.map((value) =>
          typeof value === "string" || typeof value === "boolean" || value instanceof Date
            ? value
            : value === null
              ? null
              : Number(value)
        )
  }
  const stream = writeXlsxStream(rows(), {
    name: "Messages",
    columns: result.columnNames().map((header) => ({ header }))
  })
  await pipeline(Readable.fromWeb(stream as never), createWriteStream(target))
}

switch (side) {
  case "ours":
    await writeByOurs("fast")
    break
  case "ours small":
    await writeByOurs("small")
    break
  case "exceljs":
    await writeByExceljs(false)
    break
  case "exceljs with styles":
    await writeByExceljs(true)
    break
  case "hucre":
    await writeByHucre()
    break
  case "csv":
    await run("set timezone = 'UTC'")
    await run(`copy (${query}) to '${target}' (header true)`)
    break
  default:
    throw new Error(`no side is called "${side}"`)
}
process.exit(0)
