// Runs the built binary and ends it with SIGKILL at a change of a file, as the operating system tells it.
import { type ChildProcess, spawn } from "node:child_process"
import { readdirSync, watch } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { binary } from "../command.ts"

export interface Ended {
  /** Null if it was killed. */
  readonly code: number | null
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Begins a command in a folder. */
export const begin = (folder: string, words: ReadonlyArray<string>): Running => {
  const child = spawn(process.execPath, [binary, ...words], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      TZ: "UTC",
      LC_ALL: "C",
      TOKEN: "secret-token",
      NODE_COMPILE_CACHE: join(tmpdir(), "chatledger-compiled"),
      CHATLEDGER_ARCHIVE: join(folder, "archive"),
      CHATLEDGER_CONFIG: undefined
    }
  })
  let stderr = ""
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stderr }))
  })
  return { child, ended }
}

/** Runs a command to its end. */
export const run = (folder: string, words: ReadonlyArray<string>): Promise<Ended> =>
  begin(folder, words).ended

/** Folders below a folder, itself too. */
const foldersBelow = (folder: string): ReadonlyArray<string> => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? join(entry.parentPath, entry.name) : []
  )
]

/** When a command is to be killed. */
export interface Moment {
  /** The folder in which changes count: a name made, bytes written, a name changed or gone, also further down. */
  readonly below: string
  /** The so-manieth change. */
  readonly change: number
  /** Milliseconds after it. */
  readonly after: number
}

/** Runs a command that is killed at a moment, unless it ends before. */
export const runUntil = (
  folder: string,
  words: ReadonlyArray<string>,
  { below, change, after }: Moment
): Promise<Ended> => {
  const { child, ended } = begin(folder, words)
  let changes = 0
  const watchers = foldersBelow(below).map((each) =>
    watch(each, () => {
      changes += 1
      if (changes !== change) return
      if (after === 0) child.kill("SIGKILL")
      else setTimeout(() => child.kill("SIGKILL"), after)
    })
  )
  child.on("close", () => {
    for (const watcher of watchers) watcher.close()
  })
  return ended
}
