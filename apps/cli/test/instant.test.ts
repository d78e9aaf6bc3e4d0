import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { instantOf } from "../src/configuration/instant.ts"

const at = (text: string) =>
  Effect.runPromise(Effect.option(instantOf("from", text, "Europe/Moscow"))).then((found) =>
    found._tag === "Some" ? found.value.toISOString() : undefined
  )

it("a date may be written with dots, day first, and with a time", async () => {
  expect(await at("31.01.2026")).toBe("2026-01-30T21:00:00.000Z")
  expect(await at("1.2.2026 09:30")).toBe("2026-02-01T06:30:00.000Z")
  expect(await at("2026-01-31")).toBe(await at("31.01.2026"))
  for (const text of ["31.02.2026", "13.13.2026", "31.01.26", "01/31/2026", "31.01.2026x"])
    expect(await at(text)).toBeUndefined()
})
