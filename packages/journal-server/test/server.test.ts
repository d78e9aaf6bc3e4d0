import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { scriptedJournal } from "../src/index.ts"
import { ask, pathOf, served, state } from "./served.ts"

describe("the journal server", () => {
  it.effect("answers the journal of an instance as the vendor does", () =>
    Effect.gen(function* () {
      const now = new Date("2024-01-29T10:15:30Z")
      const seconds = now.getTime() / 1000
      const journal = scriptedJournal([state("A", seconds - 90), state("B", seconds - 60)])
      const { url } = yield* served({ journal, now })
      const got = yield* ask(url + pathOf("lastIncomingMessages"))
      assert.strictEqual(got.status, 200)
      assert.deepStrictEqual(
        JSON.parse(got.text).map(({ idMessage }: { idMessage: string }) => idMessage),
        ["B", "A"]
      )
      assert.strictEqual(got.headers["content-type"], "application/json; charset=utf-8")
      assert.strictEqual(got.headers.date, "Mon, 29 Jan 2024 10:15:30 GMT")
      assert.strictEqual((yield* ask(url + pathOf("lastOutgoingMessages"))).text, "[]")
      assert.deepStrictEqual(JSON.parse((yield* ask(url + pathOf("getStateInstance"))).text), {
        stateInstance: "authorized"
      })
    })
  )
})
