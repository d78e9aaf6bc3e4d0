// `chatledger sync` of 1,000 instances with 200 new messages each over loopback, against the bare fetches of the same
// replies: state, settings and both journals of each, eight instances at a time on both sides.
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
const config = `${work}/chatledger.config.json`
writeFileSync(
  config,
  JSON.stringify({
    archive: "archive",
    instances: ids.map((idInstance) => ({ idInstance, apiUrl: url, tokenFile: "token" }))
  })
)
report(
  `${instances} instances with 200 new messages each`,
  measure([
    { name: "bare fetches", commands: [[`${root}benchmarks/sync-side.ts`, "bare", url, String(instances)]] },
    {
      name: "chatledger sync",
      before: () => rmSync(`${work}/archive`, { recursive: true, force: true }),
      commands: [[binary, "sync", "--config", config, "--quiet"]]
    }
  ])
)
rmSync(work, { recursive: true, force: true })
service.stdin.end()
