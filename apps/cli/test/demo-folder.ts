// The demo for tests that only read it or add to it: it is made once in a run, and copied.
import { cpSync, existsSync, mkdtempSync, renameSync } from "node:fs"
import { join } from "node:path"
import { inject } from "vitest"
import { chatledger, newFolder } from "./command.ts"

/** A new folder in which `chatledger demo --tz Europe/Moscow` has run. */
export const demoFolder = (): string => {
  const shared = join(inject("sharedFolder"), "demo")
  if (!existsSync(shared)) {
    const made = mkdtempSync(`${shared}-`)
    const ran = chatledger(made, ["demo", "--tz", "Europe/Moscow"])
    if (ran.code !== 0) throw new Error(`the demo failed: ${ran.stderr}`)
    // Another test file may have been first.
    if (!existsSync(shared)) renameSync(made, shared)
  }
  const folder = newFolder()
  cpSync(shared, folder, { recursive: true })
  return folder
}
