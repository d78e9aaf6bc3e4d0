import * as Zlib from "node:zlib"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { type ImportOptions, ImportRefused, importReply, knownBodies, ReplySummary } from "../src/index.ts"
import { PartReader, type PartReaderService, readFilePart } from "../src/internal.ts"
import { bytesOf, filesIn } from "./archives.ts"
import { arrayOf, importer, recordAt } from "./imports.ts"

const at = (seconds: number) => new Date(seconds * 1000).toISOString()
const states = ({ parts }: { readonly parts: ReadonlyArray<{ readonly state: string }> }) =>
  parts.map(({ state }) => state)

const journalOf = ({ parts }: { readonly parts: ReadonlyArray<{ readonly journal: string }> }) =>
  parts[0]?.journal

describe("an imported file", () => {
  it.effect("is kept byte for byte, with facts that say what it is", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const body = `\ufeff [${recordAt(30)},\n {"typeMessage":5} ,${recordAt(20)}]\n\n`
      const file = yield* importFile("reply.json", body)
      assert.deepStrictEqual(
        [journalOf(file), file.parts[0]?.requestedAtIsGuess, states(file)],
        ["incoming", true, ["added"]]
      )
      const [snapshot] = yield* kept
      assert.deepStrictEqual(snapshot?.body, bytesOf(body))
      const { snapshot_id, sha256, ...facts } = { ...snapshot?.facts }
      assert.match(snapshot_id ?? "", /^19700101T000030000Z-in-0000-[0-9a-f]{16}$/)
      assert.deepStrictEqual(facts, {
        version: 1,
        instance_id: "1101000001",
        journal: "incoming",
        origin: "import",
        requested_at: at(30),
        requested_at_is_guess: true,
        minutes: null,
        server_date: null,
        status: null,
        byte_count: bytesOf(body).length,
        record_count: 3,
        oldest_timestamp: 20,
        newest_timestamp: 30,
        source: "reply.json",
        evidence: null,
        program: "test 0"
      })
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("was requested by now at the latest, whatever time a record claims", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const now = new Date("2026-03-01T00:00:00.000Z")
      yield* TestClock.setTime(now.getTime())
      yield* importFile("future.json", arrayOf(1_767_600_000, 4_102_444_800))
      yield* importFile("usual.json", arrayOf(1_767_600_060))
      const facts = (yield* kept).map((one) => [one.facts.requested_at, one.facts.newest_timestamp])
      assert.deepStrictEqual(facts.toSorted(), [
        [at(1_767_600_060), 1_767_600_060],
        [now.toISOString(), 4_102_444_800]
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is kept decompressed, whatever its name says, all members and frames of it", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const lines = [recordAt(1), recordAt(2), recordAt(3)].map((line) => `${line}\n`)
      yield* importFile("a.ndjson.gz", Buffer.concat(lines.map((line) => Zlib.gzipSync(line))))
      yield* importFile("b.json", Zlib.zstdCompressSync(arrayOf(5, 4)))
      yield* importFile("c.gz", arrayOf(6))
      yield* importFile(
        "d.zst",
        Buffer.concat([...lines, recordAt(4)].map((line) => Zlib.zstdCompressSync(line)))
      )
      assert.deepStrictEqual(
        (yield* kept).map(({ body, facts }) => [facts.source, Buffer.from(body).toString()]),
        [
          ["a.ndjson.gz", lines.join("")],
          ["d.zst", lines.join("") + recordAt(4)],
          ["b.json", arrayOf(5, 4)],
          ["c.gz", arrayOf(6)]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("with records that do not fit is kept with the others, and they are counted", () =>
    Effect.gen(function* () {
      const { importFile } = yield* importer
      const cut = `[${recordAt(3, { sendByApi: "yes" })},null,${recordAt(1)},{"typeMess`
      const { parts } = yield* importFile("cut.json", cut)
      const summary = parts[0]?.summary
      assert.deepStrictEqual(
        summary?.faults.map(({ position, code }) => [position, code]),
        [
          [0, "field_type"],
          [1, "not_an_object"],
          [3, "reply_is_cut"]
        ]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("may be standard input, plain or compressed, and larger than fits in memory", () =>
    Effect.gen(function* () {
      const { archive, importStdin, kept } = yield* importer
      const body = bytesOf(arrayOf(2, 1))
      const pieces = (bytes: Uint8Array) => Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))
      assert.deepStrictEqual(states(yield* importStdin(pieces(body))), ["added"])
      assert.deepStrictEqual(states(yield* importStdin(pieces(Zlib.gzipSync(body)))), ["known"])
      const line = bytesOf(`${recordAt(3, { textMessage: "x".repeat(1_000_000) })}\n`)
      const large = Array.from({ length: 34 }, () => line)
      assert.deepStrictEqual(states(yield* importStdin(large)), ["added"])
      assert.deepStrictEqual(states(yield* importStdin([Zlib.zstdCompressSync(Buffer.concat(large))])), [
        "known"
      ])
      const all = yield* kept
      assert.deepStrictEqual(
        all.map(({ facts }) => [facts.source, facts.byte_count]),
        [
          ["stdin", body.length],
          ["stdin", line.length * 34]
        ]
      )
      assert.deepStrictEqual((yield* filesIn(archive.path)).length, 3)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that changes while it is read is refused, and nothing of it is kept", () =>
    Effect.gen(function* () {
      const { archive, folder } = yield* importer
      const fs = yield* FileSystem.FileSystem
      const path = `${folder}/growing.json`
      yield* fs.writeFileString(path, arrayOf(2, 1))
      let reads = 0
      const changing = FileSystem.FileSystem.of({
        ...fs,
        stream: (name, options) => {
          reads += name === path ? 1 : 0
          return fs.stream(reads > 2 && name === path ? `${path}.later` : name, options)
        }
      })
      yield* fs.writeFileString(`${path}.later`, arrayOf(2, 3))
      const known = yield* knownBodies(archive, "1101000001")
      const options = { instanceId: "1101000001", program: "test 0" }
      const error = yield* importReply(archive, known, { path, name: "growing.json" }, options).pipe(
        Effect.provideService(FileSystem.FileSystem, changing),
        Effect.flip
      )
      assert.instanceOf(error, ImportRefused)
      assert.strictEqual(error.message, `${path}: not imported: changed_meanwhile`)
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("the journal of an import", () => {
  it.effect("is what the records say, and a history if they say both", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const sent = recordAt(2, { type: "outgoing" })
      assert.strictEqual(journalOf(yield* importFile("a.json", arrayOf(1))), "incoming")
      assert.strictEqual(journalOf(yield* importFile("b.json", `[${sent}]`)), "outgoing")
      assert.strictEqual(journalOf(yield* importFile("c.json", `[${sent},${recordAt(1)}]`)), "history")
      const lines = `${recordAt(3)}\n${recordAt(4)}\n${sent}\n`
      const cut = yield* importFile("d.ndjson", lines, { partBytes: 150 })
      assert.deepStrictEqual([journalOf(cut), states(cut)], ["history", ["added", "added", "added"]])
      assert.deepStrictEqual((yield* kept).map(({ facts }) => facts.snapshot_id.slice(20, -17)).sort(), [
        "hist-0000",
        "hist-0000",
        "hist-0001",
        "hist-0002",
        "in-0000",
        "out-0000"
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("has to be told if no record says it", () =>
    Effect.gen(function* () {
      const { importFile, refusal } = yield* importer
      const old = `[${recordAt(1, { type: undefined })}]`
      for (const body of [old, "[]"]) {
        const refused = yield* refusal("old.json", body)
        assert.strictEqual(refused.kind, "usage")
        assert.include(refused.message, "direction_unknown")
      }
      assert.strictEqual(journalOf(yield* importFile("old.json", old, { journal: "outgoing" })), "outgoing")
      assert.strictEqual(
        journalOf(yield* importFile("empty.json", "[]", { journal: "incoming" })),
        "incoming"
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("can be told against what the records say", () =>
    Effect.gen(function* () {
      const { importFile } = yield* importer
      assert.strictEqual(
        journalOf(yield* importFile("a.json", arrayOf(1), { journal: "history" })),
        "history"
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("the time of an import", () => {
  const timeOf = Effect.fnUntraced(function* (body: string, options: Partial<ImportOptions>) {
    const { archive, folder, kept } = yield* importer
    const fs = yield* FileSystem.FileSystem
    const source = { path: `${folder}/a.json`, name: "a.json" }
    yield* fs.writeFileString(source.path, body)
    yield* fs.utimes(source.path, new Date(50_000), new Date(50_000))
    const known = yield* knownBodies(archive, "1101000001")
    yield* importReply(archive, known, source, { instanceId: "1101000001", program: "p", ...options })
    const [snapshot] = yield* kept
    return [snapshot?.facts.requested_at, snapshot?.facts.requested_at_is_guess]
  })

  it.effect("is the newest in the file, as a guess", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* timeOf(arrayOf(7, 9, 8), {}), [at(9), true])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is what is told, or the time of the file if that is told", () =>
    Effect.gen(function* () {
      const told = new Date("2024-01-29T10:15:30.123Z")
      assert.deepStrictEqual(yield* timeOf(arrayOf(7), { requestedAt: told }), [told.toISOString(), false])
      assert.deepStrictEqual(yield* timeOf(arrayOf(7), { requestedAt: "mtime" }), [at(50), false])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is the time of the file, as a guess, if no record has one", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* timeOf("[]", { journal: "incoming" }), [at(50), true])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of standard input has no file to take it from: the clock, as a guess", () =>
    Effect.gen(function* () {
      const { importStdin, kept } = yield* importer
      yield* importStdin([bytesOf(arrayOf(7))], { requestedAt: "mtime" })
      const [snapshot] = yield* kept
      assert.deepStrictEqual(
        [snapshot?.facts.requested_at, snapshot?.facts.requested_at_is_guess],
        [at(0), true]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is the newest of all parts of a file that is cut", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      yield* importFile("a.ndjson", `${recordAt(1)}\n${recordAt(9)}\n${recordAt(5)}\n`, { partBytes: 150 })
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => facts.requested_at),
        [at(9), at(9), at(9)]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("NDJSON that is large", () => {
  const lines = (timestamps: ReadonlyArray<number>) => timestamps.map((time) => `${recordAt(time)}\n`)
  const cut = Effect.fnUntraced(function* (text: string, partBytes: number) {
    const { importFile, kept } = yield* importer
    const { parts } = yield* importFile("a.ndjson", text, { partBytes })
    const all = yield* kept
    return {
      inFile: parts.map(({ ref }) => all.find(({ facts }) => facts.snapshot_id === ref.snapshotId)),
      byName: all
    }
  })
  const texts = (all: ReadonlyArray<{ readonly body: Uint8Array } | undefined>) =>
    all.map((snapshot) => Buffer.from(snapshot?.body ?? []).toString())

  it.effect("is cut at record ends, and its parts are the file", () =>
    Effect.gen(function* () {
      const all = lines([1, 2, 3, 4, 5])
      const size = (all[0] ?? "").length + 1
      assert.deepStrictEqual(texts((yield* cut(all.join(""), size * 2)).inFile), [
        all.slice(0, 2).join(""),
        all.slice(2, 4).join(""),
        all.slice(4).join("")
      ])
      assert.strictEqual((yield* cut(all.join(""), size * 5)).inFile.length, 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("has a part of its own for a line that is longer than a part", () =>
    Effect.gen(function* () {
      const long = `${recordAt(2, { textMessage: "x".repeat(2_000_000) })}\n`
      const [first = "", last = ""] = lines([1, 3])
      assert.deepStrictEqual(texts((yield* cut(first + long + last, 200)).inFile), [first, long, last])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("sorts from its oldest end, whichever end that is", () =>
    Effect.gen(function* () {
      for (const timestamps of [
        [1, 2, 3],
        [3, 2, 1]
      ]) {
        const { byName, inFile } = yield* cut(lines(timestamps).join(""), 150)
        assert.strictEqual(inFile.length, 3)
        assert.deepStrictEqual(
          byName.map(({ facts }) => [facts.newest_timestamp, facts.snapshot_id.slice(20, 27)]),
          [
            [1, "in-0000"],
            [2, "in-0001"],
            [3, "in-0002"]
          ]
        )
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is read by what the program brings, several parts at the same time", () =>
    Effect.gen(function* () {
      const all = lines([1, 2, 3])
      const paths: Array<string | undefined> = []
      let reading = 0
      let most = 0
      const brought: PartReaderService = {
        concurrency: 2,
        read: Effect.fnUntraced(function* (source, reply, part) {
          paths.push(reply.file)
          reading += 1
          most = Math.max(most, reading)
          const read = yield* readFilePart(source, reply.file ?? "", part)
          reading -= 1
          return { ...read, summary: Object.assign(new ReplySummary(), structuredClone(read.summary)) }
        })
      }
      const { inFile, byName } = yield* cut(all.join(""), 150).pipe(
        Effect.provideService(PartReader, brought)
      )
      assert.deepStrictEqual(texts(inFile), all)
      assert.deepStrictEqual(
        byName.map(({ facts }) => facts.newest_timestamp),
        [1, 2, 3]
      )
      assert.strictEqual(most, 2)
      assert.strictEqual(new Set(paths).size, 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of any lines and parts: nothing is lost, and no record is cut", () =>
    Effect.gen(function* () {
      const line = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.string({ maxLength: 30, unit: "binary" }))
      const samples = fc.sample(
        fc.tuple(
          fc.array(line, { minLength: 1, maxLength: 12 }),
          fc.integer({ min: 1, max: 600 }),
          fc.boolean()
        ),
        40
      )
      for (const [records, partBytes, hasEnd] of samples) {
        const all = records.map(([time, textMessage]) => recordAt(time, { textMessage }))
        const text = all.join("\n") + (hasEnd ? "\n" : "")
        const parts = texts((yield* cut(text, partBytes)).inFile)
        assert.strictEqual(Buffer.from(parts.join("")).toString(), Buffer.from(text).toString())
        assert.isTrue(parts.slice(0, -1).every((part) => part.endsWith("\n")))
      }
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
  )
})
