import { assert, describe, it } from "@effect/vitest"
import { keyHash, ValueWalk } from "../src/coverage/record-hash.ts"

const stateOf = (value: unknown) => new ValueWalk().state(value)
const message = {
  typeMessage: "extendedTextMessage",
  timestamp: 1_770_000_000,
  isEdited: false,
  score: 1.5,
  extendedTextMessage: { text: "hello", options: ["a", "b"], nothing: null }
}
const inner = message.extendedTextMessage

describe("the state of a message", () => {
  it("is another one after any change of what it says", () => {
    const changed = [
      { ...message, typeMessage: "extendedTextMessagf" },
      { ...message, timestamp: message.timestamp + 1 },
      { ...message, timestamp: 4_000_000_000 },
      { ...message, timestamp: String(message.timestamp) },
      { ...message, isEdited: true },
      { ...message, isEdited: null },
      { ...message, score: 1.25 },
      { ...message, more: "" },
      { ...message, extendedTextMessage: { ...inner, text: "hellp" } },
      { ...message, extendedTextMessage: { ...inner, options: ["ab"] } },
      { ...message, extendedTextMessage: { ...inner, options: ["b", "a"] } },
      { ...message, extendedTextMessage: { ...inner, options: [["a", "b"]] } },
      { ...message, extendedTextMessage: { text: "hello", options: ["a", "b"] } }
    ]
    const states = [message, ...changed].map(stateOf)
    assert.strictEqual(new Set(states).size, states.length)
    for (const state of states) assert.isTrue(state >= 0 && state < 2 ** 30)
  })

  it("is the same after a new link or thumbnail, wherever it stands", () => {
    const linked = (link: string) => ({
      ...message,
      downloadUrl: link,
      extendedTextMessage: { ...inner, jpegThumbnail: link }
    })
    assert.strictEqual(stateOf(linked("https://a.example/1")), stateOf(linked("https://a.example/2")))
  })

  it("comes with the number of members and levels, those of links too", () => {
    const walk = new ValueWalk()
    walk.state({ a: 1, downloadUrl: { b: [{ c: 2 }] }, d: null })
    assert.deepStrictEqual([walk.members, walk.depth], [5, 4])
  })
})

describe("the hash of a key", () => {
  it("is another one for each of a hundred thousand messages, in both of its words nearly so", () => {
    const hashes = Array.from({ length: 100_000 }, (_, index) => keyHash(`79000000001@c.us\0${index}`))
    assert.strictEqual(new Set(hashes.map(({ high, low }) => `${high}/${low}`)).size, hashes.length)
    for (const word of ["high", "low"] as const)
      assert.isAbove(new Set(hashes.map((hash) => hash[word])).size, hashes.length - 20)
  })
})
