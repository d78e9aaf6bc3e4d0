import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "fast-check"
import { SeenReply } from "../src/coverage/seen-reply.ts"
import { ReplyReader } from "../src/reply-reader.ts"
import { readReplyBody } from "../src/sync/body-reader.ts"
import { readPlainReply } from "../src/sync/plain-reply.ts"

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Everything that both ways through a reply tell. */
const toldOf = (summary: ReturnType<ReplyReader["end"]>) => ({
  counts: [summary.recordCount, summary.faultyCount, summary.typedCount, summary.faultCount],
  directions: [summary.incomingCount, summary.outgoingCount, summary.isNewestFirst],
  times: [summary.oldestTimestamp, summary.newestTimestamp],
  codes: [...summary.codes],
  faults: summary.faults,
  replyIssues: summary.replyIssues
})

const carefully = (bytes: Uint8Array) => {
  const reader = new ReplyReader(() => undefined)
  reader.push(bytes)
  const seen = new SeenReply()
  seen.push(bytes)
  return { told: toldOf(reader.end()), seen: seen.end().records }
}

const text = FastCheck.oneof(
  FastCheck.string(),
  FastCheck.constantFrom('a":b', "\\", '\\":', "\u0001", "😀", "\ud83d")
)
const record = FastCheck.oneof(
  {
    weight: 8,
    arbitrary: FastCheck.record(
      {
        type: FastCheck.constantFrom("incoming", "outgoing"),
        idMessage: FastCheck.oneof(text, FastCheck.constant("")),
        timestamp: FastCheck.oneof(FastCheck.nat(), FastCheck.nat().map(String)),
        typeMessage: FastCheck.constantFrom(
          "textMessage",
          "imageMessage",
          "",
          "newMessage",
          "reactionMessage"
        ),
        chatId: text,
        textMessage: FastCheck.oneof(text, FastCheck.nat()),
        downloadUrl: text,
        extendedTextMessage: FastCheck.record({ text, jpegThumbnail: text }, { requiredKeys: [] }),
        unknown: FastCheck.jsonValue()
      },
      { requiredKeys: [] }
    )
  },
  { weight: 1, arbitrary: FastCheck.jsonValue() }
)
const reply = FastCheck.tuple(
  FastCheck.array(record, { maxLength: 6 }),
  FastCheck.constantFrom(0, 0, 0, 1)
).map(([records, indent]) => JSON.stringify(records, null, indent))

describe("the quick way through a reply", () => {
  it("says what reading record by record says, or leaves it to that", () => {
    let quick = 0
    FastCheck.assert(
      FastCheck.property(reply, (body) => {
        const bytes = bytesOf(body)
        const plain = readPlainReply(bytes)
        if (plain === undefined) return
        quick += 1
        const careful = carefully(bytes)
        assert.deepStrictEqual(toldOf(plain.summary), careful.told)
        assert.deepStrictEqual(plain.seen.oldestFirst(plain.summary.isNewestFirst), careful.seen)
      }),
      { numRuns: 3000 }
    )
    assert.isAbove(quick, 1000)
  })

  it("leaves a reply with anything odd in it to the careful one", () => {
    const odd = [
      '[{"typeMessage":"","a":1,"a":2}]',
      '[{"typeMessage":"","a":"\\ud83d"}]',
      '[{"typeMessage":"","a":"\u0001"}]',
      '[{"typeMessage":""},]',
      '[{"typeMessage":""}] x',
      '[{"typeMessage":""}',
      '{"typeMessage":""}',
      "",
      `[${"[".repeat(600)}${"]".repeat(600)}]`
    ]
    for (const body of odd) assert.isUndefined(readPlainReply(bytesOf(body)), body)
    assert.isUndefined(readPlainReply(new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d])))
  })
})

describe("the reader of a sync", () => {
  it("takes a body of more than 32 MiB record by record", () => {
    const one = JSON.stringify({
      typeMessage: "textMessage",
      idMessage: "A",
      textMessage: "x".repeat(1_000_000)
    })
    const bytes = bytesOf(`[${Array.from({ length: 34 }, () => one).join(",")}]`)
    const end = readReplyBody(bytes)
    assert.isTrue("read" in end)
    if ("read" in end) assert.strictEqual(end.read.summary.recordCount, 34)
  })

  it("tells a broken record, and reads the others, which are kept if no reply is better", () => {
    const end = readReplyBody(
      bytesOf('[{"typeMessage":"","idMessage":"A"},{broken},{"typeMessage":"","idMessage":"B"},]')
    )
    assert.deepPropertyVal(end, "flaw", { code: "record_not_json", position: 2 })
    const usable = "flaw" in end ? end.usable : undefined
    assert.lengthOf(usable?.read.seen ?? [], 2)
    assert.deepStrictEqual([...(usable?.read.summary.codes.keys() ?? [])].sort(), [
      "missing_record",
      "not_json"
    ])
    assert.notProperty(readReplyBody(bytesOf("[object Object]")), "usable")
    assert.notProperty(readReplyBody(bytesOf('[{"typeMessage":""},{broken}')), "usable")
  })

  it("finds no array in what is cut, or goes on after its end", () => {
    for (const body of ['[{"typeMessage":""}', '[{"typeMessage":""}]]', "<html>", ""])
      assert.isTrue("flaw" in readReplyBody(bytesOf(body)), body)
  })
})
