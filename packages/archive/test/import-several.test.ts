import { execFileSync } from "node:child_process"
import * as Zlib from "node:zlib"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { coverageOf, openArchive, SnapshotDamaged, verifyArchive } from "../src/index.ts"
import { plainFiles } from "../src/internal.ts"
import { bytesOf, emptyArchive } from "./archives.ts"
import { arrayOf, type Content, importer, recordAt } from "./imports.ts"

const at = (seconds: number) => new Date(seconds * 1000).toISOString()
const outgoing = (time: number) => `[${recordAt(time, { type: "outgoing" })}]`
const call = (time: number) => `[${recordAt(time, { typeMessage: "incomingCall" })}]`
/** As Python's `encode("cp1251")` gives it. */
const windows1251 = (time: number) =>
  Buffer.from(`[${recordAt(time, { textMessage: "\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2" })}]`, "latin1")

describe("replies that were appended to one file", () => {
  it.effect("are each kept as it was, and are known again where one was saved by itself", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const replies = [arrayOf(2, 1), arrayOf(4, 3), arrayOf(6, 5)]
      for (const [index, between] of ["", "\n", "\r\n", ",", "\n\ufeff"].entries()) {
        const { parts, replyCount } = yield* importFile(`${index}.json`, replies.join(between))
        assert.strictEqual(replyCount, 3)
        assert.deepStrictEqual(
          parts.map(({ state, summary }) => [state, summary.recordCount]),
          replies.map(() => [index === 0 ? "added" : "known", 2])
        )
      }
      const alone = yield* importFile("alone.json.gz", Zlib.gzipSync(arrayOf(4, 3)))
      assert.deepStrictEqual(
        alone.parts.map(({ state }) => state),
        ["known"]
      )
      assert.deepStrictEqual(
        (yield* kept).map(({ body, facts }) => [Buffer.from(body).toString(), facts.requested_at]),
        replies.map((reply, index) => [reply, at(index * 2 + 2)])
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("add only what is new when the file has grown", () =>
    Effect.gen(function* () {
      const { importFile } = yield* importer
      const states = (file: Effect.Success<ReturnType<typeof importFile>>) =>
        file.parts.map(({ state }) => state)
      yield* importFile("j.json", `${arrayOf(1)}\n${arrayOf(2)}\n`, { requestedAt: new Date(9000) })
      const grown = `${arrayOf(1)}\n${arrayOf(2)}\n[]\n[]\n${arrayOf(3)}\n`
      assert.deepStrictEqual(states(yield* importFile("j.json", grown, { requestedAt: new Date(99_000) })), [
        "known",
        "known",
        "added",
        "known",
        "added"
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "have the told time for the last of each journal, which alone covers time; the others a guess",
    () =>
      Effect.gen(function* () {
        const { archive, importFile, kept } = yield* importer
        const day = 86_400
        const text = [arrayOf(day), outgoing(day + 1), arrayOf(day + 60), outgoing(day + 61), call(day + 62)]
        yield* importFile("j.json", text.join("\n"), { requestedAt: new Date(2 * day * 1000), minutes: 60 })
        assert.deepStrictEqual(
          (yield* kept)
            .map(({ facts }) => [facts.journal, facts.kind, facts.requested_at, facts.requested_at_is_guess])
            .toSorted(),
          [
            ["incoming", undefined, at(day), true],
            ["incoming", undefined, at(2 * day), false],
            ["incoming", "calls", at(2 * day), false],
            ["outgoing", undefined, at(day + 1), true],
            ["outgoing", undefined, at(2 * day), false]
          ].toSorted()
        )
        const covered = (yield* coverageOf(archive)).flatMap(({ intervals, journal }) =>
          intervals.map(({ from, state, to }) => [journal, state, (to - from) / 60_000])
        )
        assert.deepStrictEqual(covered, [
          ["incoming", "ok", 56],
          ["outgoing", "ok", 56],
          ["incoming calls", "ok", 56]
        ])
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("leave out what is none, by its place and with the reason", () =>
    Effect.gen(function* () {
      const { importFile } = yield* importer
      const refused = '{"statusCode":429,"message":"Too Many Requests"}'
      const told = Effect.fnUntraced(function* (name: string, ...pieces: ReadonlyArray<Content>) {
        const { leftOut, parts } = yield* importFile(
          name,
          Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
        )
        return {
          records: parts.map(({ summary }) => summary.recordCount),
          leftOut: leftOut.map(({ at, reason }) => [at, reason.code]),
          codes: parts.flatMap(({ summary }) => summary.faults.map(({ code, detail }) => `${code} ${detail}`))
        }
      })
      const first = arrayOf(1)
      assert.deepStrictEqual(yield* told("a.json", first, refused, arrayOf(2)), {
        records: [1, 1],
        leftOut: [[first.length + 1, "object_not_list"]],
        codes: []
      })
      assert.deepStrictEqual(yield* told("b.json", "<html>502</html>\n", arrayOf(3)), {
        records: [1],
        leftOut: [[0, "is_html"]],
        codes: []
      })
      const before = bytesOf(first).length
      assert.deepStrictEqual(yield* told("c.json", first, windows1251(2)), {
        records: [1],
        leftOut: [[before, "not_utf8"]],
        codes: []
      })
      assert.deepStrictEqual(
        (yield* told("d.json", first, Buffer.from(`\n${arrayOf(2)}`, "utf16le"))).codes,
        [`bytes_after_reply from byte ${before + 1} on it is UTF-16 text`]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("may stand among many lines, however these are cut", () =>
    Effect.gen(function* () {
      const { importFile, kept } = yield* importer
      const lines = Array.from({ length: 30 }, (_, index) => recordAt(index + 1))
      const list = JSON.stringify([JSON.parse(recordAt(50)), JSON.parse(recordAt(51))], null, 2)
      const text = [...lines.slice(0, 20), list, ...lines.slice(20)].join("\n")
      const { parts } = yield* importFile("j.json", text, { partBytes: 700 })
      assert.isAbove(parts.length, 3)
      assert.strictEqual(
        parts.reduce((sum, { summary }) => sum + summary.recordCount - summary.faultyCount, 0),
        32
      )
      assert.include(
        (yield* kept).map(({ body }) => Buffer.from(body).toString()),
        list
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("a file in another encoding", () => {
  it.effect("is refused by what it is, and damage here and there is kept with what is whole", () =>
    Effect.gen(function* () {
      const { importFile, refusal } = yield* importer
      assert.include((yield* refusal("a.json", windows1251(1))).message, "not_utf8")
      const gbk = Buffer.concat([
        Buffer.from('[{"typeMessage":"x","textMessage":"'),
        Buffer.of(0xc4, 0xe3),
        Buffer.from('"}]')
      ])
      assert.include((yield* refusal("b.json", gbk)).message, "not_utf8")
      const utf32 = Buffer.from([...arrayOf(1)].flatMap((letter) => [letter.charCodeAt(0) % 128, 0, 0, 0]))
      assert.include((yield* refusal("c.json", utf32)).message, "utf32")
      const damaged = bytesOf(
        `[${recordAt(1, { textMessage: "привет" })},${recordAt(2, { textMessage: "#" })}]`
      )
      const { parts } = yield* importFile("d.json", damaged.with(damaged.lastIndexOf(0x23), 0xff))
      assert.deepStrictEqual(
        parts.map(({ summary }) => [...summary.codes.keys()]),
        [["invalid_utf8"]]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("a file without end", () => {
  it.effect("is refused where it has nothing more to say, and unpacked no further", () =>
    Effect.gen(function* () {
      const { archive, importStdin, refusal } = yield* importer
      let given = 0
      const endless = (start: string, fill: number) =>
        (function* () {
          yield bytesOf(start)
          for (;;) {
            given += 1
            yield new Uint8Array(1024 * 1024).fill(fill)
          }
        })()
      for (const [start, fill, words, most] of [
        ["[", 0x20, "empty_stretch {from: 1}", 18],
        [arrayOf(1), 0, "empty_stretch", 18],
        ["", 0x0a, "blanks_only", 3],
        ["", 0, "not_list", 3],
        ["<html>", 0x61, "is_html", 3]
      ] as const) {
        given = 0
        const error = yield* Effect.flip(importStdin(endless(start, fill)))
        assert.include(error.message, words)
        assert.isAtMost(given, most, start)
      }
      const zeros = Zlib.gzipSync(new Uint8Array(40 * 1024 * 1024))
      assert.include((yield* refusal("zeros.json.gz", zeros)).message, "not_list")
      assert.include((yield* refusal("twice.json.gz", Zlib.gzipSync(zeros))).message, "compressed_twice")
      const empty = Buffer.concat(Array.from({ length: 1100 }, () => Zlib.zstdCompressSync("")))
      assert.include((yield* refusal("frames.json.zst", empty)).message, "compression_empty_frames")
      const fs = yield* FileSystem.FileSystem
      assert.deepStrictEqual(yield* fs.readDirectory(archive.path), ["archive.json", "snapshots"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("may have a window that no reader here has, which is said", () =>
    Effect.gen(function* () {
      const { refusal } = yield* importer
      // A frame header of RFC 8878: a window of 2^31 bytes; an empty last block.
      const frame = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 0x01, 0x00, 0x00)
      assert.include((yield* refusal("long.json.zst", frame)).message, "compression_window")
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("an archive with a pipe in it", () => {
  it.effect("is read without waiting for it, and names it", () =>
    Effect.gen(function* () {
      if (process.platform === "win32") return
      const { archive, importFile } = yield* importer
      const { parts } = yield* importFile("a.json", arrayOf(1))
      const folder = (parts[0]?.ref.path ?? "").replace(/[^/]*$/, "")
      const names = ["19700101T000001000Z-in-0000-0123456789abcdef.zst", "19700102.pack.zst"]
      for (const name of names) execFileSync("mkfifo", [`${folder}${name}`])
      const found = yield* Stream.runCollect(verifyArchive(archive))
      const damaged = found.flatMap(({ found }) => (found instanceof SnapshotDamaged ? [found.message] : []))
      assert.strictEqual(found.length - damaged.length, 1)
      for (const name of names)
        assert.isTrue(
          damaged.some((message) => message.includes(`${name}: damaged: no_snapshot {kind: "pipe"}`)),
          name
        )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("in the place of what describes it is no archive", () =>
    Effect.gen(function* () {
      if (process.platform === "win32") return
      const { path } = yield* emptyArchive
      const fs = yield* FileSystem.FileSystem
      yield* fs.remove(`${path}/archive.json`)
      execFileSync("mkfifo", [`${path}/archive.json`])
      const error = yield* Effect.flip(openArchive(path))
      assert.include(error.message, 'no_file {kind: "pipe"}')
    }).pipe(Effect.provide(Layer.provideMerge(plainFiles, NodeServices.layer)))
  )
})
