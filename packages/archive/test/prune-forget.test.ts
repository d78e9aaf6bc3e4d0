import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import { type Archive, compactInstance, forgetChat, LockHeld, pruneInstance } from "../src/index.ts"
import { withLock } from "../src/internal.ts"
import { withoutChat } from "../src/upkeep/without-chat.ts"
import { bytesOf, emptyArchive, factsOf, filesIn } from "./archives.ts"
import { breadth } from "./breadth.ts"
import { type Call, watchedFiles } from "./files.ts"
import {
  contents,
  damages,
  instanceId,
  keepReplies,
  keepReply,
  messageOf,
  NOW,
  snapshotFiles,
  timesOf
} from "./keeping.ts"

const gone = "79991112233@c.us"
const other = "79994445566@c.us"

const compact = (archive: Archive) => compactInstance(archive, instanceId, { removeNow: true })

/** Every byte of every file, decompressed where it is a snapshot. */
const holdsChat = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const texts: Array<string> = (yield* contents(archive)).map(
    ({ body, facts }) => body + JSON.stringify(facts)
  )
  for (const name of yield* filesIn(archive.path))
    if (!name.endsWith(".zst")) texts.push(yield* fs.readFileString(`${archive.path}/${name}`))
  return texts.some((text) => text.includes(gone))
})

describe("a body without a chat", () => {
  const [a, b, c] = [messageOf(gone, "A"), messageOf(other, "B"), messageOf(other, "C", `I met ${gone}`)]
  it.each([
    [`[${a},${b}]`, `[${b}]`, 1],
    [`[ ${b} , ${a} , ${c} ]\n`, `[ ${b} , ${c} ]\n`, 1],
    [`[${b},\n  ${a}\n]`, `[${b}\n]`, 1],
    [`[${a},${a}]`, "[]", 2],
    [`${a}\n${b}\n${a}\n${c}\n`, `${b}\n${c}\n`, 2],
    [`${a}\n`, "\n", 1],
    ["\ufeff[]", "\ufeff[]", 0],
    [`[${b},{"chatId":"${gone}","text]`, `[${b}`, 1],
    [`[${b}] ${gone}`, `[${b}`, 1],
    [`[${JSON.stringify({ chatId: gone, typeMessage: "x" }).replace("@", "\\u0040")},${b}]`, `[${b}]`, 1],
    [`[${b},{"chatId":"${gone.replace("@", "\\u0040")}","text]`, `[${b}`, 1],
    [`[${b},{"raw":"{\\"chatId\\":\\"${gone.replace("@", "\\\\u0040")}\\"}]`, `[${b}`, 1],
    [`[{"chatId":"${gone}","typeMessage":"x","chatId":"${other}"},${b}]`, `[${b}]`, 1],
    [`[{"chatId":"${other}","typeMessage":"x","chat\\u0049d":"7999111\\u0032233@c.us"},${b}]`, `[${b}]`, 1],
    [`[{"chatId":"${other}","x":{"chatId":"${gone}"},"x":1,"typeMessage":"x"}]`, undefined, 0]
  ])("%s", (body, left, removed) => {
    const cut = withoutChat(bytesOf(body), [gone])
    assert.strictEqual(Buffer.from(cut.body).toString(), left ?? body)
    assert.strictEqual(cut.removed, removed)
  })
})

describe("forget", () => {
  const keepBoth = Effect.fnUntraced(function* (archive: Archive) {
    for (const time of [...timesOf("2024-01-30"), ...timesOf("2024-01-31")])
      yield* keepReply(archive, time, `[${messageOf(gone, `${time}-1`)},${messageOf(other, `${time}-2`)}]`)
    yield* keepReply(archive, "2024-01-31T12:00:00.000Z", `[${messageOf(other, "only")}]`)
  })

  it.effect("previews without a change, and then takes a chat out of loose and packed snapshots", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepBoth(archive)
      yield* compact(archive)
      yield* keepReply(archive, "2024-01-31T13:00:00.000Z", `[${messageOf(gone, "late")}]`)
      yield* fs.makeDirectory(`${archive.path}/cache`)
      yield* fs.writeFileString(`${archive.path}/cache/chatledger.duckdb.wal`, gone)
      const files = yield* filesIn(archive.path)
      const before = yield* contents(archive)
      assert.deepInclude(yield* forgetChat(archive, instanceId, gone, false), { records: 9, snapshots: 9 })
      assert.deepStrictEqual(yield* filesIn(archive.path), files)
      assert.deepStrictEqual(yield* contents(archive), before)

      assert.deepInclude(yield* forgetChat(archive, instanceId, gone, true), {
        records: 9,
        snapshots: 9,
        damaged: []
      })
      assert.isFalse(yield* holdsChat(archive))
      assert.deepStrictEqual(yield* damages(archive), [])
      const after = yield* contents(archive)
      assert.strictEqual(after.length, before.length)
      const expected = before.map(({ body }) =>
        Buffer.from(withoutChat(Buffer.from(body, "latin1"), [gone]).body).toString("latin1")
      )
      assert.deepStrictEqual(
        after.map(({ body }) => body),
        expected
      )
      assert.deepStrictEqual(
        after.map(({ facts }) => [facts.requested_at, facts.minutes, facts.record_count]),
        before.map(({ facts, body }) => [
          facts.requested_at,
          facts.minutes,
          facts.sha256 === factsOf(bytesOf(`[${messageOf(other, "only")}]`)).sha256
            ? 0
            : Number(body.includes(other))
        ])
      )
      const untouched = before.find(({ body }) => body.includes('"only"'))
      assert.deepInclude(after, untouched)
      const noted = yield* fs.readFileString(`${archive.path}/forgotten.ndjson`)
      assert.deepInclude(JSON.parse(noted), { instance_id: instanceId, records: 9 })
      assert.match(JSON.parse(noted).chat, /^scrypt:[0-9a-f]{32}:[0-9a-f]{64}$/)
      assert.deepInclude(yield* forgetChat(archive, instanceId, gone, true), { records: 0, snapshots: 0 })
      assert.strictEqual(yield* fs.readFileString(`${archive.path}/forgotten.ndjson`), noted)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("takes the id out of the names of imported files, loose and packed, whatever they hold", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      const sources = {
        [`${gone}.json`]: "forgotten.json",
        "saved 79991112233%40c.us (1).json.gz": "saved forgotten (1).json.gz",
        "+7 (999) 111-22-33.json": "forgotten.json",
        "chat_79991112233.json": "chat_forgotten.json",
        "179991112233.json": "179991112233.json",
        [`${other}.json`]: `${other}.json`
      }
      for (const [index, source] of Object.keys(sources).entries()) {
        const chat = index === 0 ? gone : other
        const told = { source, origin: "import" } as const
        yield* keepReply(archive, `2024-01-30T10:0${index}:00.000Z`, `[${messageOf(chat, "a")}]`, told)
        yield* keepReply(archive, `2024-02-02T10:0${index}:00.000Z`, `[${messageOf(chat, "b")}]`, told)
      }
      yield* compact(archive)
      const before = yield* contents(archive)
      const done = yield* forgetChat(archive, instanceId, gone, true)
      assert.deepInclude(done, { records: 2, snapshots: 2, names: 8, damaged: [] })
      assert.isFalse(yield* holdsChat(archive))
      const after = yield* contents(archive)
      assert.deepStrictEqual(
        after.map(({ facts }) => facts.source),
        [...Object.values(sources), ...Object.values(sources)]
      )
      assert.deepStrictEqual(
        after.slice(1, 6).map(({ id, body }) => [id, body]),
        before.slice(1, 6).map(({ id, body }) => [id, body])
      )
      assert.deepStrictEqual(yield* damages(archive), [])
      assert.deepInclude(yield* forgetChat(archive, instanceId, gone, true), { records: 0, names: 0 })
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("erases tables behind links where they stand, and nothing of others there", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const elsewhere = yield* fs.makeTempDirectoryScoped()
      const disk = yield* fs.makeTempDirectoryScoped()
      const archive = yield* emptyArchive
      yield* keepReply(archive, "2024-01-30T10:00:00.000Z", `[${messageOf(gone, "a")}]`)
      yield* fs.symlink(elsewhere, `${archive.path}/cache`)
      yield* fs.writeFileString(`${disk}/tables`, gone)
      yield* fs.symlink(`${disk}/tables`, `${elsewhere}/chatledger.duckdb`)
      yield* fs.makeDirectory(`${elsewhere}/pseudonyms-0123456789ab`)
      yield* fs.writeFileString(`${elsewhere}/pseudonyms-0123456789ab/tables.duckdb`, gone)
      yield* fs.writeFileString(`${elsewhere}/chatledger.duckdb.wal`, gone)
      yield* fs.writeFileString(`${elsewhere}/theirs.txt`, "theirs")
      yield* forgetChat(archive, instanceId, gone, true)
      assert.deepStrictEqual(yield* fs.readDirectory(elsewhere), ["theirs.txt"])
      assert.deepStrictEqual(yield* fs.readDirectory(disk), [])
      assert.strictEqual(yield* fs.readLink(`${archive.path}/cache`), elsewhere)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "stopped at any write, flush, rename or removal, it loses no other chat, and is done by running it again",
    () => {
      const calls: Array<Call> = []
      let fails: number | undefined
      const layer = watchedFiles(calls, () =>
        fails !== undefined && calls.length > fails ? "EIO" : undefined
      )
      return Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        yield* TestClock.setTime(NOW)
        const kept = (all: Effect.Success<ReturnType<typeof contents>>) =>
          [...new Set(all.flatMap(({ body }) => body.match(/"idMessage":"[^"]*-2"/g) ?? []))].sort()
        let stopped = 0
        for (let call = 0; ; call += breadth(53, 17)) {
          fails = undefined
          const archive = yield* emptyArchive
          yield* keepBoth(archive)
          yield* compact(archive)
          yield* keepReply(
            archive,
            "2024-01-31T13:00:00.000Z",
            `[${messageOf(gone, "late")},${messageOf(other, "late-2")}]`
          )
          const before = kept(yield* contents(archive))
          calls.length = 0
          fails = call
          const result = yield* Effect.result(forgetChat(archive, instanceId, gone, true))
          fails = undefined
          assert.deepStrictEqual(kept(yield* contents(archive)), before, `stopped at call ${call}`)
          assert.deepStrictEqual(yield* damages(archive), [])
          if (result._tag === "Success" && calls.length <= call) break
          stopped += 1
          yield* fs.remove(`${archive.path}/locks`, { recursive: true, force: true })
          yield* forgetChat(archive, instanceId, gone, true)
          assert.isFalse(yield* holdsChat(archive), `stopped at call ${call}`)
          assert.deepStrictEqual(kept(yield* contents(archive)), before)
          assert.strictEqual((yield* contents(archive)).length, 10)
        }
        assert.isAbove(stopped, breadth(1, 5))
      }).pipe(Effect.provide(layer))
    }
  )
})

describe("prune", () => {
  it.effect("previews without a change, and then removes what was asked for before the moment", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, [
        ...timesOf("2024-01-29"),
        ...timesOf("2024-01-30"),
        ...timesOf("2024-01-31")
      ])
      yield* compact(archive)
      yield* keepReply(archive, "2024-01-30T09:00:00.000Z", "[ ]", { server_date: null })
      const before = yield* contents(archive)
      const files = yield* snapshotFiles(archive)
      const moment = new Date("2024-01-30T10:10:00.000Z")
      const preview = yield* pruneInstance(archive, instanceId, moment, false)
      assert.deepInclude(preview, { snapshots: 7, damaged: [] })
      assert.deepStrictEqual(yield* snapshotFiles(archive), files)
      assert.deepStrictEqual(
        preview.uncovered.map(({ from, to }) =>
          [from, to].map((time) => new Date(time).toISOString().slice(8, 16))
        ),
        [
          ["29T09:50", "29T10:15"],
          ["30T08:50", "30T09:00"],
          ["30T09:50", "30T10:00"]
        ]
      )
      assert.deepStrictEqual(yield* pruneInstance(archive, instanceId, moment, true), preview)
      assert.deepStrictEqual(
        yield* contents(archive),
        before.filter(({ facts }) => facts.requested_at >= moment.toISOString())
      )
      assert.deepStrictEqual(yield* damages(archive), [])
      assert.deepStrictEqual(
        yield* snapshotFiles(archive),
        files.filter((name) => /2024013[01].pack/.test(name))
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("waits for nobody: who holds the instance is told", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-29"))
      const isHeld = Effect.map(
        Effect.all([
          Effect.flip(pruneInstance(archive, instanceId, new Date(NOW), true)),
          Effect.flip(forgetChat(archive, instanceId, gone, true))
        ]),
        (errors) => errors.every((error) => error instanceof LockHeld)
      )
      assert.isTrue(yield* withLock(archive, instanceId, isHeld))
      assert.strictEqual((yield* contents(archive)).length, 4)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
