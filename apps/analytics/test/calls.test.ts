import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { findChats } from "../src/names/chat-search.ts"
import { allIdsOf, chatsMeant } from "../src/people/chats.ts"
import { countChats, countPeople } from "../src/people/people.ts"
import { unseenInRosters } from "../src/people/unseen.ts"
import { search } from "../src/search/search.ts"
import { termsOf } from "../src/search/terms.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { loaded } from "./loaded.ts"
import { own, reply, said, vote } from "./model/scene.ts"

const vera = "77015550201@c.us"
const oleg = "77015550202@c.us"
const anna = "77015550203@c.us"
const hidden = "310000000000201@lid"

const missed = { typeMessage: "incomingCall", status: "missed", duration: 0 }
const calls = [
  said(vera, "C1", 100, { ...missed, chatId: vera, senderName: "Vera" }),
  own("C2", 200, { typeMessage: "outgoingCall", status: "pickUp", duration: 5, chatId: oleg }),
  said(hidden, "C3", 300, { ...missed, chatId: hidden, senderName: "Anna" })
]
/** A vote shows whose hidden number it is; the number is written to. */
const talk = [
  said(anna, "V", 50, vote("P", { tea: [hidden], milk: [] })),
  own("M2", 400, { chatId: anna, textMessage: "missed you" })
]

const ask = Effect.fnUntraced(function* (database: Database, name: string, chat?: ReadonlyArray<string>) {
  const { sql, parameters } = yield* statisticQuery(yield* findStatistic(name), { tz: "UTC", chat })
  return yield* database.rows(sql, parameters)
})

layer(NodeServices.layer)("somebody who only called, or was only called", (it) => {
  it.effect("is found by a search for the name, with the moment of the call", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply(calls)])
      yield* countPeople(database, [])
      const found = yield* search(database, termsOf("vera"), { choice: {}, limit: 20, around: 0, links: [] })
      const rows = yield* database.rows(found.question.sql)
      expect(rows).toMatchObject([{ found_in: "name", chat_id: vera, message_id: null }])
      expect(rows[0]?.["sent_at"]).not.toBeNull()
    })
  )

  it.effect("is found by number and by name, as a chat", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply(calls)])
      expect(yield* findChats(database, "+7 701 555 02 01")).toEqual({ kind: "id", ids: [vera] })
      expect(yield* findChats(database, "vera")).toMatchObject({ kind: "name", ids: [vera] })
      yield* countPeople(database, [])
      expect(yield* chatsMeant(database, yield* allIdsOf(database, [oleg]))).toEqual([oleg])
    })
  )

  it.effect("has the name of the call until there is another", () =>
    Effect.gen(function* () {
      const nameOf = (database: Database) =>
        database
          .rows(`select name from names where id = '${vera}'`)
          .pipe(Effect.map((rows) => rows[0]?.["name"]))
      expect(yield* nameOf(yield* loaded([reply(calls)]))).toBe("Vera")
      const wrote = said(vera, "M", 90, { chatId: vera, senderName: "V." })
      expect(yield* nameOf(yield* loaded([reply([wrote, ...calls])]))).toBe("V.")
    })
  )

  it.effect("is one of the people, whom a roster names", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply(calls)])
      yield* countPeople(
        database,
        [vera, oleg].map((id) => ({ ids: [id], name: `Listed ${id}`, alias: null, groups: [], chatIds: [] }))
      )
      expect(yield* unseenInRosters(database)).toEqual([])
      const rows = yield* ask(database, "calls_by_person")
      expect(rows.map((row) => [row["person_id"], row["person_name"]])).toEqual([
        [hidden, "Anna"],
        [vera, `Listed ${vera}`],
        [oleg, `Listed ${oleg}`]
      ])
    })
  )

  it.effect("under a hidden number is answered in the chat of the number", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply([...calls, ...talk])])
      yield* countChats(database)
      const rows = yield* ask(database, "answer_after_missed_call")
      expect(rows.find((row) => row["chat_id"] === anna)).toMatchObject({
        missed: 1n,
        answered: 1n,
        median_seconds: 100
      })
    })
  )
})
