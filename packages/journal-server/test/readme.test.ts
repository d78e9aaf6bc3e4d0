// The example of the README, run as a reader would run it.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { emptyArchive, keep } from "./replies.ts"
import { record } from "./served.ts"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")

it.effect("the example of the README serves an archive, and plays a fault", () =>
  Effect.gen(function* () {
    assert.include(read("../README.md"), `\`\`\`ts\n${read("readme-example.ts")}\`\`\``)
    const fs = yield* FileSystem.FileSystem
    const archive = yield* emptyArchive
    const body = JSON.stringify([record("A", 1_700_000_000)])
    yield* keep(archive, 1_700_000_001_000, body)
    const folder = dirname(archive.path)
    yield* fs.rename(archive.path, `${folder}/chatledger-archive`)
    const example = fileURLToPath(new URL("readme-example.ts", import.meta.url))
    const said = execFileSync(process.execPath, [example], { cwd: folder, encoding: "utf8", stdio: "pipe" })
    assert.strictEqual(said, `200 ${body}\n503\n`)
  }).pipe(Effect.provide(NodeServices.layer))
)
