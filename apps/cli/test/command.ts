// Runs the built binary as a user does: in a folder of its own, without a terminal.
import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, onTestFinished } from "vitest"

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
      LC_ALL: "C",
      CHATLEDGER_ARCHIVE: join(folder, "archive"),
      CHATLEDGER_CONFIG: undefined
    },
    maxBuffer: 1 << 28
  })
  return { code: status, stdout, stderr }
}

/** A command that runs beside the test. */
export interface Running {
  readonly pid: number
  readonly ran: Promise<Ran>
  /** Resolves once standard error has said it, so many times; rejects if the command ends before. */
  readonly said: (text: string, times?: number) => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => void
}

/** How a command runs. */
export interface Surroundings {
  /** The whole environment besides PATH, HOME, TZ and the archive. */
  readonly env?: Readonly<Record<string, string>>
  /** A file descriptor in place of a pipe. */
  readonly stdout?: number
}

/** Starts a command in a folder; ends with the test. */
export const started = (
  folder: string,
  words: ReadonlyArray<string>,
  { env = {}, stdout = undefined }: Surroundings = {}
): Running => {
  const { PATH = "", HOME = "" } = process.env
  const child = spawn(process.execPath, [binary, ...words], {
    cwd: folder,
    stdio: ["ignore", stdout ?? "pipe", "pipe"],
    env: { PATH, HOME, TZ: "UTC", LC_ALL: "C", CHATLEDGER_ARCHIVE: join(folder, "archive"), ...env }
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  const heard = { stdout: "", stderr: "" }
  const looks = new Set<() => void>()
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      heard[name] += text
      for (const look of looks) look()
    })
  const ran = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code, signal) =>
      resolve({ code: signal === null ? code : null, stdout: heard.stdout, stderr: heard.stderr })
    )
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
  return { pid: child.pid ?? 0, ran, said, kill: (signal) => void child.kill(signal) }
}

/** Runs one command beside the test. */
export const running = (folder: string, words: ReadonlyArray<string>, surroundings?: Surroundings) =>
  started(folder, words, surroundings).ran

/** The rows of a query. */
export const rowsOf = (folder: string, sql: string): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  JSON.parse(chatledger(folder, ["sql", sql, "--format", "json"]).stdout)
