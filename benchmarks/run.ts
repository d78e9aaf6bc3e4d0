// All benchmarks, one after the other. `--count` and `--rounds` go to each.
import { spawnSync } from "node:child_process"
import { cpus, release, totalmem } from "node:os"
import { root } from "./measure.ts"

const [cpu] = cpus()
console.log(
  `${cpu?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, ${process.platform} ${release()}, Node ${process.version}`
)
for (const name of [
  "start",
  "load",
  "names",
  "append",
  "append-curve",
  "compact",
  "coverage",
  "verify",
  "files",
  "dataset",
  "statistics",
  "report",
  "workbook",
  "transcript",
  "transcript-chat",
  "search",
  "shell",
  "sync",
  "door",
  "sync-instances",
  "media",
  "pandas",
  "xlsx",
  "xlsx-floor"
]) {
  const { status } = spawnSync(process.execPath, [`${root}benchmarks/${name}.ts`, ...process.argv.slice(2)], {
    stdio: "inherit"
  })
  if (status !== 0) process.exitCode = 1
}
