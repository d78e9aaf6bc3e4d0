// `chatledger serve` under mixed load for minutes: its memory stays flat, and its folder empty.
//
// `npx -y pnpm@12 soak:serve [MINUTES]`, 8 by default; not a part of CI. Tables, statistics, SQL, the report, journals, wrong
// requests and readers who go away, six at a time, against the demo's archive. Fails where the memory of the server grows
// by more than 50 MB after the first three eighths of the time, or where a file is left in its folder.
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const binary = resolve(import.meta.dirname, "../apps/cli/dist/main.mjs")
const minutes = Number(process.argv[2] ?? 8)
const MOST_GROWTH_MB = 50
const AT_A_TIME = 6
const SAMPLE_MILLIS = 5000

const folder = mkdtempSync(join(tmpdir(), "chatledger-serve-load-"))
const env = { ...process.env, TMPDIR: folder, TZ: "UTC", LC_ALL: "C" }
spawnSync(process.execPath, [binary, "demo"], { cwd: folder, env, stdio: "ignore" })
const archive = join(folder, "chatledger-demo", "archive")
const cache = join(archive, "cache")

const started = (): Promise<{ readonly child: ChildProcess; readonly url: string }> =>
  new Promise((found, failed) => {
    const words = ["serve", "--port", "0", "--archive", archive]
    const child = spawn(process.execPath, [binary, ...words], { env, stdio: ["ignore", "ignore", "pipe"] })
    let said = ""
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      const url = /(http:\/\/127\.0\.0\.1:\d+)\/waInstance/.exec(said)?.[1]
      if (url !== undefined && said.includes("Ctrl-C")) found({ child, url })
    })
    child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${said}`)))
  })

const { child, url } = await started()
const token = readFileSync(join(archive, "serve-token"), "utf8").trim()
const headers = { authorization: `Bearer ${token}` }
const instance = readdirSync(archive).find((name) => /^\d+$/.test(name)) ?? "1101000001"

const ask = async (path: string, init: RequestInit = {}) => {
  const got = await fetch(url + path, { headers, ...init })
  await got.arrayBuffer()
  return got.status
}
const leave = (path: string) =>
  new Promise<number>((done) => {
    const leaving = request(url + path, { headers })
    leaving.on("error", () => done(0)).on("close", () => done(0))
    leaving.end(() => leaving.destroy())
  })
const sql = (query: string, more = "") => `/sql?query=${encodeURIComponent(query)}${more}`

const questions: ReadonlyArray<() => Promise<number>> = [
  () => ask("/tables/messages.csv"),
  () => ask("/tables/messages.json?limit=100"),
  () => ask("/tables/messages.xlsx"),
  () => ask("/tables/chats.parquet"),
  () => ask("/tables/messages.xlsx", { method: "HEAD" }),
  () => ask(`/waInstance${instance}/tables/${token}/poll_votes.csv`),
  () => ask("/stats/messages_by_sender.json"),
  () => ask("/stats/poll_results.xlsx"),
  () => ask("/"),
  () => ask("/?locale=ru&share-safe=1"),
  () => ask("/index"),
  () => ask(sql("select count(*) as n from messages")),
  () => ask(sql("from messages order by text", "&format=xlsx")),
  () => ask("/sql", { method: "POST", body: "select sender_id, count(*) as n from messages group by all" }),
  () => ask(sql("selec 1")),
  () => ask("/tables/nope.csv"),
  () => ask("/tables/messages.csv?limit=0"),
  () => ask("/tables/messages.csv", { headers: {} }),
  () => ask(`/waInstance${instance}/lastIncomingMessages/${token}?minutes=100000`),
  () => leave("/tables/messages.xlsx"),
  () => leave(sql("select count(*) from range(99999999) a, range(99999999) b", "&format=csv")),
  () => leave("/")
]

const megabytes = (): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024
const leftIn = (path: string) => {
  const servers = readdirSync(path).filter((name) => name.startsWith("serve-"))
  return servers.flatMap((name) => readdirSync(join(path, name)))
}

const end = Date.now() + minutes * 60_000
const counts = new Map<number, number>()
const samples: Array<{ readonly at: number; readonly megabytes: number; readonly files: number }> = []
let next = 0
const worker = async () => {
  while (Date.now() < end) {
    const status = (await questions[next++ % questions.length]?.()) ?? 0
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }
}
const look = () => samples.push({ at: Date.now(), megabytes: megabytes(), files: leftIn(cache).length })
const timer = setInterval(look, SAMPLE_MILLIS)
await Promise.all(Array.from({ length: AT_A_TIME }, worker))
clearInterval(timer)
look()

const settled = samples.filter(({ at }) => at > end - minutes * 60_000 * (5 / 8))
const before = Math.max(
  ...samples.filter((sample) => !settled.includes(sample)).map((each) => each.megabytes)
)
const peak = Math.max(...settled.map((each) => each.megabytes))
const asked = [...counts.values()].reduce((sum, count) => sum + count, 0)
const most = Math.max(...samples.map(({ files }) => files))
const left = [...leftIn(cache), ...readdirSync(folder).filter((name) => name !== "chatledger-demo")]
for (const sample of samples.filter((_, i) => i % 6 === 0 || i === samples.length - 1))
  console.log(
    `${String(Math.round((sample.at - end) / 1000 + minutes * 60)).padStart(5)} s  ${sample.megabytes.toFixed(0).padStart(5)} MB  ${sample.files} folders`
  )
console.log(
  `${asked} requests in ${minutes} min: ${[...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${count} × ${status === 0 ? "left" : status}`)
    .join(", ")}`
)
console.log(
  `memory: at most ${before.toFixed(0)} MB in the first three eighths, ${peak.toFixed(0)} MB afterwards; ${most} folders at a time; left: ${left.length}`
)
child.removeAllListeners("exit")
child.kill("SIGKILL")
rmSync(folder, { recursive: true, force: true })
if (peak - before > MOST_GROWTH_MB || left.length > 0) process.exitCode = 1
