import { assert, describe, it } from "@effect/vitest"
import { messengerOf } from "../src/index.ts"
import { hasBareForm } from "../src/internal.ts"

const max = "3100000007"
const whatsapp = "1101000007"
const telegram = "450000000007"

describe("the messenger of an instance", () => {
  it("is what its settings tell, whatever its number and its records look like", () => {
    const told = (typeInstance: string) => messengerOf({ idInstance: max, typeInstance, hasBareIds: true })
    for (const [type, messenger] of [
      ["whatsapp", "whatsapp"],
      ["v3", "max"],
      ["telegram", "telegram"]
    ] as const)
      assert.deepStrictEqual(told(type), { messenger, isAssumed: false })
    assert.deepStrictEqual(told("yet another"), { messenger: "max", isAssumed: true })
  })

  it("is WhatsApp where ids have an @, else assumed of the number, and of bare ids alone MAX", () => {
    const seen = (idInstance: string, hasBareIds: boolean | null) => messengerOf({ idInstance, hasBareIds })
    assert.deepStrictEqual(seen(max, false), { messenger: "whatsapp", isAssumed: false })
    for (const hasBareIds of [true, null]) {
      assert.deepStrictEqual(seen(max, hasBareIds), { messenger: "max", isAssumed: true })
      assert.deepStrictEqual(seen(telegram, hasBareIds), { messenger: "telegram", isAssumed: true })
    }
    assert.deepStrictEqual(seen(whatsapp, null), { messenger: "whatsapp", isAssumed: true })
    assert.deepStrictEqual(seen(whatsapp, true), { messenger: "max", isAssumed: true })
  })

  it("is seen in ids of digits, also beyond 64 bits, and in nothing that is no id", () => {
    const forms = [
      "-70000000000007",
      "123456789012345678901",
      "79990000007@c.us",
      "7@lid",
      "",
      "A7",
      "@name",
      7,
      null
    ]
    assert.deepStrictEqual(forms.map(hasBareForm), [
      true,
      true,
      false,
      false,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })
})
