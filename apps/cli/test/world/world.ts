// A world: where and how a command runs. The plain one is that of all other tests: C, UTC, a right clock, an empty disk.
import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { publish } from "../../../../packages/archive/test/reliability/counts.ts"
import { binary, type Ran } from "../command.ts"

export interface World {
  readonly name: string
  /** Beside PATH, HOME, TZ and LC_ALL. */
  readonly env?: Readonly<Record<string, string>>
  /** A command that runs the rest of its arguments in this world. */
  readonly within?: ReadonlyArray<string>
  /** Octal; 022 by default. */
  readonly umask?: string
  /** The folder in which all stands; `work` by default. */
  readonly folder?: string
}

export const plain: World = { name: "plain" }

/** False for a part of the worlds, as CI runs them; `test:world` runs all. */
export const isWhole = process.env["CHATLEDGER_WORLD"] !== "part"

/** All of them, or those at the front. */
export const someOf = <A>(all: ReadonlyArray<A>, part: number): ReadonlyArray<A> =>
  isWhole ? all : all.slice(0, part)

/** Only what hangs is ended: how fast a machine is proves nothing here. */
const PATIENCE_MILLIS = 1_800_000

/** A folder that goes when the tests of the file have ended. */
export const newPlace = (): string => {
  const place = mkdtempSync(join(tmpdir(), "chatledger-world-"))
  afterAll(() => rmSync(place, { recursive: true, force: true }))
  return place
}

/** The counts of one kind of worlds, published by a whole run. */
export const countsOf = (kind: string) => {
  const counts = publish(`world-${kind}`)
  return {
    count: counts.count,
    settle: () => {
      if (isWhole) counts.settle()
    }
  }
}

export interface Begun {
  readonly ran: Promise<Ran>
  readonly pid: number | undefined
  /** Resolves once standard error holds the text, so many times. */
  readonly said: (text: string, times?: number) => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => void
}

/** Starts a command in a world, in a folder. */
export const begin = (world: World, folder: string, words: ReadonlyArray<string>): Begun => {
  const { env = {}, umask = "022", within = [] } = world
  mkdirSync(folder, { recursive: true })
  const home = join(folder, "home")
  const command = [...within, process.execPath, binary, ...words]
  const child = spawn("/bin/sh", ["-c", `umask ${umask}; exec "$@"`, "sh", ...command], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", HOME: home, TZ: "UTC", LC_ALL: "C.UTF-8", ...env }
  })
  const heard = { stdout: "", stderr: "" }
  const looks = new Set<() => void>()
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      heard[name] += text
      for (const look of looks) look()
    })
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MILLIS)
  const ran = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code) => {
      clearTimeout(timer)
      resolve({ code, ...heard })
    })
  })
  const said = (text: string, times = 1) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (heard.stderr.split(text).length > times) resolve()
      }
      looks.add(look)
      look()
      ran.then(({ stderr }) => reject(new Error(`it ended without "${text}": ${stderr}`)), reject)
    })
  return { ran, pid: child.pid, said, kill: (signal) => void child.kill(signal) }
}

/** Runs a command in a world, in a folder. */
export const run = (world: World, folder: string, words: ReadonlyArray<string>): Promise<Ran> =>
  begin(world, folder, words).ran
