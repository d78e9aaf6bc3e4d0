import { layer } from "@effect/vitest"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { loaded, emptyDatabase, load, committed } from "./loaded.ts"
import { generateAccount } from "./model/generator.ts"
import { withSnapshotIds } from "./model/observations.ts"
import { modelTables } from "./model/reference.ts"
import { differenceOfRows } from "./model/compare.ts"

layer(NodeServices.layer)((it) => {
  it.effect("x", () => Effect.gen(function* () {
    const t = { commit: 0, empty: 0, load: 0, model: 0 , rows: 0}
    const diffs: Record<string, Array<string>> = {}
    for (let seed = 0; seed < 60; seed++) yield* Effect.scoped(Effect.gen(function* () {
      const { replies } = generateAccount(seed)
      let a = performance.now()
      const refs = yield* committed(replies)
      t.commit += performance.now() - a; a = performance.now()
      const db = yield* emptyDatabase
      t.empty += performance.now() - a; a = performance.now()
      yield* load(db, refs)
      t.load += performance.now() - a; a = performance.now()
      const { poll_results_at: _, ...tables } = modelTables(withSnapshotIds(replies))
      t.model += performance.now() - a; a = performance.now()
      for (const name of ["messages","message_revisions","media","link_previews","locations","contacts","quotes","reactions","polls","poll_options","poll_votes","chats","senders"] as const) {
        const d = differenceOfRows(name, yield* db.rows("from " + name), tables[name])
        if (d) (diffs[name] ??= []).push(`${seed}: ${d}`)
      }
      t.rows += performance.now() - a
    }))
    console.log(t)
    for (const [n, ds] of Object.entries(diffs)) console.log(n, ds.length, ds.slice(0, 6).join("\n"))
  }), 100_000)
})
