// Files of 100 KB over loopback: kept by the archive, against fetched and written with a flush alone; and one large file.
//
// `--files N` takes fewer than 10,000, `--large MB` another size than 2,000. Twelve at a time on both sides. The memory of the
// archive's side is that of its process. The server is a process of its own.
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, rmSync } from "node:fs"
import { parseArgs } from "node:util"
import { folder } from "./data.ts"
import { measure, report, root } from "./measure.ts"

const { values } = parseArgs({
  options: { files: { type: "string" }, large: { type: "string" } },
  strict: false
})
const files = String(values["files"] ?? 10_000)
const megabytes = String(values["large"] ?? 2000)
const server = spawn(process.execPath, [`${root}benchmarks/media-side.ts`, "serve"], {
  stdio: ["pipe", "pipe", "inherit"]
})
const [line] = (await once(server.stdout, "data")) as [Buffer]
const url = line.toString().trim()
const place = `${folder}/media`
const side = (name: string, ...more: ReadonlyArray<string>) => [
  `${root}benchmarks/media-side.ts`,
  name,
  url,
  place,
  ...more
]
const renew = () => {
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
}

report(
  `${files} files of 100 KB`,
  measure([
    { name: "fetched, written, flushed", before: renew, commands: [side("bare", files)] },
    { name: "kept in an archive", before: renew, commands: [side("archive", files, "100")] }
  ])
)
renew()
spawnSync(process.execPath, side("archive", "1", String(Number(megabytes) * 1000)), { stdio: "inherit" })
rmSync(place, { recursive: true, force: true })
server.kill()
