// Replies that people have saved: nothing of them may be lost.
import { assert, describe, it } from "vitest"
import { decodeRecord } from "../src/index.ts"
import { isFault } from "../src/internal.ts"
import { type JsonObject, leaves } from "./records.ts"
import { savedReplies } from "./saved-replies.ts"

const replies = savedReplies()
  .filter(({ name }) => !/webhook/.test(name))
  .map(({ name, bytes }) => ({ name, value: JSON.parse(bytes.toString()) as unknown }))
  .filter((reply): reply is { readonly name: string; readonly value: ReadonlyArray<JsonObject> } =>
    Array.isArray(reply.value)
  )

describe("a saved reply", () => {
  for (const { name, value } of replies)
    it(`decodes without an exception, and nothing is lost: ${name}`, () => {
      for (const record of value) {
        const { message, setAside } = decodeRecord(record)
        const kept = new Set([message ?? {}, setAside ?? {}].flatMap((part) => leaves(part)))
        assert.deepStrictEqual(
          leaves(record).filter((leaf) => !kept.has(leaf)),
          []
        )
      }
    })

  it("from the journals has no faults but the values that its saver has masked", () => {
    for (const { name, value } of replies.filter(({ name }) =>
      /journal|last-|seed|account|^\d{5}-/.test(name)
    ))
      for (const record of value)
        for (const { code, raw } of decodeRecord(record).issues)
          if (isFault(code)) assert.match(raw ?? "", /\*\*\*|\.\.\./, `${name}: ${code}`)
  })
})
