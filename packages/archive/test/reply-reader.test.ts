import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type ReadRecord, ReplyReader } from "../src/index.ts"
import { bytesOf } from "./archives.ts"

type Kept = Omit<ReadRecord, "source"> & { readonly text: string }

const read = (reply: string | Uint8Array, chunk = 1_000_000) => {
  const records: Array<Kept> = []
  const reader = new ReplyReader(({ source, ...record }) =>
    records.push({ ...record, text: Buffer.from(source.bytes.subarray(source.start, source.end)).toString() })
  )
  const bytes = typeof reply === "string" ? bytesOf(reply) : reply
  for (let at = 0; at < bytes.length; at += chunk) reader.push(bytes.slice(at, at + chunk))
  return { records, summary: reader.end() }
}

/** The only record of a reply. */
const one = (record: string | Uint8Array): Kept => {
  const { records } = read(
    typeof record === "string" ? `[${record}]` : Buffer.concat([bytesOf("["), record, bytesOf("]")])
  )
  assert.strictEqual(records.length, 1)
  const [first] = records
  if (first === undefined) throw new Error("no record")
  return first
}

const codes = ({ issues }: Pick<ReadRecord, "issues">) => issues.map(({ code }) => code)

describe("a record that fits", () => {
  it("is left as it stands in the reply", () => {
    const record = one('{"typeMessage":"textMessage","idMessage":"A","textMessage":"\\u00e9\\ud83d\\ude00"}')
    assert.deepStrictEqual(
      [record.mendedText, record.hashId, record.extra],
      [undefined, undefined, undefined]
    )
    assert.strictEqual(record.message?.["textMessage"], "é😀")
    assert.deepStrictEqual(record.issues, [])
  })

  it("with unknown fields is left as it is, and they stand in extra with all their digits", () => {
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

describe("a record without idMessage", () => {
  it("has a hash of what it says, whatever its order, blanks, link and thumbnail", () => {
    const id = one('{"typeMessage":"incomingBlock","chatId":"c","chatState":"x"}').hashId
    assert.strictEqual(id, "hash:66bc48f971fe7a099d4fd1d95c601286")
    for (const same of [
      '{"chatState":"x", "chatId":"c","typeMessage":"incoming\\u0042lock"}',
      '{"typeMessage":"incomingBlock","chatId":"c","chatState":"x","downloadUrl":"u","jpegThumbnail":"t"}'
    ])
      assert.strictEqual(one(same).hashId, id)
    for (const other of [
      '{"typeMessage":"incomingBlock","chatId":"c","chatState":"y"}',
      '{"typeMessage":"incomingBlock","chatId":"c","chatState":"x","idMessage":""}'
    ])
      assert.notStrictEqual(one(other).hashId, id)
  })

  it("has one too if the id is empty, null or no text", () => {
    for (const id of ['""', "null", "5", "[]"])
      assert.match(one(`{"typeMessage":"","idMessage":${id}}`).hashId ?? "", /^hash:[0-9a-f]{32}$/)
  })
})

describe("a record that a strict reader would refuse", () => {
  it("is mended where half a surrogate pair stands, in texts and in names", () => {
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

  it("is mended where control characters stand in a text of megabytes", () => {
    const record = one(
      `{"typeMessage":"textMessage","idMessage":"A","textMessage":"${"x\n".repeat(1_000_000)}"}`
    )
    assert.strictEqual(record.message?.["textMessage"], "x\n".repeat(1_000_000))
    assert.isAtMost(record.issues[0]?.raw?.length ?? 0, 65_537)
  })

  it("is mended where a field stands twice: the last one counts", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"a","text\\u004dessage":"b","x":{"y":1,"y":2}}'
    )
    assert.deepStrictEqual(codes(record), ["duplicate_key"])
    assert.strictEqual(record.mendedText, '{"typeMessage":"textMessage","idMessage":"A","textMessage":"b"}')
    assert.strictEqual(record.extra, '{"x":{"y":2}}')
  })

  it("is mended where a value does not fit its column: it stands in extra as it was sent", () => {
    const record = one(
      '{"typeMessage":"textMessage","idMessage":"A","timestamp":"0017","sendByApi":12345678901234567890}'
    )
    assert.deepStrictEqual(codes(record), ["field_type", "field_type"])
    assert.strictEqual(record.mendedText, '{"typeMessage":"textMessage","idMessage":"A"}')
    assert.strictEqual(record.extra, '{"timestamp":"0017","sendByApi":12345678901234567890}')
  })
})

describe("a record that is none", () => {
  it("is reported with what was sent, and no message is made of it", () => {
    const { records, summary } = read(
      '[{"typeMessage":"","idMessage":"A"},{"a":},null,,[1],"x",{"typeMessage":""}]'
    )
    assert.deepStrictEqual(records.map(codes), [
      [],
      ["not_json"],
      ["not_an_object"],
      ["missing_record"],
      ["not_an_object"],
      ["not_an_object"],
      []
    ])
    assert.deepStrictEqual(records[1]?.issues, [
      { code: "not_json", detail: "the record is not JSON: unexpected character", raw: '{"a":}' }
    ])
    assert.deepStrictEqual([summary.recordCount, summary.faultyCount, summary.faultCount], [7, 5, 5])
  })

  it("is described without a word of its text", () => {
    const secrets = [
      '{"a":"secret}',
      '{"a":secret}',
      '{"a":"x" secret',
      '{"secret"}',
      "{secret:1}",
      '{"a":"\\secret"}',
      '{"a":1 "secret":2}'
    ]
    for (const secret of secrets) {
      const { records } = read(`${secret}\n`)
      for (const { detail } of records.flatMap(({ issues }) => issues)) assert.notInclude(detail, "secret")
      assert.deepStrictEqual(records.map(codes), [["not_json"]])
    }
  })

  it("may nest too deep", () => {
    const record = one("[".repeat(600) + "]".repeat(600))
    assert.deepStrictEqual(record.issues[0]?.detail, "the record nests deeper than 512 levels")
  })
})

describe("a reply", () => {
  it("that is cut keeps its whole records, and says so once", () => {
    const { records, summary } = read('[{"typeMessage":"","idMessage":"A"},{"typeMessage":"","idMes')
    assert.deepStrictEqual(records.map(codes), [[], ["reply_is_cut"]])
    assert.deepStrictEqual(summary.replyIssues, [])
    const whole = read('[{"typeMessage":"","idMessage":"A"},{"typeMessage":"","idMessage":"B"}').summary
    assert.deepStrictEqual(whole.replyIssues, [
      { position: 2, code: "reply_is_cut", detail: "the closing bracket of the reply is missing", raw: null }
    ])
    assert.strictEqual(whole.typedCount, 2)
  })

  it("with something after its end says where", () => {
    assert.deepStrictEqual(read("[] x").summary.replyIssues, [
      { position: 0, code: "bytes_after_reply", detail: "byte 3 follows the end of the reply", raw: null }
    ])
  })

  it("has a direction, times and counts, faults or not", () => {
    const reply = [
      '{"typeMessage":"textMessage","type":"incoming","timestamp":30,"idMessage":"A"}',
      '{"typeMessage":"textMessage","type":"outgoing","timestamp":20,"idMessage":"B","sendByApi":"***"}',
      '{"typeMessage":"textMessage","type":"incoming","timestamp":25,"idMessage":"C"}',
      '{"type":"incoming","timestamp":"10","idMessage":"D"}',
      "null"
    ]
    const newest = read(`[${reply.join(",")}]`).summary
    assert.isTrue(newest.isNewestFirst)
    assert.deepStrictEqual([newest.oldestTimestamp, newest.newestTimestamp], [10, 30])
    assert.deepStrictEqual([newest.incomingCount, newest.outgoingCount, newest.typedCount], [3, 1, 3])
    assert.deepStrictEqual([newest.recordCount, newest.faultyCount, newest.format], [5, 3, "array"])
    assert.isFalse(read(reply.reverse().join("\n")).summary.isNewestFirst)
    assert.isTrue(read("[]").summary.isNewestFirst)
  })

  it("shows its first 20 faults, and counts them all", () => {
    const { summary } = read(`[${"1,".repeat(99)}1]`)
    assert.deepStrictEqual(
      [summary.faults.length, summary.faultCount, summary.codes.get("not_an_object")],
      [20, 100, 100]
    )
    assert.deepStrictEqual(
      summary.faults.map(({ position }) => position),
      [...Array(20).keys()]
    )
  })

  it("says the same in whatever pieces it comes", () => {
    const record = fc.constantFrom(
      '{"typeMessage":"textMessage","idMessage":"A","textMessage":"é\\ud83d"}',
      '{"typeMessage":"textMessage","textMessage":"a\nb","novelty":12345678901234567890}',
      '{"typeMessage":5}',
      '{"a":1,"a":2}',
      "null",
      "{",
      '"',
      ""
    )
    const reply = fc.tuple(
      fc.array(record, { maxLength: 6 }),
      fc.constantFrom(",", "\n", " , "),
      fc.boolean()
    )
    fc.assert(
      fc.property(reply, fc.integer({ min: 1, max: 40 }), ([records, between, isArray], chunk) => {
        const text = isArray ? `[${records.join(between)}]` : records.join(between)
        assert.deepStrictEqual(read(text, chunk), read(text))
      }),
      { numRuns: 500 }
    )
  })
})
