import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { type Line, scenesOf } from "../src/script.ts"
import { verbs } from "../src/stage.ts"

const folder = new URL("../src/conversations/", import.meta.url)
const files = readdirSync(folder)
const contentsOf = (file: string) => JSON.parse(readFileSync(new URL(file, folder), "utf8"))

describe("the files of conversations", () => {
  it.each(files)("%s has scenes of a moment and lines, and nothing else", (file) => {
    const scenes: ReadonlyArray<Record<string, unknown>> = contentsOf(file)
    expect(scenes.length).toBeGreaterThan(0)
    for (const scene of scenes) {
      expect(Object.keys(scene)).toEqual(["when", "lines"])
      expect(scene["when"]).toMatch(/^(0[12]-\d\d \d\d:\d\d|morning|evening|any)$/)
    }
  })

  it.each(files)("%s can be performed", (file) => {
    const steps = scenesOf(contentsOf(file)).flatMap((scene) => scene.steps)
    const lines = steps.filter((step): step is Line => "verb" in step)
    expect(lines.filter(({ verb }) => !verbs.has(verb))).toEqual([])
    expect(lines.filter(({ text }) => text.split("{").length !== text.split("}").length)).toEqual([])
  })

  it.each(["Ольга: привет", "olga привет", "... 5 minutes"])("with the line %s are refused", (line) => {
    expect(() => scenesOf([{ when: "any", lines: [line] }])).toThrow(SyntaxError)
  })
})
