// Every way of using the packages that they are made for, one row each, as docs/packages.md shows them.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { checkTypes, type Installation, makeConsumer, runExamples } from "./consumer.ts"
import { install, root, run, type Tarballs, type Wanted } from "./install.ts"

const oldest: Wanted = { "@duckdb/node-api": "1.5.5-r.5", effect: "4.1.0" }

/** A Node of a line, as a package of the registry has it. */
const nodeOf = (place: string, version: string): string => {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`
  const folder = join(place, `node-${version}`)
  install(folder, "npm", {}, { [name]: version })
  return join(folder, "node_modules", name, "bin/node")
}

const linted = (
  place: string,
  tarballs: Tarballs,
  node: string
): ReadonlyArray<readonly [string, string]> => {
  const folder = join(place, "linters")
  install(folder, "npm", {}, { publint: "^0.3.0", "@arethetypeswrong/cli": "^0.18.0" })
  mkdirSync(join(folder, "out"), { recursive: true })
  return Object.entries(tarballs).map(([name, tarball]): readonly [string, string] => {
    run(folder, node, "node_modules/publint/src/cli.js", tarball, "--strict")
    if (name === "chatledger") return [`publint, ${name}`, "clean"]
    run(folder, node, "node_modules/@arethetypeswrong/cli/dist/index.js", tarball, "--profile", "esm-only")
    return [`publint and attw, ${name}`, "clean"]
  })
}

/** Tries all; what fails is a row, and the end of the script with 1. */
export const tryMatrix = async (
  place: string,
  tarballs: Tarballs,
  newest: Wanted,
  demo: string,
  say: (text: string) => void
) => {
  const lines = { "22.19": "22.19.0", "24": "^24.0.0", "26": "^26.0.0" } as const
  const nodes = Object.fromEntries(Object.entries(lines).map(([line, range]) => [line, nodeOf(place, range)]))
  const current = nodes["24"] ?? ""
  const typical = { manager: "npm", peers: newest, typescript: "^7.0.0" } as const
  const folderOf = (name: string) => join(place, `consumer-${name}`)
  /** Installs, type-checks and runs. */
  const whole = (name: string, installation: Installation) => async () => {
    makeConsumer(folderOf(name), tarballs, installation, demo)
    return `${await checkTypes(folderOf(name), current, "nodenext")}; ${await runExamples(folderOf(name), current)}`
  }
  // The others take the folder of the first: what is installed there is the same.
  const first = folderOf("npm")
  const compiledBy = (range: string) => async () => {
    const folder = join(place, `typescript-${range}`)
    install(folder, "npm", {}, { typescript: range })
    return checkTypes(first, current, "nodenext", folder)
  }
  const ways: ReadonlyArray<readonly [string, () => Promise<string>]> = [
    ["Node 24, npm, TypeScript 7", whole("npm", typical)],
    ["Node 22.19, plain JavaScript", () => runExamples(first, nodes["22.19"] ?? "", "mjs")],
    ["Node 26, plain JavaScript", () => runExamples(first, nodes["26"] ?? "", "mjs")],
    ["TypeScript 5.9", compiledBy("~5.9.0")],
    ["TypeScript 6", compiledBy("^6.0.0")],
    ["moduleResolution bundler", async () => checkTypes(first, current, "bundler")],
    ["Node 24, pnpm, TypeScript 7", whole("pnpm", { ...typical, manager: "pnpm" })],
    ["oldest peers", whole("oldest", { ...typical, peers: oldest })]
  ]
  const rows: Array<readonly [string, string]> = []
  let isClean = true
  const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length)
  for (const [number, [title, way]] of ways.entries()) {
    // The first has the folder of the others.
    if (only !== undefined && number > 0 && !title.includes(only)) continue
    const result = await way().catch((error) => {
      isClean = false
      console.error(error)
      return "fails"
    })
    rows.push([title, result])
    say(`${title}: ${result}`)
  }
  if (only !== undefined) return
  rows.push(...linted(place, tarballs, process.execPath))
  const table = rows.map((row) => `| ${row.join(" | ")} |`).join("\n")
  const intro =
    "# Where the packages work\n\nWritten by `node .ci/packages.ts --matrix`: packed, installed into empty folders, type-checked with `skipLibCheck` off, and every example of the READMEs and docstrings run; a warning on standard error fails an example."
  const peersOf = (peers: Wanted) =>
    Object.entries(peers)
      .map((peer) => peer.join(" "))
      .join(", ")
  const page = `${intro}\n\n| way | result |\n|---|---|\n${table}\n\nNewest peers: ${peersOf(newest)}. Oldest: ${peersOf(oldest)}.\n`
  if (isClean) writeFileSync(join(root, "docs/packages.md"), page)
  else process.exitCode = 1
}
