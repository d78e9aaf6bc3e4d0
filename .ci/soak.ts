// The long runs of the reliability suites, one after the other: thousands of seeds and kills, some hours.
//
// Words on the command line choose suites: `npx -y pnpm@12 soak day kill`. With CHATLEDGER_PUBLISH=1 the numbers go
// into docs/reliability; `npx -y pnpm@12 fix` then makes the page.
import { spawnSync } from "node:child_process"
import { join, resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")
const suites = {
  crash: "packages/archive",
  export: "packages/export",
  limits: "packages/export",
  refusals: "packages/archive",
  corruption: "packages/archive",
  "pack-corruption": "packages/archive",
  malformed: "packages/archive",
  day: "packages/archive",
  kill: "apps/cli"
}

const wanted = process.argv.slice(2)
for (const [name, room] of Object.entries(suites).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name)
)) {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, room, "node_modules/vitest/vitest.mjs"),
      "run",
      `test/reliability/${name === "export" ? "crash" : name}.test.ts`
    ],
    { cwd: join(root, room), stdio: "inherit", env: { ...process.env, CHATLEDGER_SOAK: "1" } }
  )
  if (status !== 0) process.exitCode = 1
}
