import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Zlib from "node:zlib"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { compressionOf, DamagedCompression, decompressed } from "../src/compressed.ts"

const text = JSON.stringify(
  Array.from({ length: 20 }, (_, n) => ({ idMessage: `A${n}`, textMessage: `hello ${n * n}` }))
)
const body = Buffer.from(text)

const zstd = (bytes: Uint8Array | string, params: Record<number, number> = {}) =>
  Zlib.zstdCompressSync(bytes, { params: { [Zlib.constants.ZSTD_c_checksumFlag]: 1, ...params } })

const skippable = (length: number, kind = 0): Buffer => {
  const frame = Buffer.alloc(8 + length, 0x28)
  frame.writeUInt32LE(0x184d2a50 + kind)
  frame.writeUInt32LE(length, 4)
  return frame
}

/** A frame of one raw, one run-length and one empty last block, without a checksum. */
const handMade = (): Buffer => {
  const block = (isLast: boolean, type: number, size: number, content: ReadonlyArray<number>) => {
    const head = (size << 3) | (type << 1) | Number(isLast)
    return [head & 0xff, (head >> 8) & 0xff, head >> 16, ...content]
  }
  return Buffer.from([
    ...[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58],
    ...block(false, 0, 3, [0x61, 0x62, 0x63]),
    ...block(false, 1, 1000, [0x78]),
    ...block(true, 0, 0, [])
  ])
}

const inChunks = async function* (bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

/** The plain bytes, or what is wrong. */
const opened = async (bytes: Uint8Array, chunk = 1_000_000): Promise<Buffer | DamagedCompression> => {
  const pieces: Array<Uint8Array> = []
  try {
    for await (const piece of decompressed(inChunks(bytes, chunk), compressionOf(bytes))) pieces.push(piece)
  } catch (error) {
    if (error instanceof DamagedCompression) return error
    throw error
  }
  return Buffer.concat(pieces)
}

const plain = async (bytes: Uint8Array, chunk?: number): Promise<string> => {
  const result = await opened(bytes, chunk)
  if (result instanceof DamagedCompression) throw result
  return result.toString()
}

const gzipMembers = [Zlib.gzipSync(body), Zlib.gzipSync(""), Zlib.gzipSync("tail", { level: 0 })]
const zstdFrames = [
  skippable(5),
  zstd(body),
  skippable(0, 15),
  zstd(""),
  handMade(),
  zstd("tail", { [Zlib.constants.ZSTD_c_contentSizeFlag]: 0 }),
  skippable(300)
]
const gzips = Buffer.concat(gzipMembers)
const frames = Buffer.concat(zstdFrames)
const framesText = `${text}abc${"x".repeat(1000)}tail`

describe("what a file is", () => {
  it("is told by its first bytes", () => {
    assert.strictEqual(compressionOf(gzips), "gzip")
    assert.strictEqual(compressionOf(zstd("")), "zstd")
    for (const kind of [0, 7, 15]) assert.strictEqual(compressionOf(skippable(0, kind)), "zstd")
    for (const other of [
      body,
      Buffer.alloc(0),
      Buffer.of(0x1f),
      Buffer.of(0x28, 0xb5, 0x2f),
      Buffer.alloc(4, 0xff)
    ])
      assert.strictEqual(compressionOf(other), "none")
  })

  it("that is not compressed passes through", async () => {
    assert.strictEqual(await plain(body, 7), text)
  })
})

describe("a compressed file", () => {
  it("is read to its last member or frame, in any pieces", async () => {
    for (const chunk of [1, 2, 3, 4, 5, 7, 8, 64, 1000, 1_000_000]) {
      assert.strictEqual(await plain(gzips, chunk), `${text}tail`)
      assert.strictEqual(await plain(frames, chunk), framesText)
    }
  })

  it("may hold nothing", async () => {
    assert.strictEqual(await plain(Zlib.gzipSync("")), "")
    assert.strictEqual(await plain(zstd("")), "")
    assert.strictEqual(await plain(skippable(9)), "")
  })

  it("of any content comes back, however many frames and pieces", async () => {
    const part = fc.tuple(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: -1, max: 20 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 3000 }),
        async (parts, chunk) => {
          const expected = Buffer.concat(parts.map(([bytes]) => bytes))
          const framed = parts.map(([bytes, skip, hasChecksum]) =>
            Buffer.concat([
              skip < 0 ? Buffer.alloc(0) : skippable(skip),
              zstd(bytes, { [Zlib.constants.ZSTD_c_checksumFlag]: Number(hasChecksum) })
            ])
          )
          assert.deepStrictEqual(await opened(Buffer.concat(framed), chunk), expected)
          assert.deepStrictEqual(
            await opened(Buffer.concat(parts.map(([bytes]) => Zlib.gzipSync(bytes))), chunk),
            expected
          )
        }
      ),
      { numRuns: 60 }
    )
  })

  it("that is cut anywhere is an error, but between two members or frames", async () => {
    for (const parts of [gzipMembers, zstdFrames]) {
      const bytes = Buffer.concat(parts)
      const ends = parts.map((_, index) => Buffer.concat(parts.slice(0, index + 1)).length)
      for (let length = 4; length < bytes.length; length += 1) {
        const result = await opened(bytes.subarray(0, length), [3, 17, 1_000_000][length % 3])
        const isCut = result instanceof DamagedCompression
        assert.strictEqual(isCut, !ends.includes(length), `cut after ${length} bytes`)
        if (isCut) assert.strictEqual(result.reason.code, "compression_cut")
      }
    }
  })

  it("with one flipped bit anywhere is an error, or still says the same", async () => {
    for (const [bytes, expected] of [
      [Zlib.gzipSync(body), text],
      [zstd(body), text]
    ] as const)
      for (let bit = 4 * 8; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const result = await opened(flipped)
        assert.isTrue(result instanceof DamagedCompression || result.toString() === expected, `bit ${bit}`)
      }
  })

  it("followed by other bytes is an error, in any pieces", async () => {
    for (const bytes of [Zlib.gzipSync(body), gzips, zstd(body), frames])
      for (const tail of [
        [0],
        [10],
        [0x1f],
        [0x1f, 0x8b],
        [0x28, 0xb5, 0x2f, 0xfd],
        [0, 0, 0, 0, 0],
        [...Buffer.from("[1,2,3,4]")]
      ])
        for (const chunk of [1, 5, 1_000_000])
          assert.instanceOf(
            await opened(Buffer.concat([bytes, Buffer.from(tail)]), chunk),
            DamagedCompression,
            `${tail}`
          )
  })

  it("says by a code what is wrong", async () => {
    const words = async (bytes: Uint8Array) => {
      const result = await opened(bytes)
      return result instanceof DamagedCompression ? result.message : result.toString()
    }
    assert.strictEqual(await words(Buffer.concat([gzips, Buffer.alloc(3)])), "compression_followed")
    assert.include(
      await words(Buffer.concat([frames, Buffer.alloc(4)])),
      `compression_not_zstd {at: ${frames.length}}`
    )
    const withDictionary = zstd(body)
    withDictionary[4] = (withDictionary[4] ?? 0) | 1
    assert.include(
      await words(Buffer.concat([withDictionary.subarray(0, 6), Buffer.of(9), withDictionary.subarray(6)])),
      "dictionary"
    )
    const wrongSum = Zlib.gzipSync(body)
    wrongSum[wrongSum.length - 6] = (wrongSum[wrongSum.length - 6] ?? 0) ^ 1
    assert.include(await words(wrongSum), "compression_damaged")
  })

  it("lets an error of its source through", async () => {
    const broken = async function* () {
      yield zstd(body).subarray(0, 20)
      throw new RangeError("the disk")
    }
    for (const compression of ["zstd", "none"] as const) {
      let caught: unknown
      try {
        for await (const _ of decompressed(broken(), compression)) assert.isDefined(_)
      } catch (error) {
        caught = error
      }
      assert.instanceOf(caught, RangeError)
    }
  })
})

const hasProgram = (name: string): boolean => {
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

/** What a program makes of a file of the body. */
const madeBy = (name: string, ...options: ReadonlyArray<string>): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), "chatledger-test-"))
  try {
    const path = join(folder, "reply.json")
    writeFileSync(path, large)
    return execFileSync(name, [...options, "-c", path], { maxBuffer: 100_000_000, stdio: "pipe" })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const large = Buffer.from(Array.from({ length: 9000 }, (_, n) => `${text}${n}\n`).join(""))

const programs = [
  ["zstd"],
  ["zstd", "-T2", "-B1M"],
  ["zstd", "--no-check", "-12", "--long=20"],
  ["zstd", "--no-content-size"],
  ["pzstd", "-p", "2"],
  ["gzip", "-9"],
  ["gzip", "-n", "-1"]
].filter(([name = ""]) => hasProgram(name))

describe("a file made by another program", () => {
  for (const [name = "", ...options] of programs)
    it(`is read: ${[name, ...options].join(" ")}`, async () => {
      const bytes = madeBy(name, ...options)
      assert.isTrue(large.equals((await opened(bytes, 100_000)) as Buffer))
      const twice = (await opened(Buffer.concat([bytes, bytes]), 65_536)) as Buffer
      assert.isTrue(Buffer.concat([large, large]).equals(twice))
      assert.instanceOf(await opened(bytes.subarray(0, bytes.length - 1)), DamagedCompression)
    })

  it("is tried where there is one", () => {
    assert.isTrue(programs.length > 0 || process.platform === "win32" || !hasProgram("gzip"))
  })
})
