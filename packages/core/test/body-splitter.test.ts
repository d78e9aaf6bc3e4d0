import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { BodySplitter, type Others, type SplitReply } from "../src/internal.ts"
import { bytesOf, inPieces } from "./split.ts"

const splitPieces = (chunks: Iterable<Uint8Array>, maxRecordBytes?: number) => {
  const replies: Array<SplitReply & { readonly records: ReadonlyArray<string> }> = []
  const others: Array<Others> = []
  let records: Array<string> = []
  const splitter = new BodySplitter(
    {
      onRecord: ({ bytes, start, end, offset, isCut }) => {
        const text = Buffer.from(bytes.subarray(start, end)).toString("latin1")
        records.push(`${offset}:${text}${isCut ? "…" : ""}`)
      },
      onReply: (reply) => {
        replies.push({ ...reply, records })
        records = []
      },
      onOthers: (other) => others.push(other)
    },
    { maxRecordBytes }
  )
  for (const chunk of chunks) splitter.push(chunk)
  splitter.end()
  return { replies, others }
}

/** Records of each reply, without their offsets, and the bytes that are no reply. */
const told = (body: string | Uint8Array) => {
  const bytes = typeof body === "string" ? bytesOf(body) : body
  const { others, replies } = splitPieces([bytes])
  return {
    replies: replies.map(({ records }) => records.map((record) => record.slice(record.indexOf(":") + 1))),
    texts: replies.map(({ end, start }) => Buffer.from(bytes.subarray(start, end)).toString()),
    closed: replies.map(({ isClosed }) => isClosed),
    others: others.map(({ end, start }) => Buffer.from(bytes.subarray(start, end)).toString("latin1"))
  }
}

const record = (id: string) => `{"type":"incoming","idMessage":"${id}","textMessage":"x"}`

describe("replies in one body", () => {
  it("are all read, whatever stands between them", () => {
    for (const between of [
      "",
      "\n",
      "\r\n",
      " \n\n\t",
      ",",
      ",\n",
      "\ufeff",
      "\n\ufeff",
      "\u001e\n",
      "\n\u001e"
    ]) {
      const all = [`[${record("A")}]`, "[]", `[${record("B")},${record("C")}]`]
      const { closed, others, replies, texts } = told(all.join(between))
      assert.deepStrictEqual(texts, all, JSON.stringify(between))
      assert.deepStrictEqual(replies, [[record("A")], [], [record("B"), record("C")]])
      assert.deepStrictEqual([closed, others], [[true, true, true], []])
    }
  })

  it("may be indented, and lines may stand before, between and after them", () => {
    const indented = JSON.stringify([JSON.parse(record("A"))], null, 2)
    const body = `${record("L")}\n${indented}\n${record("M")}\n${record("N")}\n[${record("B")}]${record("O")}`
    assert.deepStrictEqual(
      told(body).replies.map((records) => records.map((text) => JSON.parse(text).idMessage)),
      [["L"], ["A"], ["M", "N"], ["B"], ["O"]]
    )
  })

  it("may be records with nothing or a comma between them", () => {
    for (const between of ["", " ", ",", ",\n", "\r"])
      assert.deepStrictEqual(told([record("A"), record("B"), `[${record("C")}]`].join(between)).replies, [
        [record("A"), record("B")],
        [record("C")]
      ])
  })

  it("may be lines of lists, each with a mark of its own", () => {
    const body = `\ufeff[${record("A")}]\r\n\ufeff[${record("B")}]\r\n${record("C")}\r\n\ufeff[${record("D")}]`
    assert.deepStrictEqual(told(body).replies, [[record("A")], [record("B")], [record("C")], [record("D")]])
  })

  it("are read after what is none: error pages, errors of the service, zeros, half a text", () => {
    const page = '<html>\n<script>var a = [{"b": 1}]</script>\n</html>'
    for (const between of [
      page,
      `\n${page}\n`,
      "Bad Gateway",
      "\u0000".repeat(5000),
      'x"[{"',
      "}}]",
      "502\n"
    ]) {
      const { others, replies } = told(`[${record("A")}]${between}[${record("B")}]`)
      assert.deepStrictEqual([replies, others.length], [[[record("A")], [record("B")]], 1], between)
    }
    const refused = '{"statusCode":429,"message":"Too Many Requests"}'
    assert.deepStrictEqual(told(`[${record("A")}]${refused}[${record("B")}]`).replies, [
      [record("A")],
      [refused],
      [record("B")]
    ])
    assert.deepStrictEqual(told(`[${record("A")}]\n<p>\n[]\n<p>\n${record("B")}`).replies, [
      [record("A")],
      [],
      [record("B")]
    ])
  })

  it("are read after one that was cut, wherever that was", () => {
    const whole = `[${record("A")},${record("B")}]`
    for (const between of ["", "\n", "\r\n"])
      for (let at = 1; at < whole.length; at += 1) {
        const { closed, others, replies } = told(
          `${whole.slice(0, at)}${between}[${record("C")}]${between}[${record("D")}]`
        )
        const place = whole.slice(0, at) + between
        assert.deepStrictEqual(replies.slice(1), [[record("C")], [record("D")]], place)
        assert.deepStrictEqual([closed, others], [[false, true, true], []], place)
        if (at > record("A").length + 1) assert.strictEqual(replies[0]?.[0], record("A"), place)
      }
  })

  it("may be cut one after the other, and the last one too", () => {
    const cut = `[${record("A")},{"idMessage":"B","textMessage":"y`
    assert.deepStrictEqual(told(cut.repeat(3)).closed, [false, false, false])
    assert.deepStrictEqual(
      told(cut.repeat(3)).replies.map(([first]) => first),
      [record("A"), record("A"), record("A")]
    )
  })

  it("are told to be followed by something, if that is only what stands before another one", () => {
    for (const after of [",", "\ufeff", "\u001e", " ,\n"])
      assert.deepStrictEqual(told(`[${record("A")}]${after}`).others, [
        Buffer.from(after.trimStart() || after).toString("latin1")
      ])
  })

  it("that are UTF-16 are no replies, and told as such", () => {
    const utf16 = Buffer.from(`\r\n[${record("B")}]`, "utf16le")
    const { others, replies } = splitPieces([Buffer.concat([bytesOf(`[${record("A")}]`), utf16])])
    assert.deepStrictEqual([replies.length, others.map(({ isUtf16 }) => isUtf16)], [1, [true]])
  })
})

describe("one reply", () => {
  it("is not taken for two where a record holds lists, also lists of records", () => {
    const nested = `[{"votes":[{"optionVoters":[[1]]}],"quoted":[${record("A")}],"b":"[{\\"type\\":\\"incoming\\"}]"}]`
    assert.deepStrictEqual(told(nested).texts, [nested])
  })

  it("of records over several lines is read, and a record that is cut spoils no other", () => {
    const values = ["A", "B", "C"].map((id) => JSON.parse(record(id)))
    for (const indent of [1, 2, "\t"]) {
      const texts = values.map((value) => JSON.stringify(value, null, indent))
      assert.deepStrictEqual(told(texts.join("\n")).replies, [texts])
      assert.deepStrictEqual(told(texts.join("\r\n")).replies, [texts])
      const [first = "", second = "", third = ""] = texts
      assert.deepStrictEqual(told([first, second.slice(0, -3), third].join("\n")).replies, [
        [first, second.slice(0, -3).trimEnd(), third]
      ])
    }
  })

  it("is empty where the body is", () => {
    for (const body of ["", " \n", "\ufeff"])
      assert.deepStrictEqual(
        splitPieces([bytesOf(body)]).replies.map(({ format }) => format),
        ["empty"]
      )
  })
})

const token = fc.oneof(
  fc.constantFrom("[", "]", "{", "}", '"', "\\", ",", ":", "\n", "\r", " ", "\ufeff", "\u0000", "<", "é"),
  fc.constantFrom(
    record("A"),
    `[${record("B")}]`,
    `[${record("C")},`,
    '[{"idMessage":"',
    "[]",
    '{"typeMessage":1}',
    "\n{\n"
  )
)
const bodies = fc.array(token, { maxLength: 24 }).map((tokens) => bytesOf(tokens.join("")))
const lengths = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 })
  .map((all) => [...all, 1])

describe("any body", () => {
  it("gives the same replies in whatever chunks it comes, one after the other", () => {
    fc.assert(
      fc.property(bodies, lengths, fc.constantFrom(undefined, 60), (body, pieces, maxRecordBytes) => {
        const whole = splitPieces([body], maxRecordBytes)
        assert.deepStrictEqual(splitPieces(inPieces(body, pieces), maxRecordBytes), whole)
        const ranges = [...whole.replies, ...whole.others].toSorted(
          (a, b) => a.start - b.start || a.end - b.end
        )
        for (const [index, { end, start }] of ranges.entries()) {
          assert.isAtMost(start, end)
          assert.isAtMost(end, ranges[index + 1]?.start ?? body.length)
        }
      }),
      { numRuns: 1500 }
    )
  })
})
