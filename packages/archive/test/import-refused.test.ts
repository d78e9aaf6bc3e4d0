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

const webhook = '{"typeWebhook":"incomingMessageReceived","messageData":{"typeMessage":"textMessage"}}'
const zstd = Zlib.zstdCompressSync(arrayOf(1))
const gzip = Zlib.gzipSync(arrayOf(1))

const refused: ReadonlyArray<readonly [what: string, content: Content, words: string, name?: string]> = [
  ["an empty file", "", "is empty: a reply is at least `[]`"],
  ["blanks", " \n\t\r\n", "is empty"],
  ["many blanks", "\n".repeat(100_000), "is empty"],
  ["a byte-order mark alone", "\ufeff", "is empty"],
  ["an empty file in gzip", Zlib.gzipSync(""), "is empty"],
  [
    "a web page",
    "<!doctype html><p>Sign in</p>",
    "is HTML or XML, not a reply: a web page may have been saved"
  ],
  ["a web page after a mark", "\ufeff\n <html>", "is HTML or XML"],
  ["UTF-16 LE with a mark", utf16(arrayOf(1), [0xff, 0xfe]), "is UTF-16 text: save it as UTF-8"],
  ["UTF-16 BE with a mark", utf16(arrayOf(1), [0xfe, 0xff], true), "is UTF-16 text"],
  ["UTF-16 LE", utf16(arrayOf(1), []), "is UTF-16 text"],
  ["UTF-16 BE", utf16(` ${arrayOf(1)}`, [], true), "is UTF-16 text"],
  [
    "an object",
    '{"code":401,"description":"Unauthorized"}',
    "is no reply: it holds an object, and a reply is a list"
  ],
  ["an indented object", '{\n  "typeWebhook": "x",\n  "a": 1\n}', "is no reply: it holds an object"],
  ["a webhook", webhook, "(webhooks are none)"],
  ["a list of webhooks", `[${webhook},${webhook}]`, "is no reply: none of its 2 records has a `typeMessage`"],
  ["lines of webhooks", `${webhook}\n${webhook}\n`, "is no reply", "hooks.ndjson"],
  ["numbers", "[1,2,3]", "none of its 3 records has a `typeMessage`"],
  ["a number", "42", "is no reply: a reply is a list of records, `[ … ]`, or one record a line"],
  ["a text", '"x"', "is no reply"],
  ["CSV", "idMessage,timestamp\nA,1\n", "is no reply"],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "is no reply"],
  ["zeros", new Uint8Array(5000), "is no reply"],
  ["100,000 brackets", "[".repeat(100_000), "none of its 1 records has a `typeMessage`"],
  ["100,000 closed brackets", "[".repeat(100_000) + "]".repeat(100_000), "none of its 1 records"],
  ["one record without brackets", recordAt(1), "holds one record and no list: put it in brackets, `[ … ]`"],
  ["half a gzip file", gzip.subarray(0, 40), "the compressed data is cut: save it again"],
  ["half a zstd file", zstd.subarray(0, zstd.length - 1), "the compressed data is cut: save it again"],
  [
    "bytes after a gzip member",
    Buffer.concat([gzip, Buffer.alloc(4)]),
    "bytes follow the compressed data: save it again"
  ],
  ["bytes after a zstd frame", Buffer.concat([zstd, bytesOf("[1,2]")]), "bytes after the compressed data"],
  ["damaged gzip", gzip.with(20, (gzip[20] ?? 0) ^ 0xff), "the compressed data is damaged"]
]

describe("a file that is no reply", () => {
  for (const [what, content, words, name = "file.json"] of refused)
    it.effect(`is refused by name, in words: ${what}`, () =>
      Effect.gen(function* () {
        const { archive, refusal } = yield* importer
        const { message, kind } = yield* refusal(name, content)
        assert.match(message, new RegExp(`^${name}: `))
        assert.include(message, words)
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
    [{ instanceId: "../elsewhere" }, "`../elsewhere` is no instance: --instance takes the idInstance"],
    [{ instanceId: "" }, "is no instance"],
    [{ minutes: 1.5 }, "--minutes must be a whole number"],
    [{ minutes: -1 }, "--minutes must be a whole number"],
    [{ requestedAt: new Date(Number.NaN) }, "--requested-at must be a time from 1970 to the year 9999"],
    [{ requestedAt: new Date("+012024-01-01T00:00:00Z") }, "--requested-at must be a time"]
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
        [`${folder}/gone.json`, "it does not exist"],
        [folder, "is a folder: name the files in it"]
      ] as const) {
        const error = yield* Effect.flip(importReply(archive, known, { path, name: "x" }, options))
        assert.instanceOf(error, ImportRefused)
        assert.strictEqual(error.message, `${path}: ${words}`)
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
        [`${folder}/pipe.json`, "is a pipe, not a file"],
        [`${folder}/link.json`, "is a pipe"],
        ["/dev/zero", "is a device, not a file"],
        ["/proc/self/status", "is made up by the system"]
      ] as const) {
        const error = yield* Effect.flip(importReply(archive, known, { path, name: "x" }, options))
        assert.instanceOf(error, ImportRefused)
        assert.include(error.message, `${path}: ${words}`)
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
      assert.strictEqual(
        large.message,
        "-: no temporary file could be written for it: the disk is full: make room and run the same command again"
      )
      assert.deepStrictEqual(yield* filesIn(archive.path), ["archive.json"])
    }).pipe(Effect.provide(files))
  })
})
