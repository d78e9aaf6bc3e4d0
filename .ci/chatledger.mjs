// The command line of a checkout: built first if something has changed, and then nothing but its own output.
//
// What the build says is shown if it fails; a build that takes long is told of on a terminal.
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { resolve } from "node:path"

const SILENT_MILLIS = 1500
const main = resolve(import.meta.dirname, "../apps/cli/dist/main.mjs")
const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo")

const build = spawn(
  process.execPath,
  [turbo, "run", "build", "--filter=chatledger", "--output-logs=errors-only"],
  {
    cwd: resolve(import.meta.dirname, ".."),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" }
  }
)
/** @type {Array<Buffer>} */
const said = []
for (const stream of [build.stdout, build.stderr]) stream.on("data", (piece) => said.push(piece))
const told = process.stderr.isTTY
  ? setTimeout(() => process.stderr.write("building chatledger …"), SILENT_MILLIS)
  : undefined
const code = await new Promise((done) => build.on("close", done))
clearTimeout(told)
if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K")
if (code === 0) {
  process.argv.splice(1, 1, main)
  await import(main)
} else {
  process.stderr.write(Buffer.concat(said))
  process.exitCode = 1
}
