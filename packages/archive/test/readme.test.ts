// The examples of the README and of docs/archive-format.md, run as a reader would run them.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, it } from "vitest"
import { arrayOf } from "./imports.ts"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")
const folder = mkdtempSync(join(tmpdir(), "chatledger-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (program: string, ...options: ReadonlyArray<string>) =>
  execFileSync(program, options, { cwd: folder, encoding: "utf8", stdio: "pipe" })

const hasPrograms = (...names: ReadonlyArray<string>): boolean => {
  try {
    for (const name of names) run(name, "--version")
    return true
  } catch {
    return false
  }
}

it("the example of the README imports a folder of replies, and verifies the archive", () => {
  const example = new URL("readme-example.ts", import.meta.url)
  assert.include(read("../README.md"), `\`\`\`ts\n${read("readme-example.ts")}\`\`\``)
  mkdirSync(join(folder, "replies"))
  writeFileSync(join(folder, "replies", "a.json"), arrayOf(2, 1))
  writeFileSync(join(folder, "replies", "b.ndjson"), arrayOf(3).slice(1, -1))
  const said = run(process.execPath, fileURLToPath(example))
  assert.match(said, /a\.json incoming added 2\n/)
  assert.match(said, /b\.ndjson incoming added 1\n/)
  assert.match(said, /19700101T000002000Z-in-0000-[0-9a-f]{16} ok\n/)
})

it("the program in the description of the format agrees with ours, where there are Python and zstd", () => {
  const page = new URL("../../../docs/archive-format.md", import.meta.url)
  if (!existsSync(page) || !hasPrograms("python3", "zstd")) return
  const [, script = ""] = /```python\n([\s\S]*?)```/.exec(readFileSync(page, "utf8")) ?? []
  writeFileSync(join(folder, "verify.py"), script)
  const verify = () => run("python3", "verify.py", "chatledger-archive").trimEnd().split("\n")
  const lines = verify()
  assert.strictEqual(lines.length, 2)
  for (const line of lines) assert.match(line, /^ok {6}\S/)
  const [file = ""] = lines.map((line) => join(folder, line.slice(8)))
  writeFileSync(file, readFileSync(file).subarray(0, -1))
  assert.match(verify()[0] ?? "", /^DAMAGED /)
})
