import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import {
  ArchiveMissing,
  ArchiveNotWritable,
  ArchiveUnreadable,
  commitSnapshot,
  listSnapshots,
  openArchive,
  openOrCreateArchive,
  snapshotId,
  verifyArchive
} from "../src/index.ts"
import { inOrder, observedSnapshots, partsOfId, snapshotRef, withLock } from "../src/internal.ts"
import { bytesOf, emptyArchive, factsOf, filesIn, temporaryFolder } from "./archives.ts"
import { type Call, systemError, watchedFiles } from "./files.ts"

describe("an archive", () => {
  it.effect("is made once, and opened from then on", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const path = `${yield* temporaryFolder}/deep/archive`
      assert.instanceOf(yield* Effect.flip(openArchive(path)), ArchiveMissing)
      const made = yield* openOrCreateArchive(path)
      const text = yield* fs.readFileString(`${path}/archive.json`)
      assert.match(text, /^\{"format":"chatledger-archive","version":1,"id":"[0-9a-f-]{36}"\}\n$/)
      assert.deepStrictEqual(made, { path, id: JSON.parse(text).id, isNew: true })
      assert.deepStrictEqual(yield* openOrCreateArchive(path), { ...made, isNew: false })
      assert.deepStrictEqual(yield* filesIn(path), ["archive.json"])
      yield* fs.writeFileString(
        `${path}/archive.json`,
        '{ "version": 1, "format": "chatledger-archive", "x": 1 }'
      )
      yield* openOrCreateArchive(path)
      assert.deepStrictEqual(yield* openArchive(path), { path, id: undefined })
      assert.include(yield* fs.readFileString(`${path}/archive.json`), '"x"')
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that several processes make at the same moment is one: all know it by one id", () =>
    Effect.gen(function* () {
      const path = `${yield* temporaryFolder}/archive`
      const opened = yield* Effect.all(
        Array.from({ length: 8 }, () => openOrCreateArchive(path)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(opened.map(({ id }) => id)).size, 1)
      assert.deepStrictEqual(yield* filesIn(path), ["archive.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that goes away while it is open is not begun again in its place", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const body = bytesOf("[]")
      yield* commitSnapshot(archive, factsOf(body), body)
      yield* fs.rename(archive.path, `${archive.path}-elsewhere`)
      const commit = Effect.asVoid(commitSnapshot(archive, factsOf(body), body))
      const lock = withLock(archive, "1101000001", Effect.void)
      for (const kind of [commit, lock, Effect.andThen(fs.makeDirectory(archive.path), commit), lock]) {
        const error = yield* Effect.flip<unknown, Error, FileSystem.FileSystem | Path.Path>(kind)
        assert.instanceOf(error, ArchiveNotWritable)
        assert.include(error.message, "archive_gone")
      }
      assert.deepStrictEqual(yield* fs.readDirectory(archive.path), [])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is made so that it survives a power cut: its name is flushed before it is used", () => {
    const calls: Array<Call> = []
    return Effect.gen(function* () {
      const path = `${yield* temporaryFolder}/archive`
      yield* openOrCreateArchive(path)
      const flushed = calls
        .filter((call) => /^(sync|link)/.test(call))
        .map((call) => call.replace(/\.tmp-.*/, ".tmp"))
      assert.deepStrictEqual(flushed, [
        `sync ${path}/archive.json.tmp`,
        `link ${path}/archive.json`,
        `sync ${path}`,
        `sync ${path.replace(/\/archive$/, "")}`
      ])
    }).pipe(Effect.provide(watchedFiles(calls)))
  })

  it.effect("cannot be opened where it is none: an empty folder, another one, no folder at all", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const path = yield* temporaryFolder
      const missing = yield* Effect.flip(openArchive(path))
      assert.include(missing.message, `${path}: no archive`)
      yield* fs.writeFileString(`${path}/file`, "")
      const file = yield* Effect.flip(openOrCreateArchive(`${path}/file`))
      assert.include(file.message, "ENOTDIR")
      yield* fs.writeFileString(`${path}/other.txt`, "")
      assert.instanceOf(yield* Effect.flip(openArchive(path)), ArchiveMissing)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "of a newer version, of another format, or with damaged archive.json says so and stays as it is",
    () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const { path } = yield* emptyArchive
        for (const [text, words] of [
          ['{"format":"chatledger-archive","version":7}', 'archive_version {version: "7"}'],
          ['{"format":"chatledger-archive"}', 'archive_version {version: "undefined"}'],
          ['{"format":"something"}', "archive_json_damaged"],
          ["", "archive_json_damaged"],
          ["null", "archive_json_damaged"],
          ['{"format":', "archive_json_damaged"]
        ] as const) {
          yield* fs.writeFileString(`${path}/archive.json`, text)
          const opens: ReadonlyArray<Effect.Effect<unknown, Error, FileSystem.FileSystem | Path.Path>> = [
            openArchive(path),
            openOrCreateArchive(path)
          ]
          for (const open of opens) {
            const error = yield* Effect.flip(open)
            assert.instanceOf(error, ArchiveUnreadable)
            assert.include(error.message, words)
            assert.include(error.message, path)
          }
          assert.strictEqual(yield* fs.readFileString(`${path}/archive.json`), text)
        }
        yield* fs.remove(`${path}/archive.json`)
        yield* fs.makeDirectory(`${path}/archive.json`)
        assert.include((yield* Effect.flip(openArchive(path))).message, "EISDIR")
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is swept of what a crash has left in it an hour ago, when it is opened to be written", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const { path } = yield* emptyArchive
      const now = Date.parse("2024-01-29T12:00:00Z")
      yield* TestClock.setTime(now)
      const files = { "import.tmp-0123456789ab": 61, "archive.json.tmp-0123456789ab": 59, "my.tmp-file": 600 }
      for (const [name, minutes] of Object.entries(files)) {
        yield* fs.writeFileString(`${path}/${name}`, "")
        yield* fs.utimes(
          `${path}/${name}`,
          new Date(now - minutes * 60_000),
          new Date(now - minutes * 60_000)
        )
      }
      yield* openArchive(path)
      assert.strictEqual((yield* filesIn(path)).length, 4)
      yield* openOrCreateArchive(path)
      assert.deepStrictEqual(yield* filesIn(path), [
        "archive.json",
        "archive.json.tmp-0123456789ab",
        "my.tmp-file"
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that cannot be made says why, and leaves nothing", () => {
    const files = watchedFiles([], (call) => (call.startsWith("write") ? "ENOSPC" : undefined))
    return Effect.gen(function* () {
      const path = yield* temporaryFolder
      const error = yield* Effect.flip(openOrCreateArchive(path))
      assert.instanceOf(error, ArchiveNotWritable)
      assert.include(error.message, `${path}/archive.json: not written: ENOSPC`)
      assert.deepStrictEqual(yield* filesIn(path), [])
    }).pipe(Effect.provide(files))
  })
})

describe("the list of snapshots", () => {
  it.effect("is by instance and time, and passes over what is none", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      assert.deepStrictEqual(yield* listSnapshots(archive), [])
      const body = bytesOf("[]")
      const times = ["2024-02-01T00:00:00.000Z", "2023-12-31T23:59:59.999Z", "2024-01-02T00:00:00.000Z"]
      for (const instance_id of ["1102000002", "1101000001"])
        for (const requested_at of times)
          yield* commitSnapshot(archive, factsOf(body, { instance_id, requested_at }), body)
      const [first] = yield* listSnapshots(archive)
      const folder = `${archive.path}/snapshots`
      const month = `${folder}/1101000001/2024/01`
      for (const stranger of [`${folder}/.DS_Store`, `${folder}/1101000001/notes.txt`, `${month}/x.zst`])
        yield* fs.writeFileString(stranger, "")
      yield* fs.makeDirectory(`${folder}/lost+found/2024/01`, { recursive: true })
      yield* fs.copyFile(first?.path ?? "", `${folder}/lost+found/2024/01/${first?.snapshotId}.zst`)
      yield* fs.copyFile(first?.path ?? "", `${first?.path}.tmp-0123456789ab`)
      const refs = yield* listSnapshots(archive)
      const days = ["20231231", "20240102", "20240201"]
      assert.deepStrictEqual(
        refs.map(({ instanceId, snapshotId }) => [instanceId, snapshotId.slice(0, 8)]),
        ["1101000001", "1102000002"].flatMap((instance) => days.map((day) => [instance, day]))
      )
      assert.deepStrictEqual(yield* listSnapshots(archive, "1102000002"), refs.slice(3))
      assert.deepStrictEqual(yield* listSnapshots(archive, "1103000003"), [])
      const [, second] = refs
      const place = yield* snapshotRef(archive, "1101000001", second?.snapshotId ?? "")
      assert.deepStrictEqual(place, second)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("tells a folder that may not be read", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const refused = FileSystem.FileSystem.use((fs) =>
        Effect.flip(listSnapshots(archive)).pipe(
          Effect.provideService(
            FileSystem.FileSystem,
            FileSystem.FileSystem.of({
              ...fs,
              readDirectory: (path) =>
                Effect.flatMap(fs.readDirectory(path), () => Effect.fail(systemError("EACCES", path)))
            })
          )
        )
      )
      const error = yield* refused
      assert.instanceOf(error, ArchiveUnreadable)
      assert.include(error.message, `${archive.path}/snapshots: archive not readable: EACCES`)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("the order of observations", () => {
  it.effect("is guessed times first, then by time, then by id", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const commit = (text: string, requested_at: string, requested_at_is_guess: boolean) =>
        commitSnapshot(
          archive,
          factsOf(bytesOf(text), { requested_at, requested_at_is_guess }),
          bytesOf(text)
        )
      yield* commit("[1]", "2024-01-03T00:00:00.000Z", false)
      yield* commit("[2]", "2024-01-05T00:00:00.000Z", true)
      yield* commit("[3]", "2024-01-01T00:00:00.000Z", false)
      yield* commit("[4]", "2024-01-04T00:00:00.000Z", true)
      const observed = yield* observedSnapshots(archive)
      const days = (all: typeof observed) => all.map(({ facts }) => facts.requested_at.slice(8, 10))
      assert.deepStrictEqual(days(observed), ["04", "05", "01", "03"])
      assert.deepStrictEqual(days(inOrder([...observed].reverse())), ["04", "05", "01", "03"])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("the name of a snapshot", () => {
  it.effect("says when, which journal, which part, and the start of the sha256", () =>
    Effect.sync(() => {
      const requestedAt = new Date("2024-01-29T10:15:30.123Z")
      const sha256 = "0123456789abcdef".repeat(4)
      const id = snapshotId({ requestedAt, journal: "history", part: 7, sha256 })
      assert.strictEqual(id, "20240129T101530123Z-hist-0007-0123456789abcdef")
      assert.deepStrictEqual(partsOfId(id), {
        year: "2024",
        month: "01",
        journal: "history",
        sha256Start: "0123456789abcdef"
      })
      for (const other of [
        "",
        "x",
        `${id}.zst`,
        id.toUpperCase(),
        id.replace("hist", "toString"),
        `../${id}`
      ])
        assert.isUndefined(partsOfId(other), other)
    })
  )
})

describe("verify", () => {
  it.effect("reads every snapshot, and names each damaged file", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const refs = yield* Effect.forEach([1, 2, 3, 4], (n) =>
        commitSnapshot(archive, factsOf(bytesOf(`[${n}]`)), bytesOf(`[${n}]`))
      )
      const [, broken] = refs
      yield* fs.writeFileString(broken?.path ?? "", "not zstd")
      yield* fs.writeFileString(`${refs[0]?.path}.tmp-0123456789ab`, "left over")
      const verified = yield* Stream.runCollect(verifyArchive(archive))
      assert.strictEqual(verified.length, 4)
      const damaged = verified.flatMap(({ ref, found }) =>
        "_tag" in found ? [[ref, found.message] as const] : []
      )
      assert.deepStrictEqual(
        damaged.map(([ref]) => ref),
        [broken]
      )
      assert.include(damaged[0]?.[1], `${broken?.path}: damaged`)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
