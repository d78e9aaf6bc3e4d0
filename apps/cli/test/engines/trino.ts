// `pnpm trino`: the statistics on a Trino of two workers against the archive's answers, passwords, and a worker that dies.
//
// `--folder DIR` keeps archives and datasets for the next run; names of statistics narrow the comparison, `--archives` says
// on which archives, and `--archive DIR` compares on any other one.
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Redacted from "effect/Redacted"
import { type ArchiveName, binary, chatledger, namesOf, prepare } from "./archives.ts"
import { compared } from "./compare.ts"
import { startTrino } from "./trino-server.ts"

const [USER, PASSWORD] = ["reader", "a password"]
const STATISTIC = "words"

const { positionals: only, values } = parseArgs({
  options: {
    folder: { type: "string" },
    count: { type: "string", default: "100000" },
    archives: { type: "string" },
    archive: { type: "string" }
  },
  allowPositionals: true
})
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "chatledger-trino-"))
const names = namesOf(values)
/** What is needed of an archive, all before the servers start: a connection that idles meanwhile would be closed. */
const prepared = async (name: ArchiveName) => {
  const given = { folder, count: Number(values.count), archive: values.archive }
  const { archive, dataset, file } = await prepare(name, given)
  const rows = chatledger("stats", STATISTIC, "--archive", archive, "--format", "csv")
  return { name, file, rows, ddl: chatledger("export", "--ddl", "trino", "--out", dataset) }
}
const archives = []
for (const name of names) archives.push(await prepared(name))
const cluster = await startTrino(join(folder, `trino-${process.pid}`), USER, PASSWORD)
let failed = 0
const report = (isRight: boolean, text: string) => {
  console.log(`${isRight ? "right" : "WRONG"}: ${text}`)
  if (!isRight) failed += 1
}

/** Makes a dataset known under a schema of its name. */
const register = async (name: string, ddl: string) => {
  const own = ddl.replace(/delta\.chatledger|'chatledger'/g, (found) => found.replace("chatledger", name))
  for (const statement of own.replace(/^--.*$/gm, "").split(/;\n/))
    if (statement.trim() !== "") await cluster.run(statement.trim())
}

const asked = (url: string, password: string) => {
  const words = [binary, "stats", STATISTIC, "--engine", "trino", "--url", url, "--format", "csv"]
  const env = {
    ...process.env,
    CHATLEDGER_ENGINE_PASSWORD: password,
    NODE_EXTRA_CA_CERTS: cluster.certificate
  }
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] })
  const texts = { stdout: "", stderr: "" }
  child.stdout.on("data", (chunk) => {
    texts.stdout += chunk
  })
  child.stderr.on("data", (chunk) => {
    texts.stderr += chunk
  })
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...texts }))
  )
}

const checkPasswords = async (schema: string, rows: string) => {
  const url = `${cluster.httpsUrl.replace("//", `//${USER}@`)}/delta/${schema}`
  const good = await asked(url, PASSWORD)
  report(
    good.code === 0 && good.stdout === rows,
    `the right password over HTTPS: exit ${good.code} ${good.stderr}`
  )
  const bad = await asked(url, "another")
  report(bad.code === 7 && bad.stdout === "" && bad.stderr.includes("password is wrong"), bad.stderr.trim())
}

/** Kills a worker while a query runs: the answer is an error or whole, and whole again once the worker is known as gone. */
const checkKill = async (worker: string, schema: string, rows: string) => {
  const ask = () => {
    const one = {
      isOver: false,
      answer: asked(`${cluster.url.replace("//", `//${USER}@`)}/delta/${schema}`, "")
    }
    void one.answer.then(() => {
      one.isOver = true
    })
    return one
  }
  let query = ask()
  const running = `select count(*) from system.runtime.tasks t join system.runtime.queries q on q.query_id = t.query_id
    where q.query like '%by_word%' and q.query not like '%system%' and t.state = 'RUNNING' and t.node_id = '${worker}'`
  while (true) {
    const [row] = await cluster.run(running)
    if (Number(row?.[0]) > 0) break
    // Of few messages, a query may be over before it is seen.
    if (query.isOver) query = ask()
  }
  cluster.kill(worker)
  const { code, stderr, stdout } = await query.answer
  const isError = code === 7 && stdout === ""
  report(
    isError || (code === 0 && stdout === rows),
    `${worker} killed at work: exit ${code} ${stderr.trim()}`
  )
  await cluster.hasWorkers(1)
  const next = await asked(`${cluster.url}/delta/${schema}`, "")
  report(next.code === 0 && next.stdout === rows, `with one worker: exit ${next.code} ${next.stderr.trim()}`)
  cluster.start(worker)
  await cluster.hasWorkers(2)
}

for (const { ddl, file, name, rows } of archives) {
  await register(name, ddl)
  const place = {
    engine: "trino",
    url: cluster.url,
    catalog: "delta",
    database: name,
    user: USER,
    password: Redacted.make("")
  } as const
  const results = await compared(file, place, only)
  const equal = results.filter(({ difference }) => difference === undefined).length
  const statistics = new Set(results.map(({ statistic }) => statistic)).size
  report(
    equal === results.length,
    `${name}: ${statistics} statistics, ${results.length} answers, ${equal} equal in rows and order`
  )
  await checkPasswords(name, rows)
  for (const worker of ["worker-1", "worker-2"]) await checkKill(worker, name, rows)
}
cluster.stop()
if (values.folder === undefined) rmSync(folder, { recursive: true })
process.exit(failed === 0 ? 0 : 1)
