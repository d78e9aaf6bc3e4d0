// The packages as people get them: packed, and installed into empty folders.
import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"

export const root = resolve(import.meta.dirname, "../..")

/** In the order of their dependencies. */
export const rooms = [
  "packages/core",
  "packages/archive",
  "packages/export",
  "packages/journal-server",
  "apps/analytics",
  "apps/cli"
]

export const readJson = (path: string) => JSON.parse(readFileSync(path, "utf8"))

/** Runs a program and answers what it said; ends with both streams where it fails. */
export const run = (folder: string, program: string, ...words: ReadonlyArray<string>) => {
  const env = { ...process.env, npm_config_update_notifier: "false", NO_COLOR: "1" }
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: "utf8", env })
  if (status !== 0) throw new Error(`${program} ${words.join(" ")} in ${folder}:\n${stdout}\n${stderr}`)
  return { stdout, stderr }
}

/** The tarball of each package, by its name. */
export type Tarballs = Readonly<Record<string, string>>

/** Packs the rooms of a workspace that is built. */
export const pack = (into: string, from = root): Tarballs => {
  mkdirSync(into, { recursive: true })
  const names = rooms.map((room) => readJson(join(from, room, "package.json")))
  const filters = names.map(({ name }) => `--filter=${name}`)
  execFileSync("npx", ["-y", "pnpm@12", "-r", ...filters, "pack", "--pack-destination", into], { cwd: from })
  return Object.fromEntries(
    names.map(({ name, version }) => [
      name,
      join(into, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`)
    ])
  )
}

/** What goes into a folder: names with tarballs, versions or ranges. */
export type Wanted = Readonly<Record<string, string>>

/** An empty folder with these packages. */
export const install = (folder: string, manager: "npm" | "pnpm", tarballs: Tarballs, wanted: Wanted) => {
  mkdirSync(folder, { recursive: true })
  const libraries = Object.fromEntries(
    Object.keys(wanted).map((name) => [
      name,
      tarballs[name] === undefined ? (wanted[name] ?? "") : `file:${tarballs[name]}`
    ])
  )
  const manifest = {
    name: "consumer",
    version: "0.0.0",
    private: true,
    type: "module",
    dependencies: libraries
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest))
  if (manager === "npm")
    return run(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
  // None of ours is in the registry: those between themselves come from the tarballs, too.
  const own = Object.entries(tarballs).map(([name, path]) => `  "${name}": "file:${path}"\n`)
  writeFileSync(join(folder, "pnpm-workspace.yaml"), `packages: []\noverrides:\n${own.join("")}`)
  return run(
    folder,
    "npx",
    "-y",
    "pnpm@12",
    "install",
    "--prefer-offline",
    "--no-frozen-lockfile",
    "--ignore-scripts"
  )
}

/** Megabytes below a folder. */
export const megabytes = (folder: string): number => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  )
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  return bytes / 1024 / 1024
}

/** The newest version that a range takes, by the registry. */
export const newest = (name: string, range: string): string => {
  const { stdout } = run(root, "npm", "view", `${name}@${range}`, "version", "--json", "--prefer-offline")
  const versions = JSON.parse(stdout)
  return Array.isArray(versions) ? versions.at(-1) : versions
}
