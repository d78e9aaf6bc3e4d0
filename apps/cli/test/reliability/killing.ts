// Runs the built binary and ends it with SIGKILL when the test says so.
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, readdirSync, rmSync, statSync, utimesSync, watch } from "node:fs"
import { join } from "node:path"
import { binary } from "../command.ts"

export interface Ended {
  /** Null if it was killed. */
  readonly code: number | null
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  /** Ends the process at once, after a moment of so many milliseconds. */
  readonly kill: (after: number) => void
  readonly ended: Promise<Ended>
}

/** Begins a command in a folder; `onLine` is told of every line on standard error. */
export const begin = (
  folder: string,
  words: ReadonlyArray<string>,
  onLine: (line: string) => void = () => undefined
): Running => {
  const child = spawn(process.execPath, [binary, ...words], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      TZ: "UTC",
      TOKEN: "secret-token",
      CHATLEDGER_ARCHIVE: join(folder, "archive"),
      CHATLEDGER_CONFIG: undefined
    }
  })
  let stderr = ""
  let isKilled = false
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    const before = stderr.split("\n").length
    stderr += text
    for (const line of stderr.split("\n").slice(before - 1, -1)) onLine(line)
  })
  const kill = (after: number) => {
    if (isKilled) return
    isKilled = true
    if (after === 0) child.kill("SIGKILL")
    else setTimeout(() => child.kill("SIGKILL"), after)
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stderr }))
  })
  return { child, kill, ended }
}

/** Every file below a folder, by its path from there. */
export const filesBelow = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(join(folder, name)).isFile())
        .sort()
    : []

export const isLeftOver = (name: string) => /\.tmp-[0-9a-f]{12}$/.test(name)

/** Makes every left-over two hours old. */
export const age = (folder: string): void => {
  const then = Date.now() / 1000 - 2 * 60 * 60
  for (const name of filesBelow(folder).filter(isLeftOver)) utimesSync(join(folder, name), then, then)
}

/** Makes locks that were never written to the end two minutes old: after one minute they count as left behind. */
export const ageLocks = (archive: string): void => {
  const then = Date.now() / 1000 - 2 * 60
  for (const name of filesBelow(join(archive, "locks")))
    if (/\.lock(\.tmp-[0-9a-f]+)*$/.test(name) && statSync(join(archive, "locks", name)).size === 0)
      utimesSync(join(archive, "locks", name), then, then)
}

/** Forgets when the instances were last asked, so that a test need not wait for the pace. */
export const forgetPace = (folder: string): void => {
  for (const name of filesBelow(folder).filter((name) => name.endsWith(".pace"))) rmSync(join(folder, name))
}

/** Folders below a folder, itself too. */
const foldersBelow = (folder: string): ReadonlyArray<string> => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? join(entry.parentPath, entry.name) : []
  )
]

/**
 * Ends a process at the so-manieth change of a file in the folders below one, as the operating system tells it:
 * a name made, bytes written, a name changed or gone.
 */
export const killAtChange = (run: Running, below: string, at: number, after: number): void => {
  let changes = 0
  const watchers = foldersBelow(below).map((folder) =>
    watch(folder, () => {
      changes += 1
      if (changes === at) run.kill(after)
    })
  )
  run.child.on("close", () => {
    for (const watcher of watchers) watcher.close()
  })
}
