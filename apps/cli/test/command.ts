// Runs the built binary as a user does: in a folder of its own, without a terminal.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll } from "vitest"

export const binary = resolve(import.meta.dirname, "../dist/main.mjs")

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A new folder that goes when the tests of the file have ended. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "chatledger-cli-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs one command in a folder; `stdin` is empty by default. */
export const chatledger = (
  folder: string,
  words: ReadonlyArray<string>,
  stdin: string | Buffer = ""
): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, ...words], {
    cwd: folder,
    input: stdin,
    encoding: "utf8",
    env: {
      ...process.env,
      TZ: "UTC",
      CHATLEDGER_ARCHIVE: join(folder, "archive"),
      CHATLEDGER_CONFIG: undefined
    },
    maxBuffer: 1 << 28
  })
  return { code: status, stdout, stderr }
}

/** The rows of a query. */
export const rowsOf = (folder: string, sql: string): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  JSON.parse(chatledger(folder, ["sql", sql, "--format", "json"]).stdout)
