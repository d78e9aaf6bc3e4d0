// What one more snapshot costs an archive of 0 to 100,000, loose and compacted: a sync of one reply, and an import of one
// small file, each a separate process: seconds, and seconds of CPU in brackets. `--most N` stops at smaller archives.
//
// The ledger is warm, as it is after any sync; the pace of one request a second is forgotten before each round.
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { instance } from "./data.ts"
import { writeManySnapshots } from "./many-snapshots.ts"
import { binary, measure, root } from "./measure.ts"

const { values } = parseArgs({ options: { most: { type: "string" } }, strict: false })
const most = Number(values["most"] ?? 100_000)
const sizes = [0, 100, 1000, 10_000, 100_000].filter((size) => size <= most)
const folder = `${root}benchmarks/data/append-curve`
const config = `${folder}/config.json`
mkdirSync(folder, { recursive: true })

const service = spawn(process.execPath, [`${root}benchmarks/sync-service.ts`, "--outgoing", "empty"], {
  stdio: ["pipe", "pipe", "inherit"]
})
const [line] = (await once(service.stdout, "data")) as [Buffer]
const apiUrl = line.toString().trim()
writeFileSync(`${folder}/token`, "token\n", { mode: 0o600 })
writeFileSync(
  config,
  JSON.stringify({ instances: [{ idInstance: instance, apiUrl, tokenFile: `${folder}/token` }] })
)

const sync = (archive: string) => [binary, "sync", "--archive", archive, "--config", config]
const forgetPace = (archive: string) => rmSync(`${archive}/locks/${instance}.pace`, { force: true })
let files = 0
/** A reply that is not there yet. */
const writeReply = () => {
  files += 1
  const record = {
    type: "incoming",
    idMessage: `N${process.pid}-${files}`,
    timestamp: 1_736_000_000,
    typeMessage: "textMessage",
    chatId: "79000000091@c.us",
    senderId: "79000000091@c.us",
    textMessage: "news"
  }
  writeFileSync(`${folder}/reply.json`, JSON.stringify([record]))
}

const made = (size: number, isPacked: boolean): string => {
  const archive = `${folder}/${isPacked ? "packed" : "loose"}-${size}`
  if (existsSync(archive) && size > 0) return archive
  rmSync(archive, { recursive: true, force: true })
  if (isPacked) {
    cpSync(made(size, false), archive, { recursive: true })
    execFileSync(process.execPath, [binary, "compact", "--remove-now", "--archive", archive], {
      stdio: "ignore"
    })
  } else writeManySnapshots(archive, size)
  return archive
}

console.log(
  "\n| snapshots | sync, loose | sync, compacted | import, loose | import, compacted |\n|--:|--:|--:|--:|--:|"
)
for (const size of sizes) {
  const archives = [made(size, false), made(size, true)]
  const sides = [
    ...archives.map((archive) => ({
      name: archive,
      before: () => forgetPace(archive),
      // The service gives the same replies again and again, so that time is told as lost.
      codes: [0, 3],
      commands: [sync(archive)]
    })),
    ...archives.map((archive) => ({
      name: archive,
      before: writeReply,
      commands: [
        [
          binary,
          "import",
          `${folder}/reply.json`,
          "--instance",
          instance,
          "--requested-at",
          "2025-01-03T00:00:00Z",
          "--archive",
          archive
        ]
      ]
    }))
  ]
  for (const archive of archives) {
    forgetPace(archive)
    spawnSync(process.execPath, sync(archive), { stdio: "ignore" })
  }
  const [first, second] = [measure(sides.slice(0, 2)), measure(sides.slice(2))]
  const shown = [...first, ...second].map(({ cpu, seconds }) => `${seconds.toFixed(2)} (${cpu.toFixed(2)})`)
  console.log(`| ${size.toLocaleString("en-US")} | ${shown.join(" | ")} |`)
}
service.stdin.end()
