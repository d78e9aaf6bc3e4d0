import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { constants, crc32, deflateRawSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import {
  dataDescriptor,
  deflateEnd,
  directory,
  localHeader,
  readZip,
  wholeEntry,
  type ZipEntry
} from "../../src/xlsx/zip.ts"
import { python } from "../programs.ts"

const texts = { "a.xml": "first ".repeat(1000), "b/ключ.xml": "second" }

/** A zip of blocks that were deflated apart, as the writer of sheets makes it. */
const streamed = (zip64: boolean) => {
  const parts: Array<Uint8Array> = []
  const entries: Array<ZipEntry> = []
  let offset = 0
  const add = (bytes: Uint8Array) => {
    parts.push(bytes)
    offset += bytes.length
  }
  for (const [name, text] of Object.entries(texts)) {
    const start = offset
    add(localHeader(name))
    const dataStart = offset
    const half = Buffer.from(text.slice(0, 100))
    const rest = Buffer.from(text.slice(100))
    for (const block of [half, rest])
      add(deflateRawSync(block, { level: 1, finishFlush: constants.Z_SYNC_FLUSH }))
    add(deflateEnd)
    const entry: ZipEntry = {
      name,
      crc: crc32(Buffer.from(text)),
      size: Buffer.byteLength(text),
      deflatedSize: offset - dataStart,
      offset: start,
      zip64,
      isStreamed: true
    }
    entries.push(entry)
    add(dataDescriptor(entry))
  }
  add(directory(entries, offset))
  return Buffer.concat(parts)
}

const readByPython = `
import sys, zipfile, json
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps({i.filename: [z.read(i).decode(), list(i.date_time)] for i in z.infolist()}))
`

describe("a zip", () => {
  it("is read back by its own reader", () => {
    assert.deepStrictEqual(Object.fromEntries(readZip(streamed(false))), texts)
    const { bytes, entry } = wholeEntry("one", Buffer.from("content"), 0)
    const zip = Buffer.concat([bytes, directory([entry], bytes.length)])
    assert.deepStrictEqual(Object.fromEntries(readZip(zip)), { one: "content" })
  })

  for (const zip64 of [false, true])
    it.runIf(python !== undefined)(`is read by Python${zip64 ? ", also as zip64" : ""}`, () => {
      const folder = mkdtempSync(join(tmpdir(), "zip-"))
      const path = join(folder, "x.zip")
      writeFileSync(path, streamed(zip64))
      const answer = execFileSync(python ?? "", ["-c", readByPython, path], { encoding: "utf8" })
      rmSync(folder, { recursive: true })
      const expected = Object.entries(texts).map(([name, text]) => [name, [text, [1980, 1, 1, 0, 0, 0]]])
      assert.deepStrictEqual(JSON.parse(answer), Object.fromEntries(expected))
    })

  it("lists sizes and places beyond 4 GiB in zip64 fields", () => {
    const far: ZipEntry = {
      name: "x",
      crc: 1,
      size: 5e9,
      deflatedSize: 4.5e9,
      offset: 6e9,
      zip64: true,
      isStreamed: true
    }
    const end = Buffer.from(directory([far], 11e9))
    const extra = 46 + 1
    assert.strictEqual(end.readUInt32LE(24), 0xffff_ffff)
    assert.deepStrictEqual(
      [4, 12, 20].map((at) => Number(end.readBigUInt64LE(extra + at))),
      [5e9, 4.5e9, 6e9]
    )
    const zip64End = extra + 28
    assert.strictEqual(end.readUInt32LE(zip64End), 0x06064b50)
    assert.strictEqual(Number(end.readBigUInt64LE(zip64End + 48)), 11e9)
    assert.strictEqual(end.readUInt32LE(end.length - 22), 0x06054b50)
    assert.strictEqual(end.readUInt32LE(end.length - 6), 0xffff_ffff)
  })
})
