// Whose vote an update is, and what it chose, where sender and voter differ or votes cannot be read.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { breadth } from "./breadth.ts"
import { committed, emptyDatabase, load, loaded } from "./loaded.ts"
import type { JsonObject, JsonValue } from "./model/record.ts"
import { own, question, reply, said, vote } from "./model/scene.ts"

/** The current choices, as `voter: option`. */
const choicesIn = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(
    "select voter_id || ': ' || option_name as choice from poll_votes where is_current order by all"
  )
  return rows.map(({ choice }) => choice)
})

const choicesOf = (...oldestFirst: ReadonlyArray<JsonObject>) =>
  Effect.flatMap(loaded([reply([...oldestFirst].reverse())]), choicesIn)

/** An update with votes as they came. */
const damaged = (votes: JsonValue): JsonObject => ({
  typeMessage: "pollUpdateMessage",
  pollMessageData: { stanzaId: "P", name: "?", votes }
})

const asked = said("70@c.us", "P", 1, question("a", "b"))
const first = said("71@c.us", "V1", 2, vote("P", { a: ["71@c.us"], b: [] }))

layer(NodeServices.layer)("a vote", (it) => {
  it.effect("is one person's under number and hidden id, whichever of them sent or was named", () =>
    Effect.gen(function* () {
      const revotes = [
        said("9@lid", "V2", 3, vote("P", { a: [], b: ["71@c.us"] })),
        said("71@c.us", "V2", 3, vote("P", { a: [], b: ["9@lid"] }))
      ]
      for (const again of revotes) expect(yield* choicesOf(asked, first, again)).toEqual(["71@c.us: b"])
      const withdrawn = said("9@lid", "V3", 4, vote("P", { a: [], b: [] }))
      expect(yield* choicesOf(asked, first, ...revotes.slice(0, 1), withdrawn)).toEqual([])
    })
  )

  it.effect(
    "is the sender's where the update names nobody, the account's own too, and nobody's without a sender",
    () =>
      Effect.gen(function* () {
        const nobody = (choice: "a" | "b") => vote("P", { a: [], b: [], [choice]: ["null@c.us"] })
        const sent = own("V3", 4, nobody("b"))
        expect(yield* choicesOf(asked, first, said("71@c.us", "V2", 3, nobody("b")), sent)).toEqual([
          "71@c.us: b",
          "instance:1: b"
        ])
        expect(yield* choicesOf(asked, first, said("null@c.us", "V2", 3, nobody("b")))).toEqual([
          "71@c.us: a"
        ])
      })
  )

  it.effect("is the voter's where the sender is somebody else", () =>
    Effect.gen(function* () {
      const wrong = (id: string, voter: string) => said("99@c.us", id, 3, vote("P", { a: [voter], b: [] }))
      expect(yield* choicesOf(asked, wrong("W1", "72@c.us"), wrong("W2", "73@c.us"))).toEqual([
        "72@c.us: a",
        "73@c.us: a"
      ])
    })
  )

  it.effect("is the voter's where the hidden id of the sender names several numbers, one an update", () =>
    Effect.gen(function* () {
      const wrong = (id: string, voter: string) => said("9@lid", id, 3, vote("P", { a: [voter], b: [] }))
      expect(yield* choicesOf(asked, wrong("W1", "72@c.us"), wrong("W2", "73@c.us"))).toEqual([
        "72@c.us: a",
        "73@c.us: a"
      ])
    })
  )

  it.effect("is the voter's where a private chat gives the hidden id of the sender to somebody else", () =>
    Effect.gen(function* () {
      const talk = said("75@c.us", "T", 5, { chatId: "9@lid" })
      const other = said("9@lid", "W", 3, vote("P", { a: ["72@c.us"], b: [] }))
      const mine = said("9@lid", "V", 4, vote("P", { a: [], b: ["9@lid"] }))
      expect(yield* choicesOf(asked, other, mine, talk)).toEqual(["72@c.us: a", "75@c.us: b"])
    })
  )

  it.effect("is the account's own where it names a number of its own", () =>
    Effect.gen(function* () {
      expect(yield* choicesOf(asked, own("V", 3, vote("P", { a: ["70@c.us"], b: [] })))).toEqual([
        "instance:1: a"
      ])
    })
  )

  it.effect("is counted again when later replies show who is who", () =>
    Effect.gen(function* () {
      const replies = [
        reply([said("9@lid", "V2", 3, vote("P", { a: [], b: ["9@lid"] })), first, asked]),
        reply([said("71@c.us", "T", 5, { chatId: "9@lid" })], { requestedAt: 2_000_000 }),
        reply([said("72@c.us", "U", 6, { chatId: "9@lid" })], { requestedAt: 3_000_000 })
      ]
      const database = yield* emptyDatabase
      const refs = yield* committed(replies)
      const choices: Array<unknown> = []
      for (const ref of refs) {
        yield* load(database, [ref])
        choices.push(yield* choicesIn(database))
      }
      expect(choices).toEqual([["71@c.us: a", "9@lid: b"], ["71@c.us: b"], ["71@c.us: a", "9@lid: b"]])
      expect(yield* Effect.flatMap(loaded(replies), choicesIn)).toEqual(choices.at(-1))
    })
  )

  it.effect("remains when a later update cannot be read", () =>
    Effect.gen(function* () {
      const unreadable: ReadonlyArray<JsonValue> = [
        null,
        [],
        "a",
        { b: ["71@c.us"] },
        ["@{optionName=b}"],
        [{ optionName: "a" }, { optionName: "b" }],
        [
          { optionName: "a", optionVoters: null },
          { optionName: "b", optionVoters: null }
        ],
        [
          { optionName: "a", optionVoters: [] },
          { optionName: "b", optionVoters: "71@c.us" }
        ],
        [
          { optionName: "a", optionVoters: [] },
          { optionName: "b", optionVoters: [7.1] }
        ],
        [
          { optionName: "a", optionVoters: [] },
          { optionName: "b", optionVoters: [{ id: "71@c.us" }] }
        ],
        [{ optionVoters: ["71@c.us"] }, { optionVoters: [] }],
        [
          { optionName: 1, optionVoters: ["71@c.us"] },
          { optionName: "b", optionVoters: [] }
        ],
        [
          { optionName: "a", optionVoters: [] },
          { optionName: "b", optionVoters: [""] }
        ]
      ]
      for (const votes of unreadable.filter((_, place) => place % breadth(3, 1) === 0))
        expect(yield* choicesOf(asked, first, said("71@c.us", "V2", 3, damaged(votes)))).toEqual([
          "71@c.us: a"
        ])
    })
  )

  it.effect("is what can be read of an update, and is withdrawn by nobody in all options", () =>
    Effect.gen(function* () {
      const partly = damaged([
        5,
        { optionName: "a", optionVoters: [] },
        { optionName: "b", optionVoters: [null, "71@c.us"] }
      ])
      expect(yield* choicesOf(asked, first, said("71@c.us", "V2", 3, partly))).toEqual(["71@c.us: b"])
      const none = vote("P", { a: [], b: [] })
      expect(yield* choicesOf(asked, first, said("71@c.us", "V2", 3, none))).toEqual([])
    })
  )
})
