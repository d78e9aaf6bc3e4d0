// The messages of an archive as an iteration: each once, the latest reply first.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { nodeServices } from "../bundled/node-services.js"
import {
  commitSnapshot,
  findSources,
  importReply,
  listSnapshots,
  openArchive,
  openOrCreateArchive,
  readArchive,
  syncInstance
} from "../src/index.ts"
import { bytesOf, factsOf } from "./archives.ts"

const folder = mkdtempSync(join(tmpdir(), "chatledger-test-"))
const path = join(folder, "chatledger-archive")
afterAll(() => rmSync(folder, { recursive: true }))

const text = (idMessage: string, textMessage: string) => ({
  typeMessage: "textMessage",
  idMessage,
  chatId: "79001234567@c.us",
  textMessage
})

const keep = (
  requested_at: string,
  records: ReadonlyArray<unknown>,
  instance_id = "1101000001",
  place = path
) =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(place)
    const body = bytesOf(JSON.stringify(records))
    yield* commitSnapshot(archive, factsOf(body, { requested_at, instance_id }), body)
  }).pipe(Effect.provide(nodeServices), Effect.runPromise)

beforeAll(async () => {
  await keep("2026-01-01T00:00:00.000Z", [text("A", "before"), text("B", "once")])
  await keep("2026-01-02T00:00:00.000Z", [text("A", "after"), 1])
  await keep("2026-01-01T00:00:00.000Z", [{ typeMessage: "imageMessage", idMessage: "A" }], "1101000002")
})

const read = async (options?: Parameters<typeof readArchive>[1]) => {
  const messages: Array<unknown> = []
  for await (const message of readArchive(path, options))
    messages.push(message.typeMessage === "textMessage" ? message.textMessage : message.typeMessage)
  return messages
}

const failureOf = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    return error as { readonly _tag?: string; readonly name: string; readonly message: string }
  }
  throw new Error("nothing failed")
}

describe("an archive that is read", () => {
  it("gives each message once, as its latest reply has it", async () => {
    assert.deepStrictEqual(await read(), ["imageMessage", "after", "once"])
    assert.deepStrictEqual(await read({ instance: "1101000001" }), ["after", "once"])
  })

  it("gives a message beside each edit that has its id", async () => {
    const place = join(folder, "edits")
    const edit = (timestamp: number) => ({
      ...text("A", ""),
      typeMessage: "editedMessage",
      timestamp,
      editedMessageData: { stanzaId: "A", textMessage: "later" }
    })
    await keep("2026-01-02T00:00:00.000Z", [edit(2), edit(1)], undefined, place)
    await keep("2026-01-01T00:00:00.000Z", [text("A", "first")], undefined, place)
    const types: Array<string> = []
    for await (const { typeMessage } of readArchive(place)) types.push(typeMessage)
    assert.deepStrictEqual(types, ["editedMessage", "editedMessage", "textMessage"])
  })

  it("ends when no more is asked for, and when a signal says so", async () => {
    for await (const message of readArchive(path)) {
      assert.strictEqual(message.typeMessage, "imageMessage")
      break
    }
    const control = new AbortController()
    const aborted = async () => {
      for await (const _ of readArchive(path, { signal: control.signal })) control.abort()
    }
    assert.strictEqual((await failureOf(aborted())).name, "AbortError")
  })

  it("fails with the errors of the archive, and says what to pass", async () => {
    const missing = async () => {
      for await (const _ of readArchive(join(folder, "nowhere"))) assert.fail()
    }
    assert.strictEqual((await failureOf(missing()))._tag, "ArchiveMissing")
    const file = fileURLToPath(import.meta.url)
    const ofFile = async () => {
      for await (const _ of readArchive(file)) assert.fail()
    }
    assert.include((await failureOf(ofFile())).message, "an archive is a folder, not a file")
    const ofText = listSnapshots(path as unknown as Parameters<typeof listSnapshots>[0])
    assert.include(
      (await failureOf(Effect.runPromise(Effect.provide(ofText, nodeServices)))).message,
      "listSnapshots: the archive has to be one of openArchive (after yield*), not its path"
    )
    const calls: Readonly<Record<string, (archive: unknown) => Effect.Effect<unknown, unknown>>> = {
      importReply: importReply as never,
      syncInstance: syncInstance as never
    }
    for (const [call, start] of Object.entries(calls)) {
      assert.include((await failureOf(Effect.runPromise(start(path)))).message, `${call}: the archive has`)
      const nothing = await failureOf(Effect.runPromise(start({ path })))
      assert.strictEqual(nothing._tag, "InvalidArgument")
    }
    const without = async () => {
      for await (const _ of readArchive(undefined as unknown as string)) assert.fail()
    }
    assert.include((await failureOf(without())).message, "path has to be the folder of an archive")
    for (const [options, needs] of [
      ["1101000001", "the argument has to be an object, such as"],
      [{ instance: 1101000001 }, "instance has to be its number, as text"],
      [{ idInstance: "1101000001" }, "an object of instance, signal; there is no idInstance"],
      [{ signal: 1 }, "signal has to be the signal of"]
    ] as const) {
      const error = await failureOf(read(options as unknown as object))
      assert.strictEqual(error._tag, "InvalidArgument")
      assert.include(error.message, needs)
    }
    const refs = await Effect.runPromise(
      Effect.provide(
        Effect.flatMap(openOrCreateArchive(path), (archive) => listSnapshots(archive)),
        nodeServices
      )
    )
    assert.lengthOf(refs, 3)
  })

  it("names the layer of files that an effect of plain JavaScript forgets", async () => {
    const calls = { openArchive, openOrCreateArchive, findSources: (at: string) => findSources([at]) }
    for (const [call, open] of Object.entries(calls)) {
      const error = await failureOf(Effect.runPromise(open(path) as Effect.Effect<unknown, unknown>))
      assert.strictEqual(error._tag, "InvalidArgument")
      assert.include(error.message, `${call}: the effect has to be provided with a file system, such as`)
    }
  })

  it("runs the first block of the README", () => {
    const first = new URL("readme-first.ts", import.meta.url)
    const block = readFileSync(first, "utf8")
    assert.include(readFileSync(new URL("../README.md", import.meta.url), "utf8"), `\`\`\`ts\n${block}\`\`\``)
    assert.isAtMost(block.trimEnd().split("\n").length, 8)
    const options = { cwd: folder, encoding: "utf8" } as const
    assert.strictEqual(execFileSync(process.execPath, [fileURLToPath(first)], options), "2\n")
  })
})
