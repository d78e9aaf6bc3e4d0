// The recipes of the documentation for a job that syncs and exports, run by a shell: a failed sync stops no export, and is told.
//
// Batch files need Windows to run: of those only the lines are looked at.
import { spawnSync } from "node:child_process"
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

const root = resolve(import.meta.dirname, "../../..")
const page = (name: string) => readFileSync(join(root, name), "utf8")

/** A program in the place of chatledger: notes what it is asked for, and ends with the code that is wanted of it. */
const stub = `#!/bin/sh
echo "$1" >> asked
eval "exit \\$$1"
`

const jobOf = (name: string) => /^\(chatledger sync;[^#\n]*\)/m.exec(page(name))?.[0] ?? `no job in ${name}`

const cron = () => /^7 \* \* \* \* (.*)$/m.exec(page("docs/sync.md"))?.[1] ?? "no cron line"

/** As systemd reads it: the words within quotes, `$$` for a dollar. */
const systemd = () =>
  /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(page("docs/sync.md"))?.[1]?.replaceAll("$$", "$") ?? "no unit"

const recipes: Readonly<Record<string, () => string>> = {
  "README.md": () => jobOf("README.md"),
  "README.ru.md": () => jobOf("README.ru.md"),
  "docs/sync.md": () => jobOf("docs/sync.md"),
  "docs/sync.ru.md": () => jobOf("docs/sync.ru.md"),
  "docs/sync.md, cron": cron,
  "docs/sync.md, systemd": systemd
}

const run = (recipe: string, codes: { readonly sync: number; readonly export: number }) => {
  const folder = newFolder()
  writeFileSync(join(folder, "chatledger"), stub)
  chmodSync(join(folder, "chatledger"), 0o755)
  const line = recipe.replaceAll("/usr/local/bin/", "").replaceAll("/srv/chatledger", folder)
  const { status } = spawnSync("/bin/sh", ["-c", line], {
    cwd: folder,
    env: { PATH: `${folder}:/usr/bin:/bin`, sync: String(codes.sync), export: String(codes.export) }
  })
  const asked = readFileSync(join(folder, "asked"), "utf8").trim().split("\n")
  rmSync(join(folder, "asked"))
  return { status, asked }
}

describe.skipIf(process.platform === "win32")("a recipe for a job", () => {
  for (const [name, recipe] of Object.entries(recipes))
    it(`of ${name} exports whatever became of the sync, and ends with what failed`, () => {
      for (const sync of [0, 3, 4, 5])
        expect([sync, run(recipe(), { sync, export: 0 })]).toEqual([
          sync,
          { status: sync, asked: ["sync", "export"] }
        ])
      expect(run(recipe(), { sync: 3, export: 7 })).toEqual({ status: 7, asked: ["sync", "export"] })
      expect(run(recipe(), { sync: 0, export: 3 })).toEqual({ status: 3, asked: ["sync", "export"] })
    })
})

describe("a recipe for Windows", () => {
  for (const name of ["docs/excel.md", "docs/excel.ru.md"])
    it(`of ${name} is a configuration, and a task that exports what it says`, () => {
      const folder = newFolder()
      const configuration = /```json\n(.*?)```/s.exec(page(name))?.[1] ?? ""
      writeFileSync(join(folder, "chatledger.config.json"), configuration)
      writeFileSync(join(folder, "1101000001.token"), "0123456789abcdef0123456789abcdef")
      const [, words = ""] = /^chatledger (schedule --print windows .*)$/m.exec(page(name)) ?? []
      const { code, stderr } = chatledger(folder, words.split(" "))
      expect([code, stderr]).toEqual([0, expect.stringContaining("chatledger-task.xml")])
      const task = readFileSync(join(folder, "chatledger-task.xml"), "utf16le")
      expect(task).toMatch(/sync --quiet .*export hourly --quiet/)
      expect(page(name)).toContain("schtasks /create /tn chatledger /xml chatledger-task.xml")
    })

  for (const name of ["docs/sync.md", "docs/sync.ru.md"])
    it(`of ${name} goes on after sync and keeps its code; npm's command is a batch file, which needs call`, () => {
      const lines = (/```bat\n(.*?)```/s.exec(page(name))?.[1] ?? "").trim().split("\n")
      expect(lines.map((line) => line.replace(/ --.*/, ""))).toEqual([
        "cd /d C:\\chatledger || exit /b 1",
        "call chatledger sync",
        "set synced=%errorlevel%",
        "call chatledger export",
        "if %errorlevel% neq 0 exit /b %errorlevel%",
        "exit /b %synced%"
      ])
    })

  it("is nowhere one that a failed sync ends", () => {
    for (const name of [
      "README.md",
      "README.ru.md",
      "docs/sync.md",
      "docs/sync.ru.md",
      "docs/excel.md",
      "docs/excel.ru.md",
      "docs/keeping.md",
      "docs/keeping.ru.md"
    ])
      expect(
        page(name)
          .split("\n")
          .filter((line) => /chatledger sync[^;|&`]*&&/.test(line)),
        name
      ).toEqual([])
  })
})
