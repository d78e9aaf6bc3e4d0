// A Node that is too old: a sentence, before anything is loaded that it could not read.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { binary, newFolder } from "./command.ts"

const root = resolve(import.meta.dirname, "../../..")

/** Runs the binary in a Node that says it is another version. */
const asNode = (version: string, ...words: ReadonlyArray<string>) => {
  const told = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`
  const hook = `data:text/javascript,${encodeURIComponent(told)}`
  const env = { ...process.env, LC_ALL: "C" }
  const options = { cwd: newFolder(), encoding: "utf8", env } as const
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", hook, binary, ...words],
    options
  )
  return { code: status, stdout, stderr }
}

describe("the first module", () => {
  it("tells a Node before 22.19, and 23, which one is needed, in the language asked for", () => {
    for (const version of ["20.20.2", "22.18.0", "23.11.1"]) {
      const { code, stdout, stderr } = asNode(version, "status")
      expect([version, code, stdout]).toEqual([version, 2, ""])
      expect(stderr).toContain(
        `chatledger needs Node 22.19 or a later 22, or 24 or later, and this is Node ${version}`
      )
    }
    expect(asNode("18.0.0", "status", "--locale", "ru").stderr).toContain("а это Node 18.0.0")
    expect(JSON.parse(asNode("16.0.0", "sync", "--log-format=json").stderr)).toMatchObject({ level: "error" })
  })

  it("goes on with a newer one", () => {
    for (const version of ["22.19.0", "24.0.0"])
      expect(asNode(version, "--version").stdout).toContain("chatledger v")
  })

  it("keeps compiled code in the user's folder of caches, and does without if it cannot", () => {
    const folder = newFolder()
    writeFileSync(join(folder, "file"), "")
    const keptIn = (name: string, more: Readonly<Record<string, string>> = {}) => {
      const env = { ...process.env, LC_ALL: "C", XDG_CACHE_HOME: join(folder, name), ...more }
      const { status, stderr, stdout } = spawnSync(process.execPath, [binary, "--version"], {
        encoding: "utf8",
        env
      })
      expect([status, stderr, stdout]).toEqual([0, "", expect.stringContaining("chatledger v")])
      return existsSync(join(folder, name, "chatledger-code"))
    }
    expect(keptIn("caches")).toBe(true)
    expect(keptIn("off", { NODE_DISABLE_COMPILE_CACHE: "1" })).toBe(false)
    expect(keptIn("file")).toBe(false)
  })

  it("reads nothing else before, and asks for what the packages ask for", () => {
    expect(readFileSync(binary, "utf8")).not.toMatch(/^\s*(import|export) [^{]/m)
    for (const folder of [
      ".",
      ...["analytics", "cli"].map((name) => `apps/${name}`),
      ...["archive", "core", "export", "journal-server"].map((name) => `packages/${name}`)
    ]) {
      const { engines } = JSON.parse(readFileSync(resolve(root, folder, "package.json"), "utf8"))
      expect([folder, engines.node]).toEqual([folder, "^22.19.0 || >=24.0.0"])
    }
  })
})
