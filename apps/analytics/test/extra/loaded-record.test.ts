import { type ReadRecord, ReplyReader } from "@chatledger/archive"
import { assert, describe, it } from "vitest"
import { type LoadedRecord, loadedRecord } from "../../src/extra/loaded-record.ts"

type Loaded = Omit<ReadRecord, "source"> & LoadedRecord

/** The only record of a reply. */
const one = (record: string | Uint8Array): Loaded => {
  const loaded: Array<Loaded> = []
  const reader = new ReplyReader(({ source: _, ...read }) => loaded.push({ ...read, ...loadedRecord(read) }))
  for (const piece of ["[", record, "]"]) reader.push(Buffer.from(piece))
  reader.end()
  assert.strictEqual(loaded.length, 1)
  const [first] = loaded
  if (first === undefined) throw new Error("no record")
  return first
}

const codes = ({ issues }: Pick<ReadRecord, "issues">) => issues.map(({ code }) => code)

describe("a record that fits", () => {
  it("is left as it is in the reply", () => {
    const record = one('{"typeMessage":"textMessage","idMessage":"A","textMessage":"\\u00e9\\ud83d\\ude00"}')
    assert.deepStrictEqual(
      [record.mendedText, record.hashId, record.extra],
      [undefined, undefined, undefined]
    )
    assert.strictEqual(record.message?.["textMessage"], "é😀")
    assert.deepStrictEqual(record.issues, [])
  })

  it("with unknown fields is left as it is, and they are in extra with all their digits", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","n":{"a":12345678901234567890,"b":-9007199254740993,"c":1e400,"d":"x"},"e":0.10}'
    )
    assert.isUndefined(record.mendedText)
    assert.strictEqual(
      record.extra,
      '{"n":{"a":12345678901234567890,"b":-9007199254740993,"c":1e400,"d":"x"},"e":0.1}'
    )
  })

  it("with a field of another type is written without it", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","location":{"latitude":1},"textMessage":"t"}'
    )
    assert.strictEqual(record.mendedText, '{"typeMessage":"textMessage","idMessage":"A","textMessage":"t"}')
    assert.strictEqual(record.extra, '{"location":{"latitude":1}}')
  })

  it("keeps fields that are named like JavaScript's own", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","__proto__":{"a":1},"constructor":2,"toString":null}'
    )
    assert.strictEqual(record.extra, '{"__proto__":{"a":1},"constructor":2,"toString":null}')
  })
})

describe("a record that a strict reader would refuse", () => {
  it("is corrected if it contains half a surrogate pair, in texts and in names", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"x\\ud83d","\\ude00":"\\uD83D y"}'
    )
    assert.deepStrictEqual(codes(record), ["lone_surrogate"])
    assert.strictEqual(
      record.mendedText,
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"x\ufffd"}'
    )
    assert.strictEqual(record.extra, '{"\ufffd":"\ufffd y"}')
  })

  it("is mended where bytes are not UTF-8", () => {
    const bytes = Buffer.from('{"typeMessage":"textMessage","idMessage":"A","textMessage":"x\xff"}', "latin1")
    const record = one(bytes)
    assert.deepStrictEqual(codes(record), ["invalid_utf8"])
    assert.strictEqual(
      record.mendedText,
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"x\ufffd"}'
    )
    assert.deepStrictEqual(codes(one('{"typeMessage":"textMessage","textMessage":"\ufffd"}')), [])
  })

  it("is mended where a control character is not escaped, and only inside texts", () => {
    const record = one('{"typeMessage":"textMessage",\t"idMessage":"A",\n"textMessage":"a\tb\n\\"\u0000c"}')
    assert.deepStrictEqual(codes(record), ["raw_control_character"])
    assert.strictEqual(record.message?.["textMessage"], 'a\tb\n"\u0000c')
    assert.strictEqual(
      record.mendedText,
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"a\\tb\\n\\"\\u0000c"}'
    )
    assert.deepStrictEqual(codes(one('{"typeMessage":"","textMessage":"a\\\nb"}')), ["not_json"])
  })

  it("is corrected if a text of megabytes contains control characters", () => {
    const record = one(
      `{"typeMessage":"textMessage","idMessage":"A","textMessage":"${"x\n".repeat(1_000_000)}"}`
    )
    assert.strictEqual(record.message?.["textMessage"], "x\n".repeat(1_000_000))
    assert.isAtMost(record.issues[0]?.raw?.length ?? 0, 65_537)
  })

  it("is corrected if a field occurs twice: the last one counts", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"a","text\\u004dessage":"b","x":{"y":1,"y":2}}'
    )
    assert.deepStrictEqual(codes(record), ["duplicate_key"])
    assert.strictEqual(record.mendedText, '{"typeMessage":"textMessage","idMessage":"A","textMessage":"b"}')
    assert.strictEqual(record.extra, '{"x":{"y":2}}')
  })

  it("is corrected if a value does not fit its column: it is in extra as it was sent", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","timestamp":"0017","sendByApi":12345678901234567890}'
    )
    assert.deepStrictEqual(codes(record), ["field_type", "field_type"])
    assert.strictEqual(record.mendedText, '{"typeMessage":"textMessage","idMessage":"A"}')
    assert.strictEqual(record.extra, '{"timestamp":"0017","sendByApi":12345678901234567890}')
  })
})
