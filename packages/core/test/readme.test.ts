import { readFileSync } from "node:fs"
import { assert, it, vi } from "vitest"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")

it("the first block of the README is the client, in eight lines that say what they say", async () => {
  const first = read("readme-first.ts")
  const [, block] = /```ts\n([\s\S]*?)```/.exec(read("../README.md")) ?? []
  assert.strictEqual(block, first)
  assert.isAtMost(first.trimEnd().split("\n").length, 8)
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined)
  await import("./readme-first.ts")
  assert.deepStrictEqual(log.mock.calls, [["Hello"]])
  log.mockRestore()
})

it("the example of the README runs, and says what it says", async () => {
  const example = read("readme-example.ts")
  assert.include(read("../README.md"), `\`\`\`ts\n${example}\`\`\``)
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined)
  await import("./readme-example.ts")
  assert.deepStrictEqual(log.mock.calls, [
    ["A1", "hello", "sunny", undefined, 0],
    ["A2", "again", undefined, { timestamp: "yesterday" }, 1]
  ])
  log.mockRestore()
})
