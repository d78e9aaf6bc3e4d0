import { assert, it } from "vitest"
import { neededSettings, neededSettingsOf } from "../../src/internal.ts"

const all: ReadonlyArray<string> = Object.keys(neededSettings)

it("a setting that MAX or Telegram do not tell is not needed; of WhatsApp every one is", () => {
  const told = Object.fromEntries(
    all.filter((name) => name !== "pollMessageWebhook").map((name) => [name, "no"])
  )
  const needed = (settings: object): ReadonlyArray<string> => neededSettingsOf({ ...settings })
  for (const typeInstance of ["telegram", "v3"])
    assert.deepStrictEqual(needed({ ...told, typeInstance }), Object.keys(told))
  for (const typeInstance of ["whatsapp", undefined, 5])
    assert.deepStrictEqual(needed({ ...told, typeInstance }), all)
})
