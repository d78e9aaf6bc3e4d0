// A folder that all test files of one run share, and that goes at its end.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"

declare module "vitest" {
  interface ProvidedContext {
    readonly sharedFolder: string
  }
}

export default ({ provide }: TestProject) => {
  const folder = mkdtempSync(join(tmpdir(), "chatledger-shared-"))
  provide("sharedFolder", folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
