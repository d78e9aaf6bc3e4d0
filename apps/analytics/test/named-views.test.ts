import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { makeNamedViews } from "../src/people/named-views.ts"
import { loaded } from "./loaded.ts"
import { said } from "./model/scene.ts"
import { oldestFirst, text } from "./statistics/case.ts"

layer(NodeServices.layer)("views with names", (it) => {
  it.effect("show what CSV shows: a name after every id, and as many rows", () =>
    Effect.gen(function* () {
      const database = yield* loaded(
        oldestFirst(said("a@c.us", "1", 1, text("hi")), said("b@c.us", "2", 2, text("ho")))
      )
      yield* makeNamedViews(database)
      const rows = yield* database.rows("from messages_named")
      expect(rows).toHaveLength(2)
      const columns = Object.keys(rows[0] ?? {})
      expect(columns.slice(columns.indexOf("chat_id")).slice(0, 2)).toEqual(["chat_id", "chat_name"])
      expect(rows.map((row) => row["sender_id"])).toHaveLength(2)
      yield* database.rows("from reactions_named")
      yield* database.rows("from poll_votes_named")
    })
  )
})
