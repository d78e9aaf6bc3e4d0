// Parquet and CSV of `messages`: chatledger's export against DuckDB's bare COPY of the same query.
import { rmSync } from "node:fs"
import { count, folder, makeArchive, tables } from "./data.ts"
import { measure, report, root } from "./measure.ts"

await makeArchive()
const out = `${folder}/files`
const before = () => rmSync(out, { recursive: true, force: true })
const side = (name: string, ...words: ReadonlyArray<string>) => ({
  name,
  before,
  commands: [[`${root}benchmarks/files-side.ts`, tables, out, ...words]]
})

report(
  `Parquet of ${count} messages`,
  measure([side("bare COPY, zstd", "copy", "parquet"), side("@chatledger/export", "export", "parquet")])
)
report(
  `CSV of ${count} messages`,
  measure([
    side("bare COPY", "copy", "csv"),
    side("@chatledger/export, rfc4180", "export", "csv", "rfc4180"),
    side("@chatledger/export, excel-ru, guarded", "export", "csv", "excel-ru")
  ])
)
before()
