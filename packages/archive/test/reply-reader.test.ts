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
  it("says what stands in the reply, and has no issues", () => {
    const record = one('{"typeMessage":"textMessage","idMessage":"A","textMessage":"\\u00e9\\ud83d\\ude00"}')
    assert.deepStrictEqual(
      [record.message?.["textMessage"], record.hashId, record.issues],
      ["é😀", undefined, []]
    )
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
    for (const id of ['""', "null", "5.5", "[]"])
      assert.match(one(`{"typeMessage":"","idMessage":${id}}`).hashId ?? "", /^hash:[0-9a-f]{32}$/)
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
      { numRuns: 250 }
    )
  })
})
