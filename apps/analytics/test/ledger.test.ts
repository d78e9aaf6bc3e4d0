// A ledger of promises: statistics, SQL and files of an archive, and what it refuses.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { importReply, knownBodies, openOrCreateArchive } from "@chatledger/archive"
import { nodeServices } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Ledger, openLedger, openTables } from "../src/index.ts"

const folder = mkdtempSync(join(tmpdir(), "chatledger-test-"))
const path = join(folder, "chatledger-archive")
let ledger: Ledger

const records = ["A", "B"].map((idMessage, at) => ({
  type: "incoming",
  typeMessage: "textMessage",
  idMessage,
  chatId: "79001234567@c.us",
  senderId: "79001234567@c.us",
  senderName: "Anna",
  timestamp: 1_767_225_600 + at,
  textMessage: "hello"
}))

beforeAll(async () => {
  writeFileSync(join(folder, "a.json"), JSON.stringify(records))
  const options = { instanceId: "1101000001", program: "test 0", requestedAt: new Date(1_767_300_000_000) }
  await Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(path)
    const known = yield* knownBodies(archive, "1101000001")
    yield* importReply(archive, known, { path: join(folder, "a.json"), name: "a.json" }, options)
  }).pipe(Effect.provide(nodeServices), Effect.runPromise)
  ledger = await openLedger(path, { timeZone: "Europe/Berlin" })
})
afterAll(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

const failureOf = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    return error as { readonly _tag?: string; readonly name: string; readonly message: string }
  }
  throw new Error("nothing failed")
}

describe("a ledger", () => {
  it("answers SQL as objects, with parameters, and names every column once", async () => {
    assert.deepStrictEqual(
      await ledger.sql("select message_id, $n::integer as n, 1 as n from messages order by message_id", {
        n: 7
      }),
      [
        { message_id: "A", n: 7, n_1: 1 },
        { message_id: "B", n: 7, n_1: 1 }
      ]
    )
  })

  it("counts statistics, many at once", async () => {
    const [first, second] = await Promise.all([
      ledger.statistic("messages_by_chat"),
      ledger.statistic("messages_by_chat", { from: new Date("2027-01-01T00:00:00Z") })
    ])
    assert.deepInclude(first?.[0], { chat_id: "79001234567@c.us", messages: 2 })
    assert.deepStrictEqual(second, [])
  })

  it("refuses SQL that reaches out, and names that are not there", async () => {
    const refused = [
      "select * from read_csv('/etc/passwd')",
      "delete from messages",
      "select 1; select 2",
      "select nothing_of_this from messages"
    ]
    for (const sql of refused) assert.strictEqual((await failureOf(ledger.sql(sql)))._tag, "QueryRefused")
    const unknown = await failureOf(ledger.statistic("messages_by_chats"))
    assert.include(unknown.message, 'there is no statistic "messages_by_chats": near it are messages_by_chat')
    const own = await failureOf(ledger.statistic("messages_by_chat", { own: { least: "3" } }))
    assert.include(own.message, 'messages_by_chat has no parameter "least": it has from, to')
    const unused = await failureOf(ledger.sql("select 1 as a", { least: 3 }))
    assert.include(unused.message, 'it has no parameter "least": write it as $name')
    const text = await failureOf(ledger.sql("select nothing_of_this from messages"))
    assert.include(text.message, 'query refused: Referenced column "nothing_of_this" not found')
    assert.deepStrictEqual([unknown._tag, unknown.message.includes("messages_by_chat")], ["UsageError", true])
    assert.include(
      (await failureOf(ledger.sql(undefined as unknown as string))).message,
      "text has to be a SELECT"
    )
    assert.include((await failureOf(openLedger(1 as unknown as string))).message, "path has to be the folder")
    assert.strictEqual((await failureOf(openLedger(join(folder, "none"))))._tag, "ArchiveMissing")
  })

  it("says what to pass to openTables", async () => {
    const open = (archive: unknown, options: unknown) =>
      openTables(archive as never, options as never) as unknown as Effect.Effect<unknown>
    const options = { wait: false, onNotice: () => Effect.void }
    const provided = (effect: Effect.Effect<unknown>) => Effect.provide(effect, nodeServices)
    for (const [effect, needs] of [
      [open({ path }, options), "provided with a file system"],
      [provided(open({ path }, options)), "run in a scope"],
      [provided(Effect.scoped(open(path, options))), "not its path"],
      [provided(Effect.scoped(open({ path }, undefined))), "an object with wait and onNotice"],
      [provided(Effect.scoped(open({ path }, { wait: true }))), "onNotice has to be a function"]
    ] as const) {
      const error = await failureOf(Effect.runPromise(effect))
      assert.deepInclude(error, { _tag: "InvalidArgument" }, needs)
      assert.include(error.message, needs)
    }
  })

  it("says what to pass when plain JavaScript passes something else", async () => {
    const statistic = (parameters: unknown) => ledger.statistic("messages_by_chat", parameters as object)
    const write = (options: object) => ledger.export({ directory: join(folder, "none"), ...options })
    for (const [promise, needs] of [
      [openLedger(path, { timeZone: "Mars/Olympus" }), "openLedger: timeZone has to be a time zone"],
      [openLedger(path, { zone: "UTC" } as object), "there is no zone"],
      [statistic(null), "statistic: the argument has to be an object of from, to"],
      [statistic({ from: "2026-01-01" }), "from has to be a Date"],
      [statistic({ to: new Date("never") }), "to has to be a Date"],
      [statistic({ chat: "79001234567@c.us" }), "chat has to be a list of texts"],
      [statistic({ instance: "1101000001" }), 'instance has to be a list of texts, such as ["1101000001"]'],
      [statistic({ chats: [] }), "there is no chats"],
      [statistic({ tz: "Mars" }), "tz has to be a time zone"],
      [write({ format: ["xlsx"] }), "there is no format"],
      [write({ tables: ["message"] }), "tables has to be a list of some of messages"],
      [write({ choice: { from: "2026-01-01" } }), "from has to be a Date"],
      [write({ choice: { type: "textMessage" } }), "type has to be a list of texts"],
      [
        ledger.sql("select 1", {}, { signal: 1 as unknown as AbortSignal }),
        "sql: signal has to be the signal"
      ]
    ] as const) {
      const error = await failureOf(promise)
      assert.deepInclude(error, { _tag: "InvalidArgument" }, needs)
      assert.include(error.message, needs)
    }
  })

  it("writes files, and is given up by a signal", async () => {
    const directory = join(folder, "out")
    const { files } = await ledger.export({
      directory,
      formats: ["csv", "xlsx"],
      tables: ["messages", "chats"]
    })
    assert.deepStrictEqual(files.map(({ file }) => file).sort(), [
      "chatledger.xlsx",
      "chats.csv",
      "messages.csv"
    ])
    const { program } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"))
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
    assert.deepStrictEqual(program, { name: "chatledger", version })
    const hard = await failureOf(ledger.export({ directory, compression: "SMALL" as "small" }))
    assert.include(hard.message, "pass fast or small")
    const wrong = await failureOf(ledger.export({ directory, formats: ["XLSX" as "xlsx"] }))
    assert.strictEqual(wrong._tag, "InvalidExport")
    const slow = "select sum(a.i * b.i) as n from range(10000000) a(i), range(10000000) b(i)"
    const control = new AbortController()
    setImmediate(() => control.abort())
    const given = await failureOf(ledger.sql(slow, {}, { signal: control.signal }))
    assert.strictEqual(given.name, "AbortError")
    assert.lengthOf(await ledger.sql("select 1 as one"), 1)
  })

  it("is closed once it is released, and says so", async () => {
    const { close, sql } = await openLedger(path)
    await close()
    assert.include((await failureOf(sql("select 1"))).message, "openLedger opens another")
  })

  it("is the first block of the README", () => {
    const first = new URL("readme-first.ts", import.meta.url)
    const block = readFileSync(first, "utf8")
    assert.include(readFileSync(new URL("../README.md", import.meta.url), "utf8"), `\`\`\`ts\n${block}\`\`\``)
    assert.isAtMost(block.trimEnd().split("\n").length, 8)
    const said = execFileSync(process.execPath, [fileURLToPath(first)], { cwd: folder, encoding: "utf8" })
    assert.strictEqual(said, "[ { type_message: 'textMessage', n: 2 } ]\n1\n")
  })
})
