// File systems in memory, for root on Linux, which go when the tests of the file have ended.
import { spawnSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { afterAll, expect } from "vitest"

/** True where they can be mounted. */
export const canMount =
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0

const sh = (command: string, ...words: ReadonlyArray<string>) => {
  const { status, stderr } = spawnSync(command, words, { encoding: "utf8" })
  expect([command, words, status, stderr]).toEqual([command, words, 0, ""])
}

/** Mounts for a file of tests; to be called after the place for them is there. */
export const newMounts = () => {
  const mounted = new Set<string>()
  afterAll(() => {
    for (const path of mounted) spawnSync("umount", ["-l", path])
  })
  return {
    /** Mounts a new one of so many bytes, as `4k`. */
    mount: (path: string, size: string): void => {
      mkdirSync(path, { recursive: true })
      sh("mount", "-t", "tmpfs", "-o", `size=${size},mode=700`, "tmpfs", path)
      mounted.add(path)
    },
    /** Changes how it is mounted: `ro`, `size=64m`. */
    remount: (path: string, options: string): void => sh("mount", "-o", `remount,${options}`, path),
    /** Takes it away, also from those who have files open there. */
    unmount: (path: string): void => sh("umount", "-l", path)
  }
}
