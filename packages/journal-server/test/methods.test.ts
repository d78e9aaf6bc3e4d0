import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { addressOf } from "../src/methods.ts"

describe("an address", () => {
  it("is read out of any target without a fault, and its parts come back as they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (target) => {
        addressOf(target)
      })
    )
    const part = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(part, part, part, fc.array(part, { maxLength: 2 }), (idInstance, name, token, rest) => {
        const path = [`waInstance${idInstance}`, name, token, ...rest].map(encodeURIComponent).join("/")
        const address = addressOf(`/${path}/?minutes=5&minutes=6`)
        assert.deepInclude(address, { idInstance, name, token, rest })
        assert.strictEqual(address?.query.get("minutes"), "5")
      })
    )
  })

  it("names a method in any case, and none that is not ours", () => {
    const methodOf = (name: string) => addressOf(`/waInstance1/${name}/t`)?.method
    assert.strictEqual(methodOf("LastIncomingMessages"), "lastIncomingMessages")
    assert.strictEqual(methodOf("GETSETTINGS"), "getSettings")
    for (const name of ["constructor", "__proto__", "lastIncomingMessage", "getsettings "])
      assert.strictEqual(methodOf(name), undefined, name)
  })
})
