// Texts into a folder: by the rules of every export, and beside what stands there.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { OutputOfAnother } from "../src/errors.ts"
import { type ExportTextsOptions, exportTexts } from "../src/texts.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"

const about = {
  createdAt: new Date("2026-02-03T04:05:06Z"),
  timeZone: "UTC",
  program: { name: "test", version: "1" },
  source: undefined,
  force: false
} satisfies Partial<ExportTextsOptions>

const list = (directory: string) => readdirSync(directory).toSorted()
const read = (directory: string, name: string) => readFileSync(join(directory, name))

const file = (name: string, rows = 1) => ({ name, format: "html", table: "messages", rows }) as const

/** Writes every file of a run: its name, twice. */
const written = (directory: string, names: ReadonlyArray<string>, more: Partial<ExportTextsOptions> = {}) =>
  exportTexts({ ...about, directory, files: names.map((name) => file(name)), ...more }, (open) =>
    Effect.forEach(names, (name) =>
      Effect.flatMap(open(name), (sink) =>
        Effect.andThen(Effect.andThen(sink.write(name), sink.write(name)), sink.end)
      )
    )
  )

describe("texts", () => {
  it.effect("are written into a folder of their user's own, and listed with their bytes", () =>
    Effect.gen(function* () {
      const directory = join(yield* temporaryFolder, "new")
      const { files } = yield* written(directory, ["а.html", "b.html"])
      assert.deepStrictEqual(list(directory), ["b.html", "manifest.json", "а.html"])
      for (const { bytes, file: name, sha256: hash } of files) {
        const content = read(directory, name)
        assert.strictEqual(content.toString(), name + name)
        assert.deepStrictEqual(
          [bytes, hash],
          [content.length, createHash("sha256").update(content).digest("hex")]
        )
      }
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("take the place of those of an earlier run, leave others and strangers alone", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      yield* written(directory, ["a.html", "b.html"], { source: { of: "b" } })
      writeFileSync(join(directory, "mine.html"), "mine")
      const removed: Array<string> = []
      const manifest = yield* written(directory, ["a.html", "c.html"], {
        isStale: (earlier, name) => earlier?.["of"] === "b" && name === "b.html",
        onRemoved: (name) => removed.push(name)
      })
      assert.deepStrictEqual(removed, ["b.html"])
      assert.deepStrictEqual(list(directory), ["a.html", "c.html", "manifest.json", "mine.html"])
      assert.strictEqual(manifest.kept, undefined)
      const refused = yield* Effect.flip(written(directory, ["mine.html"]))
      assert.strictEqual(refused._tag, "OutputExists")
      assert.strictEqual(readFileSync(join(directory, "mine.html"), "utf8"), "mine")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("leave the folder as it was where one of them fails, or the caller objects", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      yield* written(directory, ["a.html"])
      const failing = exportTexts({ ...about, directory, files: [file("a.html"), file("b.html")] }, (open) =>
        Effect.gen(function* () {
          const first = yield* open("a.html")
          yield* first.write("other")
          yield* first.end
          yield* open("b.html")
          return yield* Effect.fail("no more")
        })
      )
      assert.strictEqual(yield* Effect.flip(failing), "no more")
      assert.deepStrictEqual(list(directory), ["a.html", "manifest.json"])
      assert.strictEqual(read(directory, "a.html").toString(), "a.htmla.html")
      const objected = yield* Effect.flip(written(directory, ["a.html"], { objection: () => "no" }))
      assert.instanceOf(objected, OutputOfAnother)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have names that lead nowhere else", () =>
    Effect.gen(function* () {
      const directory = yield* temporaryFolder
      for (const name of ["../a.html", "a/b.html", "", "..", "a\\b.html"])
        assert.strictEqual((yield* Effect.flip(written(directory, [name])))._tag, "InvalidExport")
    }).pipe(Effect.provide(nodeFiles))
  )
})
