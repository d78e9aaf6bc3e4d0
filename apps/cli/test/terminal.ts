// A terminal for tests: the built binary in a pseudo-terminal of python3, with keys and a size.
import { spawn, spawnSync } from "node:child_process"
import { join, resolve } from "node:path"
import { onTestFinished } from "vitest"
import { binary } from "./command.ts"

const script = resolve(import.meta.dirname, "terminal.py")

/** True where there is a pseudo-terminal: python3 with its pty module. */
export const hasTerminal = spawnSync("python3", ["-c", "import pty, termios"]).status === 0

export interface Terminal {
  /** Types, and waits until the terminal shows a text that it did not show before; answers what was new. */
  readonly type: (keys: string, shows: string) => Promise<string>
  readonly resize: (rows: number, columns: number) => void
  /** How the command ended. */
  readonly ended: Promise<number | null>
}

export interface TerminalOptions {
  readonly rows?: number
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Starts a command in a terminal; it ends with the test. */
export const inTerminal = (
  folder: string,
  words: ReadonlyArray<string>,
  { rows = 24, columns = 80, env = {} }: TerminalOptions = {}
): Terminal => {
  const { PATH = "", HOME = "" } = process.env
  const size = [String(rows), String(columns)]
  const child = spawn("python3", [script, ...size, process.execPath, binary, ...words], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      PATH,
      HOME,
      TERM: "xterm",
      TZ: "UTC",
      LC_ALL: "C",
      CHATLEDGER_ARCHIVE: join(folder, "archive"),
      XDG_STATE_HOME: join(folder, "state"),
      ...env
    }
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  let shown = ""
  let seen = 0
  let look = () => {}
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text
    look()
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      resolve(code)
      look()
    })
  })
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  const order = (line: object) => child.stdin.write(`${JSON.stringify(line)}\n`)
  const type = (keys: string, shows: string) =>
    new Promise<string>((resolve, reject) => {
      look = () => {
        const at = shown.indexOf(shows, seen)
        if (at >= 0) {
          const fresh = shown.slice(seen, at + shows.length)
          seen = at + shows.length
          look = () => {}
          resolve(fresh)
        } else if (isOver) reject(new Error(`it ended without "${shows}": ${shown.slice(seen)}`))
      }
      if (keys !== "") order({ keys })
      look()
    })
  return { type, ended, resize: (r, c) => void order({ size: [r, c] }) }
}
