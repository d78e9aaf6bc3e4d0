import { assert, it } from "vitest"
import { neededSettings, neededSettingsOf } from "../../src/index.ts"

const all = Object.keys(neededSettings)

it("a setting that MAX or Telegram do not tell is not needed; of WhatsApp every one is", () => {
  const told = Object.fromEntries(
    all.filter((name) => name !== "pollMessageWebhook").map((name) => [name, "no"])
  )
  for (const typeInstance of ["telegram", "v3"])
    assert.deepStrictEqual(neededSettingsOf({ ...told, typeInstance }), Object.keys(told))
  for (const typeInstance of ["whatsapp", undefined, 5])
    assert.deepStrictEqual(neededSettingsOf({ ...told, typeInstance }), all)
})
