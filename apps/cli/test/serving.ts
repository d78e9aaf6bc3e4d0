// A running `chatledger serve` on a free port, over an archive of a few messages.
import { type ChildProcess, spawn } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { binary, chatledger, newFolder } from "./command.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

export const instance = "1101000091"

/** A folder with an archive of two replies. */
export const filled = () => {
  const folder = newFolder()
  const first = reply(text("M1", "=1+1"), poll)
  const second = reply(
    { ...text("M1", "=1+2"), isEdited: true },
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110),
    reaction("R1", "👍🏽", 1_770_000_130)
  )
  for (const [name, body, at] of [
    ["first.json", first, "2026-02-02T03:00:00Z"],
    ["second.json", second, "2026-02-02T04:00:00Z"]
  ] as const) {
    writeFileSync(join(folder, name), body)
    const { code } = chatledger(folder, ["import", name, "--instance", instance, "--requested-at", at])
    expect(code).toBe(0)
  }
  return folder
}

export interface Serving {
  readonly process: ChildProcess
  readonly url: string
  readonly said: () => string
}

/** Starts the server and waits until it says where it listens. */
export const serving = (
  folder: string,
  words: ReadonlyArray<string> = [],
  env: Readonly<Record<string, string>> = {}
): Promise<Serving> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [binary, "serve", "--port", "0", ...words], {
      cwd: folder,
      env: { ...process.env, TZ: "UTC", LC_ALL: "C", CHATLEDGER_ARCHIVE: join(folder, "archive"), ...env },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let said = ""
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString()
      const url = /(http:\/\/127\.0\.0\.1:\d+)\/waInstance/.exec(said)?.[1]
      if (url !== undefined && said.includes("Ctrl-C")) resolve({ process: child, url, said: () => said })
    })
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })

export const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)))

/** The token of the archive in a folder. */
export const tokenOf = (folder: string) => readFileSync(join(folder, "archive/serve-token"), "utf8").trim()
