import * as Zlib from "node:zlib"
import { randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import {
  commitSnapshot,
  type Facts,
  readBody,
  readFacts,
  readSnapshot,
  SnapshotDamaged,
  type SnapshotRef
} from "../src/index.ts"
import { bytesOf, emptyArchive, factsOf } from "./archives.ts"
import { breadth } from "./breadth.ts"

const checksum = { params: { [Zlib.constants.ZSTD_c_checksumFlag]: 1 } }

/** Puts other bytes in the place of a snapshot. */
const overwrite = Effect.fnUntraced(function* (ref: SnapshotRef, bytes: Uint8Array) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.writeFile(ref.path, bytes)
})

const kept = Effect.fnUntraced(function* (body: Uint8Array, told: Partial<Facts> = {}) {
  const fs = yield* FileSystem.FileSystem
  const archive = yield* emptyArchive
  const ref = yield* commitSnapshot(archive, factsOf(body, told), body)
  return { archive, ref, file: yield* fs.readFile(ref.path) }
})

/** What is wrong with a snapshot; undefined if nothing is. */
const damageOf = (ref: SnapshotRef) =>
  readSnapshot(ref, () => Effect.void).pipe(
    Effect.as(undefined),
    Effect.catch((damage) => Effect.succeed(damage))
  )

const pseudoRandom = (length: number): Uint8Array => {
  const { bits } = randomFrom(1)
  return Uint8Array.from({ length }, () => bits() >>> 24)
}

describe("a snapshot", () => {
  it.effect("gives its facts and body back bit for bit", () =>
    Effect.gen(function* () {
      const bodies = [
        new Uint8Array(0),
        bytesOf("\n"),
        bytesOf("\n[]\n"),
        new Uint8Array(100_000),
        Uint8Array.of(0, 0xff, 0x0a, 0xc3, 0x28),
        pseudoRandom(1_000_000),
        bytesOf(`[${" ".repeat(3_000_000)}]`)
      ]
      const archive = yield* emptyArchive
      for (const body of bodies) {
        const facts = factsOf(body, { evidence: { stateInstance: "authorized" }, source: "a\n\ud83d.json" })
        const ref = yield* commitSnapshot(archive, facts, body)
        assert.deepStrictEqual(yield* readBody(ref), { facts, body })
        assert.deepStrictEqual(yield* readFacts(ref), facts)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("gives any bytes back, in whatever chunks they were kept", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const roundTrip = Effect.fnUntraced(function* (chunks: ReadonlyArray<Uint8Array>) {
        const body = new Uint8Array(Buffer.concat(chunks))
        const ref = yield* commitSnapshot(archive, factsOf(body), Stream.fromIterable(chunks))
        assert.deepStrictEqual((yield* readBody(ref)).body, body)
      })
      const samples = fc.sample(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 5 }), 100)
      yield* Effect.forEach(samples, roundTrip, { discard: true })
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of 40 MB is read in pieces", () =>
    Effect.gen(function* () {
      const megabyte = pseudoRandom(1_000_000)
      const body = Buffer.concat(Array.from({ length: 40 }, () => megabyte))
      const { ref } = yield* kept(body)
      let largest = 0
      const facts = yield* readSnapshot(ref, (chunk) =>
        Effect.sync(() => {
          largest = Math.max(largest, chunk.length)
        })
      )
      assert.strictEqual(facts.byte_count, 40_000_000)
      assert.isAtMost(largest, 1024 * 1024)
      assert.deepStrictEqual(yield* readFacts(ref), facts)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is one zstd frame that tells its size, with a checksum: any zstd reads it at once", () =>
    Effect.gen(function* () {
      const body = bytesOf('[{"a":1}]\n')
      const { ref, file } = yield* kept(body)
      const facts = yield* readFacts(ref)
      const expected = `${JSON.stringify(facts)}\n[{"a":1}]\n`
      assert.strictEqual(Buffer.from(Zlib.zstdDecompressSync(file)).toString(), expected)
      assert.strictEqual((file[4] ?? 0) & 0b100, 0b100)
      assert.isAtLeast((file[4] ?? 0) & 0b1110_0000, 0b10_0000)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("with facts that this version does not know, and much of them, is read", () =>
    Effect.gen(function* () {
      const body = bytesOf("[]")
      const { ref } = yield* kept(body)
      const facts = factsOf(body)
      const later = { novelty: { deep: [1] }, ...facts, more: pseudoRandom(200_000).join(" ") }
      yield* overwrite(ref, Zlib.zstdCompressSync(bytesOf(`${JSON.stringify(later)}\n[]`), checksum))
      assert.deepStrictEqual(yield* readFacts(ref), facts)
      assert.deepStrictEqual(yield* readBody(ref), { facts, body })
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("a damaged snapshot", () => {
  it.effect("is found wherever one bit is flipped", () =>
    Effect.gen(function* () {
      const body = bytesOf('[{"typeMessage":"textMessage","textMessage":"hello, hello, hello"}]')
      const { ref, file } = yield* kept(body)
      let same = 0
      // Every bit of the header and the checksum, and one of every other byte.
      const isEdge = (bit: number) => bit < 20 * 8 || bit >= (file.length - 4) * 8
      for (let bit = 0; bit < file.length * 8; bit += isEdge(bit) ? breadth(9, 1) : breadth(61, 7)) {
        const flipped = file.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        yield* overwrite(ref, flipped)
        const read = yield* Effect.result(readBody(ref))
        if (read._tag === "Failure") assert.instanceOf(read.failure, SnapshotDamaged)
        else {
          assert.deepStrictEqual(read.success, { facts: factsOf(body), body })
          same += 1
        }
      }
      // Bits that zstd itself passes over; nothing that was kept is in them.
      assert.isAtMost(same, 2)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is found wherever it is cut, and whatever is appended", () =>
    Effect.gen(function* () {
      const { ref, file } = yield* kept(bytesOf('[{"typeMessage":"textMessage"}]'))
      const isEdge = (length: number) => length < 30 || length > file.length - 10
      for (let length = 0; length < file.length; length += isEdge(length) ? breadth(8, 1) : breadth(29, 3)) {
        yield* overwrite(ref, file.subarray(0, length))
        assert.instanceOf(yield* damageOf(ref), SnapshotDamaged, `cut after ${length} bytes`)
      }
      for (const tail of [[0], [0x28], [0x28, 0xb5, 0x2f, 0xfd], [10, 10, 10, 10, 10]]) {
        yield* overwrite(ref, Buffer.concat([file, Uint8Array.from(tail)]))
        assert.instanceOf(yield* damageOf(ref), SnapshotDamaged)
      }
      yield* overwrite(ref, Buffer.concat([file, Zlib.zstdCompressSync("more")]))
      assert.include((yield* damageOf(ref))?.message, "hash_differs")
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is found when it is large: one flipped byte in the middle, or a cut end", () =>
    Effect.gen(function* () {
      const { ref, file } = yield* kept(pseudoRandom(3_000_000))
      for (const at of [30, 700, 100_000, file.length >> 1, file.length - 1]) {
        const flipped = file.slice()
        flipped[at] = (flipped[at] ?? 0) ^ 0x10
        yield* overwrite(ref, flipped)
        assert.instanceOf(yield* damageOf(ref), SnapshotDamaged, `flipped at ${at}`)
        yield* overwrite(ref, file.subarray(0, at))
        assert.instanceOf(yield* damageOf(ref), SnapshotDamaged, `cut at ${at}`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is one that stands under the name of another", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const commit = (text: string, told: Partial<Facts> = {}) =>
        commitSnapshot(archive, factsOf(bytesOf(text), told), bytesOf(text))
      const one = yield* commit("[1]")
      for (const other of [yield* commit("[2]"), yield* commit("[1]", { instance_id: "1102000002" })]) {
        const held = [yield* fs.readFile(one.path), yield* fs.readFile(other.path)] as const
        yield* overwrite(one, held[1])
        yield* overwrite(other, held[0])
        for (const ref of [one, other]) {
          assert.include((yield* damageOf(ref))?.message, `${ref.path}: damaged: facts_of_another`)
          assert.instanceOf(yield* Effect.flip(readFacts(ref)), SnapshotDamaged)
        }
        yield* overwrite(one, held[0])
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("may be whole zstd and hold anything: no facts, other facts, another body", () =>
    Effect.gen(function* () {
      const body = bytesOf("[1]")
      const { ref } = yield* kept(body)
      const line = JSON.stringify(factsOf(body))
      for (const text of [
        "",
        "\n",
        line,
        `{"version":1}\n[1]`,
        `not JSON\n[1]`,
        `${line.replace('"version":1', '"version":2')}\n[1]`,
        `${line}\n[2]`,
        `${line}\n[1] `,
        `${line}\n`,
        `\n${line}\n[1]`,
        "x".repeat(2_000_000)
      ]) {
        yield* overwrite(ref, Zlib.zstdCompressSync(text, checksum))
        assert.instanceOf(yield* damageOf(ref), SnapshotDamaged, text.slice(0, 40))
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is an empty file, a folder, a missing file, and one that may not be read, told by a code", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const { ref } = yield* kept(bytesOf("[1]"))
      const reason = Effect.fnUntraced(function* (expected: string) {
        const damage = yield* damageOf(ref)
        assert.include(damage?.message, `${ref.path}: damaged: ${expected}`)
        assert.include((yield* Effect.flip(readFacts(ref))).message, expected)
      })
      yield* overwrite(ref, new Uint8Array(0))
      yield* reason("ends_before_body")
      if (process.getuid?.() !== 0) {
        yield* fs.chmod(ref.path, 0)
        yield* reason("cannot_be_read {why: EACCES}")
      }
      yield* fs.remove(ref.path)
      yield* reason("cannot_be_read {why: ENOENT}")
      yield* fs.makeDirectory(ref.path)
      yield* reason("cannot_be_read {why: EISDIR}")
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("keeps no file open", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const { ref, file } = yield* kept(pseudoRandom(300_000))
      const open = Effect.map(
        Effect.orElseSucceed(fs.readDirectory("/proc/self/fd"), () => []),
        ({ length }) => length
      )
      const flipped = file.slice()
      flipped[150_000] = (flipped[150_000] ?? 0) ^ 1
      yield* overwrite(ref, flipped)
      yield* damageOf(ref)
      const before = yield* open
      for (let turn = 0; turn < 20; turn += 1) {
        yield* damageOf(ref)
        yield* readFacts(ref)
        yield* Effect.flip(readSnapshot(ref, () => Effect.fail("enough")))
      }
      assert.isAtMost(yield* open, before + 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
