// The SQL shell until its prompt stands, in a pseudo-terminal of python3, and a single query through the locked door,
// against DuckDB asked in the same process.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { archive, count, folder, makeArchive, tables } from "./data.ts"
import { binary, measure, report, root, rounds } from "./measure.ts"

const terminal = `${root}apps/cli/test/terminal.py`
/** The system's own starts at once; others may be wrappers. */
const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3"
const PROMPT = "sql> "
/** Short runs on a busy machine: many of them, and the best beside the median. */
const RUNS = 5

const readyOnce = async (): Promise<number> => {
  const start = performance.now()
  const child = spawn(python, [terminal, "24", "80", process.execPath, binary, "sql", "--archive", archive], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, XDG_STATE_HOME: `${folder}/state` }
  })
  let shown = ""
  for await (const piece of child.stdout) {
    shown += String(piece)
    if (shown.includes(PROMPT)) break
  }
  const seconds = (performance.now() - start) / 1000
  if (!shown.includes(PROMPT)) throw new Error(`the shell did not start: ${shown}`)
  child.kill("SIGKILL")
  await once(child, "exit")
  return seconds
}

const readyTimes = async () => {
  const times: Array<number> = []
  for (let run = 0; run < rounds * RUNS; run += 1) times.push(await readyOnce())
  times.sort((left, right) => left - right)
  return [times[0] ?? Number.NaN, times[Math.floor(times.length / 2)] ?? Number.NaN] as const
}

await makeArchive()
const [best, middle] = await readyTimes()
console.log(
  `\n### The shell on an archive of ${count}, until its prompt\n\nbest ${best.toFixed(2)} s, median ${middle.toFixed(2)} s`
)

const QUERY = "select count(*) as n, max(sent_at) as last from messages"
const alone = `const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
  const database = await DuckDBInstance.create(${JSON.stringify(tables)}, { access_mode: "READ_ONLY" })
  const connection = await database.connect()
  console.log((await connection.runAndReadAll(${JSON.stringify(QUERY)})).getRowObjectsJson())
})()`
process.chdir(`${root}apps/cli`)
report(
  `One query of an archive of ${count}`,
  measure([
    { name: "DuckDB alone, in its own process", commands: [["-e", alone]] },
    { name: "chatledger sql, through the door", commands: [[binary, "sql", QUERY, "--archive", archive]] }
  ])
)
