// Replies of 200 records over loopback: fetched, decoded and committed, against fetched and parsed alone.
//
// `--replies N` takes fewer than 10,000; eight at a time on both sides. Bodies come from a process of their own.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import { parseArgs } from "node:util"
import { folder } from "./data.ts"
import { measure, report, root } from "./measure.ts"

const replies =
  parseArgs({ options: { replies: { type: "string" } }, strict: false }).values.replies ?? "10000"
const service = spawn(process.execPath, [`${root}benchmarks/sync-service.ts`], {
  stdio: ["pipe", "pipe", "inherit"]
})
const [line] = (await once(service.stdout, "data")) as [Buffer]
const url = line.toString().trim()
const archive = `${folder}/sync-archive`
const side = (name: string) => [`${root}benchmarks/sync-side.ts`, name, url, String(replies), archive]
const remove = () => rmSync(archive, { recursive: true, force: true })

report(
  `${replies} replies of 200 records`,
  measure([
    { name: "fetch and JSON.parse", commands: [side("fetch")] },
    { name: "fetched, decoded, committed", before: remove, commands: [side("sync")] }
  ])
)
remove()
service.stdin.end()
