// How fast is a workbook from a DuckDB file, and in how much memory: @chatledger/export against exceljs's streaming
// writer without styles, which then writes dates as bare numbers. Both take turns, each run in a process of its own.
// Run, after a build: node benchmarks/xlsx-vs-exceljs.ts [--rows 200000] [--runs 3] [--memory 200MB] [--only ours]
// Gotcha: times on a busy machine vary by half; compare the medians of one run, not two runs.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { parseArgs } from "node:util"

const packageOf = (folder: string) => createRequire(new URL(`../${folder}/package.json`, import.meta.url))
const load = (folder: string, name: string) => import(pathToFileURL(packageOf(folder).resolve(name)).href)

const columns = `
  '11010000' || lpad((i % 2)::varchar, 2, '0') as instance_id,
  case when i % 3 = 0 then '1203630' || (hash(i // 50) % 100000000000)::varchar || '@g.us'
       else '7900' || lpad((hash(i // 50) % 10000000)::varchar, 7, '0') || '@c.us' end as chat_id,
  upper(md5(i::varchar)) as message_id,
  ['incoming', 'outgoing'][1 + (hash(i) % 2)::int] as direction,
  ['textMessage', 'imageMessage', 'reactionMessage', 'extendedTextMessage'][1 + (hash(i) % 4)::int] as type_message,
  '7900' || lpad((hash(i // 7) % 10000000)::varchar, 7, '0') || '@c.us' as sender_id,
  ['Анна Петрова', 'Борис', 'Sam & Co', 'Дмитрий К.', 'Elena'][1 + (hash(i // 7) % 5)::int] as sender_name,
  ['Аня', 'Боря', 'Sam', 'Дима', 'Лена'][1 + (hash(i // 7) % 5)::int] as sender_contact_name,
  case when i % 2 = 0 then upper(md5((i - 1)::varchar)) end as quoted_message_id,
  ['sent', 'delivered', 'read'][1 + (hash(i) % 3)::int] as status_message,
  timestamptz '2024-01-01 00:00:00+00' + to_seconds(i * 30) as sent_at,
  timestamptz '2024-01-01 00:00:03+00' + to_seconds(i * 30) as status_at,
  timestamptz '2026-01-01 00:00:03+00' as first_seen_at,
  'Привет, это сообщение номер ' || i || '!' || repeat(' Слова, слова и ещё немного текста.', (hash(i) % 4)::int)
    || case when i % 20 = 0 then chr(10) || '<b>&</b> 👍' else '' end as text,
  case when i % 2 = 0 then 'a caption' || repeat(' with more words', (hash(i + 1) % 10)::int) end as caption,
  case when i % 2 = 1 then '{"a":' || i || ',"url":"https://example.com/x?y=' || i || '&z=1","list":[1,2,3]}' end as extra,
  (hash(i) % 5)::int as forwarding_score, (i % 1000)::int as revision_count, i::bigint as position,
  1700000000000 + i as ts,
  i % 7 = 0 as is_forwarded, i % 11 = 0 as is_edited, true as is_content,
  55.0 + (hash(i) % 1000000) / 1e6 as latitude,
  37.0 + (hash(i + 3) % 1000000) / 1e6 as longitude`

const query = "select * from messages order by chat_id, message_id"

const open = async (database: string, memory: string, mode: string) => {
  const { DuckDBInstance } = await load("packages/export", "@duckdb/node-api")
  const instance = await DuckDBInstance.create(database, { access_mode: mode, memory_limit: memory })
  return await instance.connect()
}

const makeDatabase = async (database: string, memory: string, rows: string) => {
  const connection = await open(database, memory, "READ_WRITE")
  await connection.run(`create table messages as select ${columns} from range(${Number(rows)}) r(i)`)
  await connection.run("checkpoint")
  connection.closeSync()
}

const writeByOurs = async (database: string, memory: string, target: string) => {
  const connection = await open(database, memory, "READ_ONLY")
  const Effect = await load("packages/export", "effect/Effect")
  const Layer = await load("packages/export", "effect/Layer")
  const files = await load("apps/cli", "@effect/platform-node/NodeFileSystem")
  const paths = await load("apps/cli", "@effect/platform-node/NodePath")
  const { exportFile } = await import(new URL("../packages/export/dist/index.js", import.meta.url).href)
  const writing = exportFile(connection, {
    path: target,
    format: "xlsx",
    tables: [{ name: "messages", title: "Messages", query }],
    timeZone: "Europe/Moscow",
    createdAt: new Date(0),
    program: { name: "benchmark", version: "1" }
  })
  await Effect.runPromise(Effect.provide(writing, Layer.mergeAll(files.layer, paths.layer)))
}

const writeByExceljs = async (database: string, memory: string, target: string) => {
  const connection = await open(database, memory, "READ_ONLY")
  const { default: ExcelJS } = await load("packages/export", "exceljs")
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: target,
    useStyles: false,
    useSharedStrings: false
  })
  const sheet = workbook.addWorksheet("Messages")
  const result = await connection.stream(query)
  sheet.addRow(result.columnNames()).commit()
  for await (const rows of result.yieldRowsJs())
    for (const row of rows)
      sheet.addRow(row.map((value: unknown) => (typeof value === "bigint" ? Number(value) : value))).commit()
  sheet.commit()
  await workbook.commit()
}

interface Run {
  readonly seconds: number
  readonly cpu: number
  readonly rss: number
  readonly bytes: number
}

const roles = { make: makeDatabase, ours: writeByOurs, exceljs: writeByExceljs }
type Role = keyof typeof roles
const writers: ReadonlyArray<Role> = ["ours", "exceljs"]

/** Does something in a process of its own and answers with its seconds of CPU and its peak of memory in MB. */
const inChild = (role: Role, memory: string, database: string, argument: string) => {
  const self = fileURLToPath(import.meta.url)
  const child = spawnSync(process.execPath, [self, "--child", role, "--memory", memory, database, argument], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"]
  })
  if (child.status !== 0) throw new Error(`${role} failed`)
  const [cpu = 0, rss = 0] = child.stdout.split(" ").map(Number)
  return { cpu, rss }
}

const measure = (writer: Role, database: string, memory: string, folder: string): Run => {
  const target = join(folder, `${writer}.xlsx`)
  rmSync(target, { force: true })
  const started = performance.now()
  const used = inChild(writer, memory, database, target)
  return { ...used, seconds: (performance.now() - started) / 1000, bytes: statSync(target).size }
}

const median = (values: ReadonlyArray<number>) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "200000" },
    runs: { type: "string", default: "3" },
    memory: { type: "string", default: "200MB" },
    only: { type: "string" },
    child: { type: "string" }
  }
})

if (values.child === "make" || values.child === "ours" || values.child === "exceljs") {
  const [database = "", argument = ""] = positionals
  await roles[values.child](database, values.memory, argument)
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  process.stdout.write(`${(userCPUTime + systemCPUTime) / 1e6} ${maxRSS / 1024}`)
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), "xlsx-benchmark-"))
const rows = Number(values.rows)
const database = join(folder, "messages.duckdb")
try {
  inChild("make", "1GB", database, values.rows)
  const names = writers.filter((name) => values.only === undefined || values.only === name)
  const runs = new Map<Role, Array<Run>>(names.map((name) => [name, []]))
  for (let n = 0; n < Number(values.runs); n++)
    for (const name of names) {
      const run = measure(name, database, values.memory, folder)
      runs.get(name)?.push(run)
      console.log(
        `${name.padEnd(8)} ${run.seconds.toFixed(1)} s  CPU ${run.cpu.toFixed(1)} s  peak ${run.rss.toFixed(0)} MB`
      )
    }
  const medians = new Map<Role, number>()
  for (const [name, list] of runs) {
    const seconds = median(list.map((run) => run.seconds))
    medians.set(name, seconds)
    const megabytes = (list[0]?.bytes ?? 0) / 1e6
    console.log(
      `${name.padEnd(8)} median ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, CPU ${median(list.map((run) => run.cpu)).toFixed(1)} s, peak ${median(list.map((run) => run.rss)).toFixed(0)} MB, file ${megabytes.toFixed(1)} MB`
    )
  }
  const ours = medians.get("ours")
  const theirs = medians.get("exceljs")
  if (ours !== undefined && theirs !== undefined) console.log(`ratio    ${(theirs / ours).toFixed(1)} times`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
