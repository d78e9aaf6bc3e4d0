import { readdirSync, readFileSync } from "node:fs"
import * as Schema from "effect/Schema"
import { assert, it } from "vitest"
import { isKnownType, isMessageOf, issueCodes, Message, typeMessages } from "../src/index.ts"

const decode = Schema.decodeUnknownSync(Message)

it("a message is what was sent: nothing added, renamed or dropped", () => {
  for (const typeMessage of [...typeMessages, "novelMessage"]) {
    const sent = { typeMessage, idMessage: "A", chatId: null, novelty: { deep: [1] } }
    assert.deepStrictEqual(decode(sent) as object, sent)
  }
})

it("a message of a known type is narrowed to its fields", () => {
  const message = decode({ typeMessage: "locationMessage", location: { latitude: 55.75 } })
  assert.strictEqual(isMessageOf(message, "locationMessage") ? message.location?.latitude : undefined, 55.75)
  assert.isFalse(isMessageOf(message, "textMessage"))
})

it("a message of a known type with a wrong field is not taken for one of an unknown type", () => {
  assert.throws(() => decode({ typeMessage: "textMessage", textMessage: 5 }))
})

it("names of JavaScript's own are no known types", () => {
  assert.isTrue(isKnownType("textMessage"))
  assert.isTrue(isKnownType(""))
  for (const type of ["toString", "__proto__", "constructor", "novelMessage"])
    assert.isFalse(isKnownType(type))
})

it("every issue says what it means in a sentence for the user", () => {
  for (const [code, { meaning }] of Object.entries(issueCodes)) assert.isAbove(meaning.length, 20, code)
})

it("the package needs no Node: its source imports effect and itself alone", () => {
  const folder = new URL("../src/", import.meta.url)
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue
    const source = readFileSync(new URL(name, folder), "utf8")
    // Examples import the package by its own name.
    for (const [, from = ""] of source.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)"([^"]+)"/g))
      if (from !== "@chatledger/core")
        assert.match(from, /^(\.{1,2}\/([a-z-]+\/)?[a-z-]+\.ts|effect\/(http\/)?[A-Z]\w+)$/, name)
    assert.notMatch(source, /\b(process|Buffer|globalThis|require)\b/, name)
  }
})
