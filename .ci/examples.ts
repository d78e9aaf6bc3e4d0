// The examples in docstrings and READMEs run: each is checked by TypeScript and then executed.
//
// Blocks of ```ts that import from this workspace are taken; they are put into apps/cli, where every package
// resolves, and run in an empty folder. A README's example of an archive finds the one of the demo.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative, resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")
const rooms = [
  "packages/core",
  "packages/archive",
  "packages/journal-server",
  "packages/export",
  "apps/analytics"
]

const files = [
  ...["README.md", ...rooms.map((room) => `${room}/README.md`)].map((path) => join(root, path)),
  ...rooms.flatMap((room) =>
    readdirSync(join(root, room, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name))
  )
].filter((path) => existsSync(path))

const examples = files.flatMap((path) =>
  [...readFileSync(path, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => ({
    path: relative(root, path),
    code: block.replace(/^ \* ?/gm, "").trimEnd()
  }))
)

const folder = join(root, "apps/cli/.examples")
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const place = mkdtempSync(join(tmpdir(), "chatledger-examples-"))
let failures = 0
try {
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: "../../../tsconfig.base.json",
      compilerOptions: {
        composite: false,
        declaration: false,
        declarationMap: false,
        sourceMap: false,
        noEmit: true
      },
      include: ["*.ts"]
    })
  )
  for (const [index, { code }] of examples.entries())
    writeFileSync(join(folder, `example-${index}.ts`), `${code}\n`)
  execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], { stdio: "inherit" })
  const binary = join(root, "apps/cli/dist/main.mjs")
  execFileSync(process.execPath, [binary, "demo", "--quiet", "--out", "demo"], {
    cwd: place,
    stdio: "ignore"
  })
  execFileSync("cp", ["-r", join(place, "demo/archive"), join(place, "chatledger-archive")])
  for (const [index, { path }] of examples.entries())
    try {
      execFileSync(process.execPath, [join(folder, `example-${index}.ts`)], { cwd: place, stdio: "pipe" })
    } catch (error) {
      failures += 1
      console.error(
        `an example of ${path} failed:\n${error instanceof Error ? error.message : String(error)}`
      )
    }
} finally {
  rmSync(folder, { recursive: true, force: true })
  rmSync(place, { recursive: true, force: true })
}
if (failures === 0) console.log(`${examples.length} examples run`)
process.exitCode = failures === 0 ? 0 : 1
