// Messages of one second, and replies of one time: what decides. Scenes are instances of one archive, which is loaded at once
// and reply by reply in every order: each query has one answer.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { tablesToExport } from "../src/export/table-export.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { committed, loaded, loadedInBatches } from "./loaded.ts"
import type { Reply } from "./model/observations.ts"
import type { JsonObject } from "./model/record.ts"
import { own, reaction, reply, said } from "./model/scene.ts"
import { ordersOf } from "./orders.ts"

const ann = "79991110001@c.us"
const bob = "79991110002@c.us"

const later = { requestedAt: 2_000_000 }
const latest = { requestedAt: 3_000_000 }
const guessed = { requestedAtIsGuess: true }
const outgoing = { journal: "outgoing" } as const

/** At most three replies of an instance, and what is to be found of its messages. */
interface Scene {
  readonly says: string
  readonly replies: ReadonlyArray<Reply>
  readonly found: ReadonlyArray<string>
}

/** Holds the answers of a query, one row an instance, against the scenes, in whatever order replies are loaded. */
const expectScenes = Effect.fnUntraced(function* (scenes: ReadonlyArray<Scene>, query: string) {
  const turns = [0, 1, 2].map((turn) =>
    scenes.flatMap(({ replies }, scene) => {
      const each = replies[turn]
      return each === undefined ? [] : [{ ...each, instanceId: String(scene + 1) }]
    })
  )
  const refs = yield* committed(turns.flat())
  const batches = turns.map((turn, place) => {
    const before = turns.slice(0, place).flat().length
    return refs.slice(before, before + turn.length)
  })
  for (const order of ordersOf(batches)) {
    const database = yield* loadedInBatches(order)
    const rows = yield* database.rows(query)
    for (const [scene, { found, says }] of scenes.entries()) {
      const row = rows.find(({ instance_id }) => instance_id === String(scene + 1))
      expect(String(row?.["found"]).split("|"), says).toEqual(found)
    }
  }
}, Effect.scoped)

const end = said(bob, "END", 9)
const message = (id: string) => said(ann, id, 5)
const fallen = [said(ann, "K", 9), said(bob, "A", 5), said(ann, "Z", 5), said(bob, "M", 5)]
const sent = [own("A", 5), own("Z", 5)]
const read = [own("Z", 20, { statusMessage: "read" }), own("A", 8, { statusMessage: "read" })]

const seconds: ReadonlyArray<Scene> = [
  {
    says: "a reply that falls in time is read from its end, whatever the ids are",
    replies: [reply(fallen)],
    found: ["M", "Z", "A", "K"]
  },
  {
    says: "one that rises is read from its beginning",
    replies: [reply(fallen.toReversed())],
    found: ["M", "Z", "A", "K"]
  },
  {
    says: "incoming ones come before outgoing ones if no reply holds both",
    replies: [reply([own("A", 5), own("B", 4)], outgoing), reply([said(ann, "Z", 5)], later)],
    found: ["B", "Z", "A"]
  },
  {
    says: "a saved history that holds both tells their order",
    replies: [
      reply([own("A", 5), own("B", 4)], outgoing),
      reply([said(ann, "Z", 5)], later),
      reply([own("C", 6), said(ann, "Z", 5), own("A", 5)], { journal: "history", ...latest })
    ],
    found: ["B", "A", "Z", "C"]
  },
  {
    says: "one that comes late stands where a later reply shows it",
    replies: [
      reply([said(ann, "N", 6), message("C"), message("B")]),
      reply([message("C"), message("L"), message("B"), said(ann, "O", 4)], later)
    ],
    found: ["O", "B", "L", "C", "N"]
  },
  {
    says: "one that was seen alone before stands where the reply that holds both shows it",
    replies: [
      reply([message("A")]),
      reply([message("B")], later),
      reply([message("A"), message("B")], latest)
    ],
    found: ["B", "A"]
  },
  {
    says: "where no reply holds two of them, the first sight decides",
    replies: [reply([message("Z")]), reply([message("A")], later)],
    found: ["Z", "A"]
  },
  {
    says: "a saved reply of one second is read as newest first",
    replies: [reply([message("Z"), message("A")], guessed)],
    found: ["A", "Z"]
  },
  {
    says: "a reply that is sure of its direction is believed rather than one that is not",
    replies: [reply([message("Z"), message("A")], guessed), reply([end, message("A"), message("Z")], later)],
    found: ["Z", "A", "END"]
  },
  {
    says: "replies that contradict each other are not heard: the first sight decides between their messages",
    replies: [
      reply([end, message("B"), message("A")]),
      reply([end, message("C"), message("B")], later),
      reply([end, message("A"), message("C"), message("D")], latest)
    ],
    found: ["D", "A", "B", "C", "END"]
  },
  {
    says: "the places of own messages that moved with their status tell nothing",
    replies: [reply(sent, outgoing), reply(read, { ...outgoing, ...later })],
    found: ["Z", "A"]
  },
  {
    says: "those without a time have an order, too",
    replies: [
      reply([
        { ...said(ann, "B", 5), timestamp: null },
        { ...said(ann, "C", 5), timestamp: null }
      ])
    ],
    found: ["C", "B"]
  },
  {
    says: "two that part, since one of them has an earlier time, are first in their seconds",
    replies: [reply([message("B"), message("A")]), reply([said(ann, "B", 5), said(ann, "A", 4)], later)],
    found: ["A", "B"]
  }
]

const changed =
  (fields: JsonObject, timestamp = 9) =>
  (salt: string) => [said(ann, "M", timestamp, { ...fields, salt })]
const status =
  (statusMessage: string, timestamp = 9) =>
  (salt: string) => [own("M", timestamp, { statusMessage, salt })]

const states = (
  says: string,
  found: ReadonlyArray<string>,
  ...made: ReadonlyArray<(salt: string) => ReadonlyArray<JsonObject>>
): ReadonlyArray<Scene> =>
  // The bytes of replies decide nothing, so others are tried.
  ["", "a", "b"].map((salt) => ({
    says,
    found,
    replies: made.map((records) => reply(records(salt), salt === "" ? {} : guessed))
  }))

const progress: ReadonlyArray<Scene> = [
  ...states(
    "edited is later",
    ["five", "six"],
    changed({ textMessage: "five" }),
    changed({ textMessage: "six", isEdited: true })
  ),
  ...states(
    "deleted is later than edited",
    ["one", "two", "three"],
    changed({ textMessage: "two", isEdited: true }),
    changed({ textMessage: "one" }),
    changed({ textMessage: "three", isDeleted: true })
  ),
  ...states(
    "the larger time is later, whatever the status",
    ["read", "sent"],
    status("read"),
    status("sent", 10)
  ),
  ...states(
    "a status comes after the one before it",
    ["pending", "sent", "read"],
    status("read"),
    status("pending"),
    status("sent")
  ),
  ...states(
    "a failure is later than what was on its way",
    ["pending", "sent", "noAccount"],
    status("sent"),
    status("noAccount"),
    status("pending")
  ),
  ...states(
    "what was delivered has not failed",
    ["failed", "delivered", "read"],
    status("delivered"),
    status("read"),
    status("failed")
  )
]

layer(NodeServices.layer)("the order", (it) => {
  it.effect("of messages of one second is that of the replies that contain them", () =>
    expectScenes(
      seconds,
      `select instance_id, string_agg(message_id, '|' order by sent_at nulls first, order_in_second) as found
       from messages group by instance_id`
    )
  )

  it.effect(
    "of states in replies of one time is how far the message has come, not the bytes of the replies",
    () =>
      expectScenes(
        progress,
        `select r.instance_id, string_agg(coalesce(r.status_message, r.text), '|' order by r.revision) as found
       from message_revisions as r group by r.instance_id`
      )
  )

  it.effect("of replies is by the clock of the service where that of the machine was off", () =>
    Effect.gen(function* () {
      const at = (clock: string, date: string, text: string) => ({
        ...reply([said(ann, "M", 9, { textMessage: text })], { requestedAt: Date.parse(clock) }),
        serverDate: new Date(date).toUTCString()
      })
      const refs = yield* committed([
        at("2026-05-04T10:00:00Z", "2026-05-01T10:00:01Z", "while it was ahead"),
        at("2026-05-01T10:30:00.900Z", "2026-05-01T10:30:04Z", "first of two"),
        at(
          "2026-05-01T10:30:01.100Z",
          "2026-05-01T10:30:00Z",
          "second of two, told earlier within what may be"
        )
      ])
      for (const order of [refs, refs.toReversed()]) {
        const database = yield* loadedInBatches(order.map((ref) => [ref]))
        const [found] = yield* database.rows(
          `select text, last_seen_at::varchar as seen, (select max(requested_at)::varchar from snapshots) as newest,
             (select string_agg(text, '|' order by revision) from message_revisions) as states from messages`
        )
        expect(found).toEqual({
          text: "second of two, told earlier within what may be",
          seen: "2026-05-01 10:30:01.1+00",
          newest: "2026-05-01 10:30:01.1+00",
          states: "while it was ahead|first of two|second of two, told earlier within what may be"
        })
      }
    }).pipe(Effect.scoped)
  )

  it.effect("is that of answers and exports", () =>
    Effect.gen(function* () {
      const rounds = [2, 1, 0].flatMap((round) => [
        own(`A${round}`, 100 + round, { chatId: ann, textMessage: `answer ${round}` }),
        said(ann, `Z${round}`, 100 + round, { chatId: ann, textMessage: `question ${round}` })
      ])
      const database = yield* loaded([reply(rounds, { journal: "history" })])
      const pairs = yield* statisticQuery(yield* findStatistic("conversation_pairs"), { tz: "UTC" })
      const rows = yield* database.rows(pairs.sql, pairs.parameters)
      expect(rows.map(({ sender_id, answers }) => [sender_id, Number(answers)])).toEqual([
        ["instance:1", 3],
        [ann, 2]
      ])
      const [table] = yield* tablesToExport(database, ["messages"], {}, { thumbnails: false })
      const texts = (yield* database.rows(table?.query ?? "")).map(({ text }) => text)
      expect(texts).toEqual([0, 1, 2].flatMap((round) => [`question ${round}`, `answer ${round}`]))
    }).pipe(Effect.scoped)
  )

  it.effect("shows a reaction in the files before its withdrawal, whatever the ids are", () =>
    Effect.gen(function* () {
      const reacted = (id: string, emoji: string) =>
        said(bob, id, 7, {
          typeMessage: "reactionMessage",
          ...reaction("M", emoji)
        })
      const database = yield* loaded([reply([reacted("A", ""), reacted("Z", "👍"), said(ann, "M", 5)])])
      const [table] = yield* tablesToExport(database, ["reactions"], {}, { thumbnails: false })
      const ids = (yield* database.rows(table?.query ?? "")).map(({ message_id }) => message_id)
      expect(ids).toEqual(["Z", "A"])
    }).pipe(Effect.scoped)
  )
})
