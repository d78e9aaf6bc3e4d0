// Replies that people have saved, where they stand beside the checkout: nothing of them may be lost.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { decodeRecord } from "../src/index.ts"
import { isFault } from "../src/internal.ts"
import { type JsonObject, leaves } from "./records.ts"

const shared = new URL("../../../../shared/", import.meta.url)

const replies = ["journal-samples/", "cases/account-1/"]
  .map((folder) => new URL(folder, shared))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.json$/.test(name) && !/webhook|expected|plan/.test(name))
      .map((name) => ({ name, value: JSON.parse(readFileSync(new URL(name, folder), "utf8")) as unknown }))
  )
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
