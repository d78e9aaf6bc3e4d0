// The built binary on damaged archives and full disks: its exit codes, what it names, and what stays.
import { execFileSync } from "node:child_process"
import * as Crypto from "node:crypto"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { isPart } from "../../../../packages/archive/test/reliability/counts.ts"
import { chatledger, newFolder } from "../command.ts"
import { reply, text } from "../replies.ts"
import { filesBelow, isTemporary } from "./killed-archive.ts"

const above = newFolder()

/** An archive of some snapshots of two days, packed or loose. */
const made = new Map<boolean, string>()
const madeOnce = (isPacked: boolean): string => {
  const known = made.get(isPacked)
  if (known !== undefined) return known
  const folder = mkdtempSync(join(above, "made-"))
  made.set(isPacked, folder)
  for (const [index, time] of [
    "2026-01-30T10:00Z",
    "2026-01-30T11:00Z",
    "2026-01-31T10:00Z",
    "2026-01-31T11:00Z"
  ].entries()) {
    writeFileSync(join(folder, "a.json"), reply(text(`A${index}`, "x".repeat(200))))
    const words = ["import", "a.json", "--instance", "1101000091", "--requested-at", time]
    expect(chatledger(folder, words).code).toBe(0)
  }
  if (isPacked) expect(chatledger(folder, ["compact", "--remove-now"]).code).toBe(0)
  return folder
}

/** A copy of it. */
const filled = (isPacked: boolean) => {
  const folder = mkdtempSync(join(above, "copy-"))
  cpSync(madeOnce(isPacked), folder, { recursive: true })
  const root = join(folder, "archive/snapshots")
  return { folder, files: filesBelow(root).map((name) => join(root, name)) }
}

const flip = (path: string, place: number) => {
  const bytes = readFileSync(path)
  bytes[place] = (bytes[place] ?? 0) ^ 0x40
  writeFileSync(path, bytes)
}

const damages: Readonly<Record<string, (files: ReadonlyArray<string>) => string>> = {
  "a flipped bit in the first snapshot": ([path = ""]) => {
    flip(path, 80)
    return path
  },
  "a cut end": ([path = ""]) => {
    truncateSync(path, readFileSync(path).length - 20)
    return path
  },
  "an empty file": ([path = ""]) => {
    truncateSync(path, 0)
    return path
  },
  "another file in its place": (files) => {
    const [path = ""] = files
    writeFileSync(path, readFileSync(files.at(-1) ?? ""))
    return path
  }
}

describe("a damaged archive", () => {
  for (const isPacked of [false, true])
    for (const [name, damage] of Object.entries(damages).filter(
      (_, place) => !isPart || place % 2 === Number(isPacked)
    ))
      it(`ends verify with 6, and what reads it with 3 unless it has all of it twice, and names the ${isPacked ? "pack" : "file"}: ${name}`, () => {
        const { folder, files } = filled(isPacked)
        expect(files.length).toBe(isPacked ? 2 : 4)
        const path = damage(files)
        const verified = chatledger(folder, ["verify"])
        expect(verified.code, verified.stderr).toBe(6)
        expect(verified.stdout + verified.stderr).toContain(basename(path))
        for (const other of files)
          if (other !== path) expect(verified.stdout + verified.stderr).not.toContain(basename(other))
        const asked = chatledger(folder, ["sql", "select count(*) as n from messages", "--format", "csv"])
        if (isPacked && asked.code === 0) expect(asked.stdout).toContain("4")
        else {
          expect(asked.code, asked.stderr).toBe(3)
          expect(asked.stderr).toContain(basename(path))
          expect(chatledger(folder, ["export", "--format", "csv"]).code).toBe(3)
          expect(chatledger(folder, ["export", "--format", "csv", "--strict"]).code).toBe(6)
        }
      })
})

/** A disk of so many KB; undefined unless root. */
const smallDisk = (folder: string, size: string): string | undefined => {
  const path = join(folder, "small")
  mkdirSync(path)
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path], { stdio: "ignore" })
  } catch {
    console.warn("skipped: only root can mount a small disk")
    return undefined
  }
  onTestFinished(() => void execFileSync("umount", [path]))
  return path
}

describe("a full disk", () => {
  for (const format of ["csv", "xlsx"])
    it(`ends an export to ${format} with 7, leaves the old files whole, and the next one goes on`, () => {
      const { folder } = filled(false)
      const disk = smallDisk(folder, "200k")
      if (disk === undefined) return
      const words = ["export", "--format", format, "--table", "messages", "--tz", "UTC", "-o", "small/out"]
      const first = chatledger(folder, words)
      expect(first.code, first.stderr).toBe(0)
      const visible = () =>
        filesBelow(join(disk, "out"))
          .filter((name) => !name.startsWith(".") && !isTemporary(name))
          .map((name) => [name, Crypto.hash("sha256", readFileSync(join(disk, "out", name)))])
      const old = visible()
      const noise = Array.from({ length: 400 }, (_, index) =>
        text(
          `N${index}`,
          Array.from({ length: 30 }, (_, part) => Crypto.hash("sha256", `${index}.${part}`)).join("")
        )
      )
      writeFileSync(join(folder, "big.json"), reply(...noise))
      expect(chatledger(folder, ["import", "big.json", "--instance", "1101000091"]).code).toBe(0)
      const refused = chatledger(folder, words)
      expect(refused.code, refused.stderr).toBe(7)
      expect(refused.stderr).toMatch(/full|space/)
      for (const file of visible()) if (file[0] !== "manifest.json") expect(old).toContainEqual(file)
      execFileSync("mount", ["-o", "remount,size=16m", disk])
      const next = chatledger(folder, words)
      expect(next.code, next.stderr).toBe(0)
      expect(filesBelow(join(disk, "out")).filter(isTemporary)).toEqual([])
      rmSync(join(disk, "out"), { recursive: true })
    })
})
