import { mkdirSync, writeFileSync } from "node:fs"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { findSources } from "../src/index.ts"
import { temporaryFolder } from "./archives.ts"
import { systemError } from "./files.ts"

/** A folder with these files, and what is found in it: paths from there, and messages. */
const found = Effect.fnUntraced(function* (files: ReadonlyArray<string>, ...named: ReadonlyArray<string>) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const folder = yield* temporaryFolder
  for (const file of files) {
    yield* fs.makeDirectory(paths.dirname(`${folder}/${file}`), { recursive: true })
    if (!file.endsWith("/")) yield* fs.writeFileString(`${folder}/${file}`, "[]")
    else yield* fs.makeDirectory(`${folder}/${file}`, { recursive: true })
  }
  const { sources, missing } = yield* findSources(
    named.map((name) => (name === "-" ? name : `${folder}/${name}`))
  )
  return {
    paths: sources.map(({ path }) => path.replace(`${folder}/`, "")),
    names: sources.map(({ name }) => name),
    missing: missing.map(({ message }) => message.replace(`${folder}/`, ""))
  }
})

describe("what an import names", () => {
  it.effect("are files, whatever they are called, in the order of naming", () =>
    Effect.gen(function* () {
      const files = ["b.json", "a.txt", "c"]
      const { paths, names, missing } = yield* found(files, "b.json", "a.txt", "c")
      assert.deepStrictEqual([paths, names, missing], [files, files, []])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("are folders: the replies in them by path, hidden files and others left out", () =>
    Effect.gen(function* () {
      const replies = [
        "r/2.json",
        "r/A.JSON.GZ",
        "r/a/3.ndjson",
        "r/a/b/4.jsonl.zst",
        "r/b.json.zst",
        "r/c.ndjson.gz"
      ]
      const others = ["r/._2.json", "r/.hidden/5.json", "r/x.txt", "r/json", "r/y.json.bak", "r/folder.json/"]
      const { paths } = yield* found([...others, ...replies], "r")
      assert.deepStrictEqual(paths, replies)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("are patterns, and folders that a pattern finds", () =>
    Effect.gen(function* () {
      const files = ["2024-01.json", "2024-02.json", "2023-12.json", "2024-dir/x.json", "2024-dir/y.txt"]
      const { paths } = yield* found(files, "2024-*")
      assert.deepStrictEqual(paths, ["2024-01.json", "2024-02.json", "2024-dir/x.json"])
      assert.deepStrictEqual((yield* found(files, "*-{01,12}.json")).paths, ["2023-12.json", "2024-01.json"])
      assert.deepStrictEqual((yield* found(files, "**/x.json")).paths, ["2024-dir/x.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "are files with the characters of patterns in their names, and with blanks and other scripts",
    () =>
      Effect.gen(function* () {
        const files = ["a[1].json", "b*.json", "c{d,e}.json", "f g.json", "привет 😀.json", "h'\"i.json"]
        assert.deepStrictEqual((yield* found(files, ...files)).paths, files)
        assert.deepStrictEqual((yield* found(["d/a[1].json", "d/é.json"], "d")).names, [
          "a[1].json",
          "é.json"
        ])
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is each file once, under its first name, and standard input", () =>
    Effect.gen(function* () {
      const { paths, names } = yield* found(
        ["r/a.json", "r/b.json"],
        "r/b.json",
        "-",
        "r",
        "r/../r/b.json",
        "-"
      )
      assert.deepStrictEqual(paths, ["r/b.json", "-", "r/a.json"])
      assert.deepStrictEqual(names, ["b.json", "stdin", "a.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that is not there is told by name, beside what is", () =>
    Effect.gen(function* () {
      const { paths, missing } = yield* found(
        ["a.json", "empty/", "no/x.txt"],
        "b.json",
        "a.json",
        "empty",
        "no",
        "*.gz",
        "a.json/x"
      )
      assert.deepStrictEqual(paths, ["a.json"])
      assert.deepStrictEqual(missing, [
        ...["b.json", "empty", "no", "*.gz"].map((name) => `${name}: not imported: not_found`),
        "a.json/x: not imported: ENOTDIR"
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("may be beside what has no name in UTF-8, which is told by what is left of it", () =>
    Effect.gen(function* () {
      if (process.platform !== "linux") return
      const fs = yield* FileSystem.FileSystem
      const folder = yield* temporaryFolder
      yield* fs.writeFileString(`${folder}/a.json`, "[]")
      const lost = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")])
      writeFileSync(lost("\u00eft.json"), "[]")
      mkdirSync(lost("\u00efa\u00efa"))
      writeFileSync(lost("\u00efa\u00efa/b.json"), "[]")
      const { missing, sources } = yield* findSources([folder, `${folder}/\ufffdt.json`])
      assert.deepStrictEqual(
        sources.map(({ name }) => name),
        ["a.json"]
      )
      const words = "not imported: name_not_utf8"
      assert.deepStrictEqual(missing.map(({ message }) => message.replace(`${folder}/`, "")).sort(), [
        `\ufffda\ufffda: ${words}`,
        `\ufffdt.json: ${words}`,
        `\ufffdt.json: ${words}`
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that may not be read is told with the reason", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const { missing } = yield* findSources(["/somewhere/a.json"]).pipe(
        Effect.provideService(
          FileSystem.FileSystem,
          FileSystem.FileSystem.of({ ...fs, stat: (path) => Effect.fail(systemError("EACCES", path)) })
        )
      )
      assert.deepStrictEqual(
        missing.map(({ message, kind }) => [message, kind]),
        [["/somewhere/a.json: not imported: EACCES", "unreadable"]]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
