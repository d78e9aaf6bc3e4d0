import { execFileSync } from "node:child_process"
import * as Zlib from "node:zlib"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import {
  ArchiveNotWritable,
  type ImportOptions,
  ImportRefused,
  importReply,
  knownBodies
} from "../src/index.ts"
import { bytesOf, filesIn } from "./archives.ts"
import { watchedFiles } from "./files.ts"
import { arrayOf, type Content, importer, recordAt } from "./imports.ts"

const utf16 = (text: string, mark: ReadonlyArray<number>, isBigEndian = false) => {
  const bytes = Buffer.from(text, "utf16le")
  return Buffer.concat([Buffer.from(mark), isBigEndian ? bytes.swap16() : bytes])
}

const zstd = Zlib.zstdCompressSync(arrayOf(1))
const gzip = Zlib.gzipSync(arrayOf(1))

/** UTF-8 that a program read as Latin-1, and saved as UTF-8. */
const latin1 = (text: string) => Buffer.from(Buffer.from(text).toString("latin1"))

const refused: ReadonlyArray<readonly [what: string, content: Content, reason: string, name?: string]> = [
  ["an empty file", "", "empty_file"],
  ["blanks", " \n\t\r\n", "empty_file"],
  ["many blanks", "\n".repeat(100_000), "empty_file"],
  ["a byte-order mark alone", "\ufeff", "empty_file"],
  ["an empty file in gzip", Zlib.gzipSync(""), "empty_file"],
  ["a web page", "<!doctype html><p>Sign in</p>", "is_html"],
  ["a web page after a mark", "\ufeff\n <html>", "is_html"],
  ["UTF-16 LE with a mark", utf16(arrayOf(1), [0xff, 0xfe]), "utf16"],
  ["UTF-16 BE with a mark", utf16(arrayOf(1), [0xfe, 0xff], true), "utf16"],
  ["UTF-16 LE", utf16(arrayOf(1), []), "utf16"],
  ["UTF-16 BE", utf16(` ${arrayOf(1)}`, [], true), "utf16"],
  ["an object", '{"code":401,"description":"Unauthorized"}', "object_not_list"],
  ["an indented object", '{\n  "code": 401,\n  "a": 1\n}', "object_not_list"],
  [
    "UTF-8 that was read as Latin-1",
    latin1(
      '[{"typeMessage":"textMessage","textMessage":"привет"},{"typeMessage":"textMessage","textMessage":"ещё"}]'
    ),
    "decoded_twice"
  ],
  ["numbers", "[1,2,3]", "no_types {records: 3}"],
  ["NaN", '[{"typeMessage":"textMessage","size":NaN}]', "no_json {records: 1}"],
  ["a number", "42", "not_list"],
  ["a text", '"x"', "not_list"],
  ["CSV", "idMessage,timestamp\nA,1\n", "not_list"],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "not_list"],
  ["zeros", new Uint8Array(5000), "not_list"],
  ["a record that is cut", `[${recordAt(1).slice(0, -20)}`, "cut_at_once"],
  ["100,000 brackets", "[".repeat(100_000), "no_types {records: 1}"],
  ["100,000 closed brackets", "[".repeat(100_000) + "]".repeat(100_000), "no_types {records: 1}"],
  ["one record without brackets", recordAt(1), "one_record"],
  ["half a gzip file", gzip.subarray(0, 40), "compression {why: compression_cut}"],
  ["half a zstd file", zstd.subarray(0, zstd.length - 1), "compression {why: compression_cut}"],
  [
    "bytes after a gzip member",
    Buffer.concat([gzip, Buffer.alloc(4)]),
    "compression {why: compression_followed}"
  ],
  ["bytes after a zstd frame", Buffer.concat([zstd, bytesOf("[1,2]")]), "compression_not_zstd"],
  ["damaged gzip", gzip.with(20, (gzip[20] ?? 0) ^ 0xff), "compression_damaged"]
]

describe("a file that is no reply", () => {
  for (const [what, content, reason, name = "file.json"] of refused)
    it.effect(`is refused by name: ${what}`, () =>
      Effect.gen(function* () {
        const { archive, refusal } = yield* importer
        const { message, kind } = yield* refusal(name, content)
        assert.match(message, new RegExp(`^${name}: `))
        assert.include(message, reason)
        assert.notInclude(message, "Unauthorized")
        assert.include(["no-reply", "unreadable"], kind)
        assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
      }).pipe(Effect.provide(NodeServices.layer))
    )

  it.effect("keeps no other file from being kept", () =>
    Effect.gen(function* () {
      const { importFile, refusal, kept } = yield* importer
      yield* importFile("a.json", arrayOf(1))
      yield* refusal("b.json", "<html>")
      yield* importFile("c.json", arrayOf(2))
      assert.deepStrictEqual(
        (yield* kept).map(({ facts }) => facts.source),
        ["a.json", "c.json"]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("may be one for the names that are taken for lines: one record in .ndjson is a reply", () =>
    Effect.gen(function* () {
      const { importFile } = yield* importer
      assert.strictEqual((yield* importFile("a.ndjson", recordAt(1))).parts.length, 1)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("in only one of many parts is no reason to refuse the others", () =>
    Effect.gen(function* () {
      const { importFile } = yield* importer
      const { parts } = yield* importFile("a.ndjson", `{"a":1}\n${recordAt(1)}\n`, { partBytes: 50 })
      assert.deepStrictEqual(
        parts.map(({ summary }) => summary.faultyCount),
        [1, 0]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("an import with the wrong options", () => {
  const options: ReadonlyArray<readonly [Partial<ImportOptions>, string]> = [
    [{ instanceId: "../elsewhere" }, 'instance_id_invalid {given: "../elsewhere"}'],
    [{ instanceId: "" }, "instance_id_invalid"],
    [{ minutes: 1.5 }, "minutes_invalid"],
    [{ minutes: -1 }, "minutes_invalid"],
    [{ minutes: 5_256_001 }, "minutes_invalid"],
    [{ requestedAt: new Date(Number.NaN) }, "requested_at_invalid"],
    [{ requestedAt: new Date("+012024-01-01T00:00:00Z") }, "requested_at_invalid"]
  ]
  it.effect("says which one, and keeps nothing", () =>
    Effect.gen(function* () {
      const { archive, refusal } = yield* importer
      for (const [wrong, words] of options) {
        const { message, kind } = yield* refusal("a.json", arrayOf(1), wrong)
        assert.strictEqual(kind, "usage")
        assert.include(message, words)
      }
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("a file that cannot be read", () => {
  it.effect("is refused with the reason: it is gone, it is a folder", () =>
    Effect.gen(function* () {
      const { archive, folder } = yield* importer
      const known = yield* knownBodies(archive, "1101000001")
      const options = { instanceId: "1101000001", program: "p" }
      for (const [path, words] of [
        [`${folder}/gone.json`, "ENOENT"],
        [folder, "folder"]
      ] as const) {
        const error = yield* Effect.flip(importReply(archive, known, { path, name: "x" }, options))
        assert.instanceOf(error, ImportRefused)
        assert.strictEqual(error.message, `${path}: not imported: ${words}`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is refused unread where it is none: a pipe, a device, what the system makes up", () =>
    Effect.gen(function* () {
      if (process.platform !== "linux") return
      const { archive, folder } = yield* importer
      const fs = yield* FileSystem.FileSystem
      execFileSync("mkfifo", [`${folder}/pipe.json`])
      yield* fs.symlink(`${folder}/pipe.json`, `${folder}/link.json`)
      const known = yield* knownBodies(archive, "1101000001")
      const options = { instanceId: "1101000001", program: "p" }
      for (const [path, words] of [
        [`${folder}/pipe.json`, "pipe"],
        [`${folder}/link.json`, "pipe"],
        ["/dev/zero", 'no_file {kind: "device"}'],
        ["/proc/self/status", "system_file"]
      ] as const) {
        const error = yield* Effect.flip(importReply(archive, known, { path, name: "x" }, options))
        assert.instanceOf(error, ImportRefused)
        assert.strictEqual(error.message, `${path}: not imported: ${words}`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )
})

describe("an archive that cannot be written", () => {
  it.effect("fails the import, and leaves nothing behind", () => {
    const failing = { isOn: false }
    const files = watchedFiles([], (call) =>
      failing.isOn && call.startsWith("write") ? "ENOSPC" : undefined
    )
    return Effect.gen(function* () {
      const { archive, importFile, importStdin } = yield* importer
      failing.isOn = true
      const error = yield* Effect.flip(importFile("a.json", arrayOf(1)))
      assert.instanceOf(error, ArchiveNotWritable)
      const large = yield* Effect.flip(importStdin([bytesOf(`[${"x".repeat(34_000_000)}]`)]))
      assert.instanceOf(large, ImportRefused)
      assert.strictEqual(large.message, "-: not imported: no_temporary_file {why: ENOSPC}")
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(files))
  })
})
