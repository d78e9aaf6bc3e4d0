import { spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"
import { describe, expect, it } from "vitest"

const stopping = resolve(import.meta.dirname, "../src/terminal/stopping.ts")

/** A program that hears a signal and goes on all the same, as DuckDB does in its long steps. */
const deaf = `
  import { Worker } from "node:worker_threads"
  import { stopInTime } from ${JSON.stringify(stopping)}
  stopInTime()
  process.on("SIGTERM", () => undefined)
  process.on("SIGINT", () => undefined)
  new Worker("for (;;);", { eval: true })
  console.log("ready")
`

describe("a signal", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    it(`ends what does not hear it: ${signal}`, async () => {
      if (process.platform === "win32") return
      const child = spawn(process.execPath, ["--input-type=module", "--eval", deaf])
      await once(child.stdout, "data")
      child.kill(signal)
      const [code, by] = await once(child, "exit")
      expect([code, by]).toEqual([null, "SIGINT"])
    })
})
