import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { arrayReader } from "../../src/client/array-reader.ts"
import type { BodyEnd, BodyReader } from "../../src/client/body.ts"
import { jsonReader, recordsReader } from "../../src/client/records-reader.ts"

const utf8 = new TextEncoder()

const readWith = <A>(reader: BodyReader<A>, chunks: ReadonlyArray<Uint8Array | string>): BodyEnd<A> => {
  const bytes = chunks.map((chunk) => (typeof chunk === "string" ? utf8.encode(chunk) : chunk))
  for (const chunk of bytes) reader.push?.(chunk)
  const end = reader.end(Buffer.concat(bytes))
  if ("then" in end) throw new Error("this reader answers at once")
  return end
}

const read = (chunks: ReadonlyArray<Uint8Array | string>) => readWith(arrayReader(recordsReader()), chunks)

const flaw = (...chunks: ReadonlyArray<Uint8Array | string>) => {
  const end = read(chunks)
  return "flaw" in end ? end.flaw : undefined
}

const records = fc.array(
  fc.record({
    typeMessage: fc.constant("textMessage"),
    idMessage: fc.string(),
    textMessage: fc.string({ unit: "binary" })
  })
)

const parses = (bytes: Uint8Array): boolean => {
  try {
    return Array.isArray(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return false
  }
}

describe("the records of a reply", () => {
  it("are decoded in the order of the reply, however it is cut into chunks", () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 40 }), (sent, size) => {
        const bytes = utf8.encode(JSON.stringify(sent))
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.slice(at * size, (at + 1) * size)
        )
        const end = read(chunks)
        assert.deepStrictEqual("read" in end ? end.read.map(({ text }) => JSON.parse(text)) : end.flaw, sent)
      })
    )
  })

  it("are no reply if the body is cut at any byte, unless what is left is whole", () => {
    fc.assert(
      fc.property(
        records,
        fc.constantFrom("", "\n", "  \r\n"),
        fc.constantFrom("", "\ufeff", " \n"),
        (sent, tail, head) => {
          const bytes = utf8.encode(`${head}${JSON.stringify(sent)}${tail}`)
          for (let length = 0; length < bytes.length; length += 1) {
            const cut = bytes.slice(0, length)
            assert.strictEqual(flaw(cut) === undefined, parses(cut), new TextDecoder().decode(cut))
          }
          assert.isUndefined(flaw(bytes))
        }
      ),
      { numRuns: 25 }
    )
  })

  it("are no reply if the body is something else, and the reason holds none of it", () => {
    for (const [body, reason] of [
      ["", { code: "body_empty" }],
      [" \n", { code: "body_empty" }],
      ["\ufeff", { code: "body_empty" }],
      ["[", { code: "body_cut" }],
      ['[{"a":1}', { code: "body_cut" }],
      ['[{"a":1},', { code: "body_cut" }],
      ['[{"a":1},]', { code: "record_not_json", position: 2 }],
      ["[,]", { code: "record_not_json", position: 1 }],
      ['[{"a":secret}]', { code: "record_not_json", position: 1 }],
      ['[{"a":1} {"b":2}]', { code: "record_not_json", position: 1 }],
      ["[]]", { code: "body_follows_array" }],
      ["[][]", { code: "body_follows_array" }],
      ["[]secret", { code: "body_follows_array" }],
      ["{}", { code: "not_array" }],
      ['{"secret":1}\n{"secret":2}', { code: "not_array" }],
      ["<html>secret", { code: "not_array" }],
      ["null", { code: "not_array" }],
      ["secret", { code: "not_array" }],
      ["\u0000[]", { code: "not_array" }]
    ] as const)
      assert.deepStrictEqual(flaw(body), reason, JSON.stringify(body))
  })

  it("that do not fit are kept, with issues: they are data", () => {
    const end = read(['[{"typeMessage":5},7,null,"x",[],{"typeMessage":"\ud800"}]'])
    assert.lengthOf("read" in end ? end.read : [], 6)
  })
})

describe("a body that cannot become an array of records", () => {
  const hopelessAfter = (...chunks: ReadonlyArray<string>) => {
    const reader = arrayReader(recordsReader())
    return chunks.map((chunk) => {
      reader.push?.(utf8.encode(chunk))
      return reader.hopeless?.()
    })
  }

  it("is known by its first byte that is no blank", () => {
    assert.deepStrictEqual(hopelessAfter(" \r\n\t", "<", "[]"), [
      undefined,
      { code: "not_array" },
      { code: "not_array" }
    ])
  })

  it("is an object that is longer than a refusal", () => {
    const rest = " ".repeat(8 * 1024)
    assert.deepStrictEqual(hopelessAfter("\ufeff", "{", rest, rest), [
      undefined,
      undefined,
      undefined,
      { code: "not_array" }
    ])
    const reader = arrayReader(recordsReader())
    reader.push?.(utf8.encode("{}"))
    assert.deepStrictEqual(reader.end(utf8.encode("{}")), { flaw: { code: "not_array" } })
  })

  it("is known by more brackets than anything has", () => {
    assert.deepStrictEqual(hopelessAfter("[".repeat(512), "["), [
      undefined,
      { code: "too_many_brackets", most: 512 }
    ])
  })

  it("is known by a megabyte of blanks, wherever it stands", () => {
    const blanks = " \n\t\r".repeat(1024)
    for (const start of ["", "[", '[{"a":1},']) {
      const answers = hopelessAfter(start, ...Array<string>(257).fill(blanks))
      assert.strictEqual(
        answers.findIndex((reason) => reason?.code === "body_blank"),
        257,
        start
      )
    }
    assert.isUndefined(hopelessAfter("[", ...Array<string>(1000).fill(`${blanks}1,`)).at(-1))
  })

  it("is known by more records than the service ever answers", () => {
    const records = "{},".repeat(50_000)
    assert.deepStrictEqual(hopelessAfter("[", records, records, "{},"), [
      undefined,
      undefined,
      undefined,
      { code: "too_many_records", most: 100_000 }
    ])
  })

  it("is not suspected while it begins well", () => {
    assert.deepStrictEqual(hopelessAfter("[", '{"a":', "[".repeat(600), "<"), Array(4).fill(undefined))
    assert.deepStrictEqual(hopelessAfter("[", "]", "<html>"), Array(3).fill(undefined))
  })
})

describe("a small reply", () => {
  const decode = (value: unknown) => (typeof value === "object" && value !== null ? value : undefined)
  const small = (...chunks: ReadonlyArray<Uint8Array>) => readWith(jsonReader(decode), chunks)

  it("is read whole, also where a chunk ends inside a letter", () => {
    const bytes = utf8.encode('{"name":"Анна"}')
    for (let at = 0; at <= bytes.length; at += 1)
      assert.deepStrictEqual(small(bytes.slice(0, at), bytes.slice(at)), { read: { name: "Анна" } })
  })

  it("is none if it is cut or something else", () => {
    const bytes = utf8.encode('{"name":"Анна"}')
    for (let at = 0; at < bytes.length; at += 1) assert.property(small(bytes.slice(0, at)), "flaw")
    for (const text of ["<html>", "null", "5", '{"a":1}{}']) assert.property(small(utf8.encode(text)), "flaw")
  })
})
