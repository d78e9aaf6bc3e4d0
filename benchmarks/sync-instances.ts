// `chatledger sync` of 1,000 instances with 200 new messages each over loopback, against the bare fetches of the same
// replies: state, settings and both journals of each, eight instances at a time on both sides; then with contacts and chats
// of each, which are due.
//
// `--instances N` takes fewer.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { folder } from "./data.ts"
import { binary, measure, report, root } from "./measure.ts"

const instances =
  parseArgs({ options: { instances: { type: "string" } }, strict: false }).values.instances ?? "1000"
const service = spawn(process.execPath, [`${root}benchmarks/sync-service.ts`, "--outgoing", "empty"], {
  stdio: ["pipe", "pipe", "inherit"]
})
const [line] = (await once(service.stdout, "data")) as [Buffer]
const url = line.toString().trim()
const work = `${folder}/sync-instances`
mkdirSync(work, { recursive: true })
writeFileSync(`${work}/token`, "0123456789abcdef\n")
const ids = Array.from({ length: Number(instances) }, (_, index) => `${1_100_000_000 + index}`)
const configWith = (name: string, directory: unknown) => {
  const path = `${work}/${name}.json`
  const instances = ids.map((idInstance) => ({ idInstance, apiUrl: url, tokenFile: "token" }))
  writeFileSync(path, JSON.stringify({ archive: "archive", directory, instances }))
  return path
}
const bare = (side: string) => [`${root}benchmarks/sync-side.ts`, side, url, String(instances)]
const sync = (config: string) => ({
  before: () => {
    rmSync(`${work}/archive`, { recursive: true, force: true })
    rmSync(config.replace(/json$/, "archives.ndjson"), { force: true })
  },
  commands: [[binary, "sync", "--config", config, "--quiet"]]
})
report(
  `${instances} instances with 200 new messages each`,
  measure([
    { name: "bare fetches", commands: [bare("bare")] },
    { name: "bare fetches, with the directory", commands: [bare("bare-directory")] },
    { name: "chatledger sync, directory off", ...sync(configWith("without", "off")) },
    { name: "chatledger sync, directory due", ...sync(configWith("with", { interval: "1d", maxGroups: 0 })) }
  ])
)
rmSync(work, { recursive: true, force: true })
service.stdin.end()
