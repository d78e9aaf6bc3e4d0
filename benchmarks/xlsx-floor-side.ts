// The floor under a workbook of rows: their text made in SQL alone, and the deflation of that text alone, in CPU seconds.
// The text is as plain as it gets: ordered rows, inline strings, dates as numbers, the marks of XML replaced, nothing else.
import { deflateRawSync } from "node:zlib"
import { duckdb } from "./duckdb.ts"
import { query } from "./xlsx-rows.ts"

const [database = "", memory = "256MB"] = process.argv.slice(2)
const { connection, run } = await duckdb(database, { access_mode: "READ_ONLY", memory_limit: memory })
await run("set streaming_buffer_size = '256KB'")

const described = await connection.runAndReadAll(`describe ${query}`)
const cells = described.getRows().map(([name, type], column) => {
  const start = `'<c r="${String.fromCharCode(65 + column)}', n,`
  switch (type) {
    case "VARCHAR": {
      const marked = ["&", "<", ">"].map((mark) => `contains(${name}, '${mark}')`).join(" or ")
      const replaced = `replace(replace(replace(${name}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`
      const text = `case when ${marked} then ${replaced} else ${name} end`
      return `case when ${name} is not null then concat(${start} '" s="1" t="inlineStr"><is><t>', ${text}, '</t></is></c>') end`
    }
    case "TIMESTAMP WITH TIME ZONE":
      return `${start} '" s="2"><v>', epoch_us(${name}) / 86400000000.0 + 25569, '</v></c>'`
    case "BOOLEAN":
      return `${start} '" t="b"><v>', ${name}::utinyint, '</v></c>'`
    default:
      return `${start} '"><v>', ${name}, '</v></c>'`
  }
})
const rows = `select encode(concat('<row r="', n, '">', ${cells.join(", ")}, '</row>'))
  from (select row_number() over () + 1 as n, * from (${query}))`

const cpu = () => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1e6
}

const before = cpu()
const unread = await connection.stream(rows)
for (;;) {
  const chunk = await unread.fetchChunk()
  if (chunk === null || chunk.rowCount === 0) break
}
const text = cpu() - before

// Only the deflation of these blocks is counted, not how they come here.
const blockBytes = 1 << 20
let deflation = 0
let bytes = 0
let gathered: Array<Buffer> = []
let size = 0
const deflate = () => {
  const block = Buffer.concat(gathered)
  const begun = cpu()
  deflateRawSync(block, { level: 1 })
  deflation += cpu() - begun
  bytes += block.length
  gathered = []
  size = 0
}
const read = await connection.stream(rows)
for await (const chunk of read.yieldRowsJs())
  for (const [row] of chunk) {
    const part = Buffer.from(row as Uint8Array)
    gathered.push(part)
    size += part.length
    if (size >= blockBytes) deflate()
  }
if (size > 0) deflate()
console.log(JSON.stringify({ text, deflation, bytes }))
process.exit(0)
