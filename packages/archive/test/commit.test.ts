import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import {
  ArchiveNotWritable,
  commitSnapshot,
  type Facts,
  ImportRefused,
  listSnapshots,
  readBody
} from "../src/index.ts"
import { removeSnapshot } from "../src/internal.ts"
import { frameEnd } from "../src/pack/pack-frames.ts"
import { bytesOf, emptyArchive, factsOf, filesIn } from "./archives.ts"
import { type Call, type Fault, watchedFiles } from "./files.ts"

const text = '[{"typeMessage":"textMessage"}]'
const body = bytesOf(text)
const facts = factsOf(body)
const month = "snapshots/1101000001/2024/01"
const name = `${month}/${facts.snapshot_id}.zst`

/** What a call does, without the folder of the test and the random part of a temporary name. */
const plainCall = (folder: string) => (call: Call) =>
  call
    .replace(folder, "")
    .replace(/\.tmp-[0-9a-f]{12}$/, ".tmp")
    .replace(" /", " ")

describe("a commit", () => {
  it.effect("writes aside, flushes the file, renames it and flushes its folder, in this order", () => {
    const calls: Array<Call> = []
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      yield* commitSnapshot(archive, facts, body)
      calls.length = 0
      const later = factsOf(body, { requested_at: "2024-01-29T11:00:00.000Z" })
      yield* commitSnapshot(archive, later, body)
      const seen = calls.map(plainCall(archive.path)).filter((call, index, all) => call !== all[index - 1])
      const file = `${month}/${later.snapshot_id}.zst`
      assert.deepStrictEqual(seen, [
        `open ${file}.tmp`,
        `write ${file}.tmp`,
        `sync ${file}.tmp`,
        `rename ${file}`,
        `open ${month}`,
        `sync ${month}`
      ])
    }).pipe(Effect.provide(watchedFiles(calls)))
  })

  it.effect("flushes every folder above a new one, up to the archive", () => {
    const calls: Array<Call> = []
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      calls.length = 0
      yield* commitSnapshot(archive, facts, body)
      const seen = calls.map(plainCall(archive.path)).filter((call) => call.startsWith("sync"))
      assert.deepStrictEqual(seen, [
        "sync snapshots/1101000001/2024",
        "sync snapshots/1101000001",
        "sync snapshots",
        "sync ",
        `sync ${name}.tmp`,
        `sync ${month}`
      ])
    }).pipe(Effect.provide(watchedFiles(calls)))
  })

  it.effect("makes one zstd frame of facts and body, and nothing after it", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      for (const one of ["[]", text, `["${"x".repeat(3_000_000)}"]`]) {
        const bytes = bytesOf(one)
        const { path } = yield* commitSnapshot(archive, factsOf(bytes), bytes)
        const file = Buffer.from(yield* fs.readFile(path))
        assert.strictEqual(frameEnd(file, 0), file.length)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("makes its folder again if somebody has taken it away meanwhile, and flushes those above", () => {
    const calls: Array<Call> = []
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      const fs = yield* FileSystem.FileSystem
      yield* commitSnapshot(archive, facts, body)
      yield* fs.remove(`${archive.path}/snapshots/1101000001`, { recursive: true })
      calls.length = 0
      const ref = yield* commitSnapshot(archive, facts, body)
      assert.deepStrictEqual((yield* readBody(ref)).body, body)
      const synced = calls.map(plainCall(archive.path)).filter((call) => call.startsWith("sync"))
      assert.includeMembers(synced, ["sync snapshots/1101000001", "sync snapshots", `sync ${month}`])
    }).pipe(Effect.provide(watchedFiles(calls)))
  })

  it.effect("that is done again changes nothing", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const first = yield* commitSnapshot(archive, facts, body)
      const second = yield* commitSnapshot(archive, facts, Stream.make(body.subarray(0, 7), body.subarray(7)))
      assert.deepStrictEqual(second, first)
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json", name])
      assert.deepStrictEqual((yield* readBody(first)).body, body)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("can be done by many at once", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const bodies = Array.from({ length: 40 }, (_, index) => bytesOf(`[${index % 30}]`))
      const refs = yield* Effect.forEach(bodies, (body) => commitSnapshot(archive, factsOf(body), body), {
        concurrency: 10
      })
      for (const [index, ref] of refs.entries())
        assert.deepStrictEqual((yield* readBody(ref)).body, bodies[index])
      assert.strictEqual((yield* filesIn(archive.path)).length, 31)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("makes files and folders that only their owner can open", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const ref = yield* commitSnapshot(archive, facts, body)
      const mode = (path: string) => Effect.map(fs.stat(path), (info) => (info.mode & 0o777).toString(8))
      for (const folder of ["", "/snapshots", "/snapshots/1101000001", `/${month}`])
        assert.strictEqual(yield* mode(archive.path + folder), "700", folder)
      assert.strictEqual(yield* mode(ref.path), "600")
      assert.strictEqual(yield* mode(`${archive.path}/archive.json`), "600")
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("sweeps what crashed writers left an hour ago, and leaves what is being written", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const folder = `${archive.path}/${month}`
      const now = Date.parse("2024-01-29T12:00:00Z")
      yield* TestClock.setTime(now)
      yield* fs.makeDirectory(folder, { recursive: true })
      const write = Effect.fnUntraced(function* (name: string, minutes: number) {
        yield* fs.writeFileString(`${folder}/${name}`, "")
        const written = new Date(now - minutes * 60_000)
        yield* fs.utimes(`${folder}/${name}`, written, written)
      })
      yield* write("x.zst.tmp-0123456789ab", 61)
      yield* write("y.zst.tmp-0123456789ab", 59)
      yield* write("tmp-0123456789ab.txt", 600)
      const ref = yield* commitSnapshot(archive, facts, body)
      const names = (yield* fs.readDirectory(folder)).sort()
      assert.deepStrictEqual(names, [
        `${ref.snapshotId}.zst`,
        "tmp-0123456789ab.txt",
        "y.zst.tmp-0123456789ab"
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("a commit that fails", () => {
  const isAside = (call: Call) => /\.tmp-\w+$/.test(call)
  const faults: ReadonlyArray<readonly [string, Fault]> = [
    ["ENOSPC", (call) => (call.startsWith("write") ? "ENOSPC" : undefined)],
    ["EROFS", (call) => (call.startsWith("open") && isAside(call) ? "EROFS" : undefined)],
    ["EACCES", (call) => (call.startsWith("makeDirectory") ? "EACCES" : undefined)],
    ["EIO", (call) => (call.startsWith("sync") && isAside(call) ? "EIO" : undefined)],
    ["EIO", (call) => (call.startsWith("rename") ? "EIO" : undefined)],
    ["EDQUOT", (call) => (call.startsWith("write") ? "EDQUOT" : undefined)],
    ['system {detail: "EXDEV"}', (call) => (call.startsWith("rename") ? "EXDEV" : undefined)]
  ]
  for (const [reason, fault] of faults)
    it.effect(`is told by its code, and leaves nothing behind: ${reason}`, () => {
      const failing = { isOn: false }
      const files = watchedFiles([], (call) => (failing.isOn ? fault(call) : undefined))
      return Effect.gen(function* () {
        const archive = yield* emptyArchive
        failing.isOn = true
        const error = yield* Effect.flip(commitSnapshot(archive, facts, body))
        assert.instanceOf(error, ArchiveNotWritable)
        assert.include(error.message, `${archive.path}/snapshots/1101000001/2024/01`)
        assert.include(error.message, reason)
        assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
      }).pipe(Effect.provide(files))
    })

  it.effect("in its last flush is not acknowledged, and never flushed again on the same descriptor", () => {
    const calls: Array<Call> = []
    const files = watchedFiles(calls, (call) =>
      call.endsWith("/01") && call.startsWith("sync") ? "EIO" : undefined
    )
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      const error = yield* Effect.flip(commitSnapshot(archive, facts, body))
      assert.instanceOf(error, ArchiveNotWritable)
      assert.strictEqual(calls.filter((call) => call.startsWith("sync") && call.endsWith("/01")).length, 1)
    }).pipe(Effect.provide(files))
  })

  it.effect("does not mind a file system without a flush for folders", () => {
    const files = watchedFiles([], (call) =>
      call.startsWith("sync") && !isAside(call) ? "EINVAL" : undefined
    )
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      const ref = yield* commitSnapshot(archive, facts, body)
      assert.deepStrictEqual((yield* readBody(ref)).facts, facts)
    }).pipe(Effect.provide(files))
  })

  it.effect("in the stream of its body fails as the stream does, and leaves nothing", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const refused = new ImportRefused({
        source: "a.json",
        kind: "unreadable",
        reason: { code: "changed_meanwhile" }
      })
      const broken = Stream.concat(Stream.make(body.subarray(0, 5)), Stream.fail(refused))
      assert.strictEqual(yield* Effect.flip(commitSnapshot(archive, facts, broken)), refused)
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("because it is interrupted leaves nothing", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const begun = yield* Deferred.make<void>()
      const endless = Stream.concat(
        Stream.make(body.subarray(0, 5)),
        Stream.drain(Stream.fromEffect(Effect.andThen(Deferred.succeed(begun, undefined), Effect.never)))
      )
      const fiber = yield* Effect.forkChild(commitSnapshot(archive, facts, endless))
      yield* Deferred.await(begun)
      assert.strictEqual((yield* filesIn(archive.path)).length, 2)
      yield* Fiber.interrupt(fiber)
      const exit = yield* Fiber.await(fiber)
      assert.isTrue(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause))
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("because its facts are not right keeps nothing that could not be read again", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const wrong: ReadonlyArray<Partial<Facts>> = [
        { instance_id: "../elsewhere" },
        { snapshot_id: "../elsewhere" },
        { minutes: 1.5 },
        { requested_at: "today" },
        { byte_count: body.length + 1 }
      ]
      for (const told of wrong) {
        const error = yield* Effect.flip(commitSnapshot(archive, { ...facts, ...told }, body))
        assert.instanceOf(error, ArchiveNotWritable)
      }
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

it.effect("a removed snapshot is gone, and its folder flushed", () => {
  const calls: Array<Call> = []
  return Effect.gen(function* () {
    const archive = yield* emptyArchive
    const ref = yield* commitSnapshot(archive, facts, body)
    calls.length = 0
    yield* removeSnapshot(archive, ref)
    assert.deepStrictEqual(calls.map(plainCall(archive.path)), [
      `remove ${name}`,
      `open ${month}`,
      `sync ${month}`
    ])
    assert.deepStrictEqual(yield* listSnapshots(archive), [])
  }).pipe(Effect.provide(watchedFiles(calls)))
})
