import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { RecordSplitter } from "../src/index.ts"
import { json } from "./records.ts"
import { bytesOf, inPieces, split, splitChunks } from "./split.ts"

const texts = (reply: string) => split(reply).records.map(({ text }) => text)
const flagged = (reply: string) => split(reply).records.map(({ text, flags }) => [text, ...flags])

describe("an array", () => {
  it("is cut at its commas, without the blanks around records", () => {
    assert.deepStrictEqual(texts(' [ {"a":[1,2]} ,\n{"b":"],"}\t,3 ] '), ['{"a":[1,2]}', '{"b":"],"}', "3"])
    assert.deepStrictEqual(split("[]"), {
      records: [],
      end: { format: "array", isClosed: true, bytesAfterAt: undefined }
    })
  })

  it("says where something follows its end", () => {
    assert.strictEqual(split("[1] \n").end.bytesAfterAt, undefined)
    assert.strictEqual(split("[1] [2]").end.bytesAfterAt, 4)
    assert.strictEqual(splitChunks(inPieces(bytesOf("[1]\n\n\nx"), [1])).end.bytesAfterAt, 6)
  })

  it("has a missing record between two commas, before the first and after the last", () => {
    assert.deepStrictEqual(
      split("[1,,2]").records.map(({ text, offset }) => [text, offset]),
      [
        ["1", 1],
        ["", 3],
        ["2", 4]
      ]
    )
    assert.deepStrictEqual(texts("[,]"), ["", ""])
    assert.deepStrictEqual(texts('[{"a":1},]'), ['{"a":1}', ""])
  })

  it("that is cut keeps its last record if that is whole", () => {
    const { records, end } = split('[{"a":1},{"b":2}')
    assert.deepStrictEqual(
      records.map(({ text, flags }) => [text, flags]),
      [
        ['{"a":1}', []],
        ['{"b":2}', []]
      ]
    )
    assert.isFalse(end.isClosed)
    assert.deepStrictEqual(flagged('[{"a":1},{"b":'), [['{"a":1}'], ['{"b":', "isCut"]])
    assert.deepStrictEqual(flagged('[{"a":1},{"b":"}'), [['{"a":1}'], ['{"b":"}', "isCut"]])
    assert.deepStrictEqual(texts('[{"a":1},'), ['{"a":1}'])
    assert.deepStrictEqual(split("["), {
      records: [],
      end: { format: "array", isClosed: false, bytesAfterAt: undefined }
    })
  })

  it("with a wrong closing bracket ends there, unclosed", () => {
    assert.deepStrictEqual(split('[{"a":1}}, {"b":2}]'), {
      records: [{ text: '{"a":1}', offset: 1, members: 1, flags: [] }],
      end: { format: "array", isClosed: false, bytesAfterAt: 8 }
    })
  })
})

describe("NDJSON", () => {
  it("is cut at line feeds, empty lines and carriage returns left out", () => {
    assert.deepStrictEqual(texts('{"a":1}\r\n\n {"b":2} \n{"c":3}'), ['{"a":1}', '{"b":2}', '{"c":3}'])
    assert.strictEqual(split('{"a":1}').end.format, "ndjson")
  })

  it("goes on after a line that is no JSON: an open quote or bracket ends with its line", () => {
    const lines = ['{"a":1}', '{"b":"open', '{"c":"\\', '{"d":[[', "}}}", '{"e":5}']
    assert.deepStrictEqual(texts(lines.join("\n")), lines)
  })

  it("whose last line is cut says so", () => {
    assert.deepStrictEqual(flagged('{"a":1}\n{"b":"x'), [['{"a":1}'], ['{"b":"x', "isCut"]])
    assert.deepStrictEqual(flagged('{"a":1}\n{"b":2'), [['{"a":1}'], ['{"b":2', "isCut"]])
  })
})

describe("answers of an empty queue", () => {
  it("are records between objects, whatever separates them", () => {
    const whole = ['{"a":1}', "null", "null", '{"b":null}', "null"]
    for (const separator of ["", "\n", " ", ","])
      for (const length of [1, 3, 100])
        assert.deepStrictEqual(
          splitChunks(inPieces(bytesOf(whole.join(separator)), [length])).records.map(({ text }) => text),
          whole
        )
    assert.deepStrictEqual(texts('nul\nnulls\n{"a":1}'), ["nul", "nulls", '{"a":1}'])
  })
})

describe("the start of a reply", () => {
  it("may be a byte-order mark and blanks, in any pieces", () => {
    for (const length of [1, 2, 3, 100]) {
      const chunks = inPieces(bytesOf('\ufeff \n[{"a":1}]'), [length])
      assert.deepStrictEqual(
        splitChunks(chunks).records.map(({ text, offset }) => [text, offset]),
        [['{"a":1}', 6]]
      )
    }
  })

  it("that is half a byte-order mark is a record that is no JSON", () => {
    for (const length of [1, 2, 100]) {
      const cut = splitChunks(inPieces(Uint8Array.of(0xef, 0xbb, 0x7b, 0x7d), [length]))
      assert.deepStrictEqual(
        cut.records.map(({ text, offset }) => [text, offset]),
        [["\u00ef\u00bb{}", 0]]
      )
      assert.strictEqual(splitChunks(inPieces(Uint8Array.of(0xef, 0xbb), [length])).records.length, 1)
    }
  })

  it("that is also the end, or blank, is an empty reply", () => {
    for (const reply of ["", " \r\n\t", "\ufeff", "\ufeff \n"])
      assert.deepStrictEqual(split(reply), {
        records: [],
        end: { format: "empty", isClosed: true, bytesAfterAt: undefined }
      })
  })
})

describe("what is seen in passing", () => {
  it("are members, line breaks, raw control characters and surrogate escapes", () => {
    assert.strictEqual(split('[{"a:b":{"c":1,"d":[{"e":":"}]}}]').records[0]?.members, 4)
    assert.deepStrictEqual(flagged('[{"a":\n1}\n]'), [['{"a":\n1}', "hasLineBreak"]])
    assert.deepStrictEqual(flagged('[\n{"a":1}\r\n]'), [['{"a":1}']])
    assert.deepStrictEqual(flagged('{"a":\r1}\r\n{"b":2}\r\n'), [['{"a":\r1}', "hasLineBreak"], ['{"b":2}']])
    assert.deepStrictEqual(flagged('[{"a":"\n"}]'), [['{"a":"\n"}', "hasRawControl"]])
    assert.deepStrictEqual(flagged('[{"a":"\\\n"}]'), [['{"a":"\\\n"}', "hasRawControl"]])
    for (const surrogate of ["\\ud83d", "\\uD83D", "\\udfff", "\\uDBFF"])
      assert.deepStrictEqual(flagged(`["${surrogate}"]`), [[`"${surrogate}"`, "hasSurrogateEscape"]])
    for (const text of ["\\\\ud83d", "\\ud7ff", "\\ue000", "ud83d"])
      assert.deepStrictEqual(flagged(`["${text}"]`), [[`"${text}"`]])
  })

  it("is depth beyond the limit", () => {
    const deep = (levels: number) => `[${"[".repeat(levels)}${"]".repeat(levels)}]`
    assert.deepStrictEqual(split(deep(512)).records[0]?.flags, [])
    assert.deepStrictEqual(split(deep(513)).records[0]?.flags, ["isTooDeep"])
  })
})

describe("a record that is too large", () => {
  it("leaves its first 4 KiB, and the records after it whole", () => {
    const large = `{"a":"${"x".repeat(20_000)}"}`
    const reply = bytesOf(`[{"b":1},${large},{"c":2}]`)
    for (const length of [7, 4096, 100_000]) {
      const { records } = splitChunks(inPieces(reply, [length]), { maxRecordBytes: 10_000 })
      assert.deepStrictEqual(
        records.map(({ text, flags }) => [text, ...flags]),
        [['{"b":1}'], [large.slice(0, 4096), "isTooLarge"], ['{"c":2}']]
      )
    }
  })

  it("is one byte larger than the limit, and never longer than it was", () => {
    const sizes = (maxRecordBytes: number) =>
      split('["12345"]', { maxRecordBytes }).records.map(({ text, flags }) => [text, ...flags])
    assert.deepStrictEqual(sizes(7), [['"12345"']])
    assert.deepStrictEqual(sizes(6), [['"12345"', "isTooLarge"]])
  })

  it("takes no memory for what is left out, even if it never ends", () => {
    const sizes: Array<number> = []
    const splitter = new RecordSplitter((record) => sizes.push(record.bytes.buffer.byteLength), {
      maxRecordBytes: 1_000_000
    })
    const brackets = bytesOf("[".repeat(100_000))
    for (let turn = 0; turn < 200; turn += 1) splitter.push(brackets)
    splitter.end()
    assert.deepStrictEqual(sizes, [4096])
  })
})

const broken = fc
  .array(
    fc.constantFrom(
      ...[
        "{",
        "}",
        "[",
        "]",
        '"',
        "\\",
        "\\u",
        "\\ud83d",
        "d",
        "8",
        ",",
        ":",
        "\n",
        "\r",
        " ",
        "\t",
        "a",
        "é",
        "😀"
      ],
      '{"a":1}',
      '"x\\"y"',
      "\ufeff",
      "\u0000"
    ),
    { maxLength: 40 }
  )
  .map((tokens) => bytesOf(tokens.join("")))
const lengths = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 })
  .map((all) => [...all, 1])

describe("any reply", () => {
  it("gives the same records in whatever chunks it comes", () => {
    fc.assert(
      fc.property(
        fc.oneof(broken, fc.uint8Array({ maxLength: 30 })),
        lengths,
        fc.constantFrom("", "[", "\ufeff[", "{}\n"),
        fc.integer({ min: 1, max: 30 }),
        (rest, pieces, start, maxRecordBytes) => {
          const reply = Uint8Array.from([...bytesOf(start), ...rest])
          for (const options of [undefined, { maxRecordBytes, maxDepth: 2 }])
            assert.deepStrictEqual(
              splitChunks(inPieces(reply, pieces), options),
              splitChunks([reply], options)
            )
        }
      ),
      { numRuns: 1500 }
    )
  })

  it("of JSON gives its records back, however they are indented", () => {
    const parse = (reply: string) =>
      split(reply).records.map(({ text }): unknown =>
        JSON.parse(Buffer.from(text, "latin1").toString("utf8"))
      )
    fc.assert(
      fc.property(fc.array(json, { maxLength: 6 }), fc.constantFrom(0, 1, "\t"), (values, indent) => {
        const expected: unknown = JSON.parse(JSON.stringify(values))
        assert.deepStrictEqual(parse(JSON.stringify(values, null, indent)), expected)
        const objects = values.map((a) => ({ a }))
        const lines = objects.map((value) => `${JSON.stringify(value)}\n`).join("")
        assert.deepStrictEqual(parse(lines), JSON.parse(JSON.stringify(objects)))
      })
    )
  })
})
