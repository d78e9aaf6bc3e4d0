// A release. Where npm accepts this machine (a token, or a workflow that npm trusts), it is built, tested and published.
//
// Elsewhere, everything but that, in a clone of the last commit: versions, changelogs, build, packing, and a trial of each
// tarball. `--local` also publishes to a registry of its own, and installs from there. Nothing of the workspace changes.
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pack, readJson, rooms, root, run } from "./packages/install.ts"
import { localRegistry } from "./release/local-registry.ts"
import { checkTarball } from "./release/tarball.ts"

const isTrusted = ["NODE_AUTH_TOKEN", "NPM_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"].some(
  (name) => (process.env[name] ?? "") !== ""
)
const pnpm = (folder: string, ...words: ReadonlyArray<string>) =>
  execFileSync("npx", ["-y", "pnpm@12", ...words], { cwd: folder, stdio: "inherit" })

const tryOut = async (place: string) => {
  const clone = join(place, "clone")
  run(root, "git", "clone", "-q", root, clone)
  pnpm(clone, "install", "--frozen-lockfile", "--prefer-offline")
  pnpm(clone, "version-packages")
  pnpm(clone, "build")
  const tarballs = pack(join(place, "tarballs"), clone)
  const { version } = readJson(join(clone, "apps/cli/package.json"))
  for (const room of rooms) {
    const changelog = join(clone, room, "CHANGELOG.md")
    if (!existsSync(changelog) || !readFileSync(changelog, "utf8").includes(`## ${version}\n`))
      throw new Error(`${room}: no changelog of ${version}; is there a changeset?`)
  }
  for (const [name, tarball] of Object.entries(tarballs)) {
    checkTarball(name, tarball, version)
    run(place, "npm", "publish", tarball, "--dry-run", "--provenance=false", "--loglevel=error")
    console.log(`${name} ${version} could be published`)
  }
  if (!process.argv.includes("--local")) return
  const registry = await localRegistry(join(place, "registry"))
  try {
    // In the order of their dependencies, as `rooms` has them.
    for (const tarball of Object.values(tarballs)) registry.publish(tarball)
    const said = registry.install(
      join(place, "command-line"),
      ["chatledger"],
      ["node_modules/chatledger/dist/main.mjs", "--version"]
    )
    if (!said.includes(version)) throw new Error(`chatledger --version says ${said}`)
    const libraries = Object.keys(tarballs).filter((name) => name !== "chatledger")
    const code = libraries.map((name) => `await import("${name}")`).join(";")
    registry.install(
      join(place, "libraries"),
      [...libraries, "@duckdb/node-api@~1.5.6-r.1", "effect"],
      ["--input-type=module", "-e", code]
    )
    console.log(`published to ${registry.url}, and installed from there`)
  } finally {
    registry.stop()
  }
}

if (isTrusted) {
  pnpm(root, "build")
  pnpm(root, "test")
  pnpm(root, "changeset", "publish")
} else {
  console.log("npm does not accept this machine: everything but publishing")
  const place = mkdtempSync(join(tmpdir(), "chatledger-release-"))
  try {
    await tryOut(place)
  } finally {
    if (!process.argv.includes("--keep")) rmSync(place, { recursive: true, force: true })
  }
}
