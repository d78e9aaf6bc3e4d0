import { readFileSync } from "node:fs"
import { assert, it, vi } from "vitest"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")

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
