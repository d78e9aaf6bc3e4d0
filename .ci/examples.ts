// The examples in docstrings and READMEs run: each is checked by TypeScript and then executed.
//
// Blocks of ```ts that import from this workspace are taken; they are put into apps/cli, where every package
// resolves, and run in an empty folder. A README's example of an archive finds the one of the demo.
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { examples } from "./example-blocks.ts"

const root = resolve(import.meta.dirname, "..")
const all = examples()
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
  for (const [index, { code }] of all.entries())
    writeFileSync(join(folder, `example-${index}.ts`), `${code}\n`)
  execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], { stdio: "inherit" })
  const binary = join(root, "apps/cli/dist/main.mjs")
  execFileSync(process.execPath, [binary, "demo", "--quiet", "--out", "demo"], {
    cwd: place,
    stdio: "ignore"
  })
  execFileSync("cp", ["-r", join(place, "demo/archive"), join(place, "chatledger-archive")])
  for (const [index, { path }] of all.entries())
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
if (failures === 0) console.log(`${all.length} examples run`)
process.exitCode = failures === 0 ? 0 : 1
