import { spawnSync } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import { plainFiles, reasonOf } from "../src/internal.ts"

const files = Layer.provideMerge(plainFiles, NodeServices.layer)

it.live.skipIf(process.platform === "win32")(
  "pipes and devices are neither opened, read nor written in place of a file",
  () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      const pipe = `${folder}/pipe`
      spawnSync("mkfifo", [pipe])
      // With both ends open nothing waits, also where the pipe is opened after all.
      const ends = openSync(pipe, "r+")
      yield* Effect.addFinalizer(() => Effect.sync(() => closeSync(ends)))
      for (const [path, kind] of [
        [pipe, "pipe"],
        ["/dev/null", "device"]
      ] as const)
        for (const [name, use] of Object.entries({
          open: Effect.scoped(fs.open(path)),
          stream: Stream.runDrain(fs.stream(path)),
          readFile: fs.readFile(path),
          readFileString: fs.readFileString(path),
          writeFile: fs.writeFile(path, new Uint8Array(1)),
          writeFileString: fs.writeFileString(path, "text")
        })) {
          const error = yield* Effect.flip(use as Effect.Effect<unknown, PlatformError>)
          assert.deepStrictEqual(reasonOf(error), { code: "no_file", kind }, name)
        }
      yield* fs.writeFileString(`${folder}/file`, "text")
      assert.strictEqual(yield* fs.readFileString(`${folder}/file`), "text")
    }).pipe(Effect.scoped, Effect.provide(files))
)

it.live(
  "folders are made with those above them, where they are not there, and where nothing is in the way",
  () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      const deep = `${folder}/a/b/c`
      yield* Effect.all(
        [deep, `${folder}/a/b/d`, deep].map((path) =>
          fs.makeDirectory(path, { recursive: true, mode: 0o700 })
        ),
        { concurrency: "unbounded" }
      )
      yield* fs.makeDirectory(deep, { recursive: true })
      assert.deepStrictEqual((yield* fs.readDirectory(`${folder}/a/b`)).sort(), ["c", "d"])
      yield* fs.writeFileString(`${deep}/file`, "text")
      for (const path of [`${deep}/file`, `${deep}/file/e`])
        assert.strictEqual(
          (yield* Effect.flip(fs.makeDirectory(path, { recursive: true })))._tag,
          "PlatformError"
        )
      assert.strictEqual((yield* Effect.flip(fs.makeDirectory(`${folder}/x/y`)))._tag, "PlatformError")
    }).pipe(Effect.scoped, Effect.provide(files))
)
