// turbo without its telemetry, on every system: nothing of a checkout leaves the machine.
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo")
const { error, signal, status } = spawnSync(process.execPath, [turbo, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" }
})
if (error !== undefined) throw error
if (signal !== null) process.kill(process.pid, signal)
process.exitCode = status ?? 1
