// What notifications come to: the same messages as in the journals, statuses, calls, states, and the rest.
import type { Facts } from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { assert, expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { brokenInvariants } from "../src/tables/invariants.ts"
import { committed, loaded, loadedInBatches, rowsOf, type SavedReply } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, reply, said } from "./model/scene.ts"
import { came, other, rang, state, status, went } from "./webhooks.ts"

const olga = "79031234501@c.us"
const pavel = "79031234502@c.us"
const choir = "120363000000000777@g.us"

const told = (
  notifications: ReadonlyArray<JsonObject>,
  requestedAt: number,
  more: Partial<SavedReply> = {}
): SavedReply => ({
  instanceId: "1",
  journal: "notifications" as Facts["journal"] as "incoming",
  requestedAt: requestedAt * 1000,
  requestedAtIsGuess: true,
  minutes: null,
  body: notifications.map((one) => `${JSON.stringify(one)}\n`).join(""),
  ...more
})

const chat = (id: string, timestamp: number, text: string): JsonObject =>
  said(olga, id, timestamp, { chatId: olga, textMessage: text, senderName: "Olga" })

const whole = Effect.fnUntraced(function* (database: Database) {
  expect((yield* brokenInvariants(database)).broken).toEqual([])
  const tables = [
    "messages",
    "message_revisions",
    "message_statuses",
    "calls",
    "service_events",
    "instance_states",
    "groups",
    "names",
    "issues"
  ]
  return yield* Effect.forEach(tables, (table) => rowsOf(database, `${table} order by all`))
})

const scene: ReadonlyArray<SavedReply> = [
  told(
    [
      came(olga, "A", 500, "see you at six"),
      went(olga, "B", 510, "fine"),
      status(olga, "B", 511, "sent"),
      status(olga, "B", 515, "delivered"),
      status(olga, "B", 540, "read"),
      status(pavel, "F", 550, "failed", { description: "the number has no account" }),
      came(pavel, "C", 560, "hi", { chatId: choir, chatName: "Choir" }),
      rang(olga, "K", 600, "offer"),
      rang(olga, "K", 625, "missed"),
      state(700, "notAuthorized"),
      state(760, "authorized"),
      other("quotaExceeded", 770, {
        quotaData: { method: "getMessage", used: 1000, total: 1000, status: "QUOTE_EXCEEDED" }
      }),
      other("incomingBlock", 780, { chatId: olga, chatState: "blocked" }),
      other("deviceInfo", 790, { deviceData: { platform: "android", name: "half \ud83d" } })
    ],
    800
  ),
  reply([own("B", 510, { chatId: olga, textMessage: "fine", statusMessage: "read" })], {
    journal: "outgoing",
    requestedAt: 900_000
  }),
  reply([chat("A", 500, "see you at six"), chat("D", 505, "bring the notes")], { requestedAt: 900_000 }),
  // The webhook was sent again, and answered by receiveNotification as well.
  told(
    [came(olga, "A", 500, "see you at six"), status(olga, "B", 540, "read"), state(760, "authorized")],
    801
  ),
  told([], 802, {
    body: JSON.stringify({
      receiptId: 7,
      body: other("incomingBlock", 780, { chatId: olga, chatState: "blocked" })
    })
  })
]

layer(NodeServices.layer)("notifications", (it) => {
  it.effect(
    "contain the messages of the journals: one message, one status, one event, however often they are sent",
    () =>
      Effect.gen(function* () {
        const database = yield* loaded(scene)
        expect(
          yield* database.rows(
            "select message_id, chat_id, text, direction, sender_id, status_message, send_by_api from messages where is_content order by message_id"
          )
        ).toEqual([
          {
            message_id: "A",
            chat_id: olga,
            text: "see you at six",
            direction: "incoming",
            sender_id: olga,
            status_message: null,
            send_by_api: null
          },
          {
            message_id: "B",
            chat_id: olga,
            text: "fine",
            direction: "outgoing",
            sender_id: "instance:1",
            status_message: "read",
            send_by_api: null
          },
          {
            message_id: "C",
            chat_id: choir,
            text: "hi",
            direction: "incoming",
            sender_id: pavel,
            status_message: null,
            send_by_api: null
          },
          {
            message_id: "D",
            chat_id: olga,
            text: "bring the notes",
            direction: "incoming",
            sender_id: olga,
            status_message: null,
            send_by_api: null
          }
        ])
        expect(
          yield* database.rows(
            "select message_id, status, epoch(status_at)::integer as since, is_notified, description from message_statuses order by since"
          )
        ).toEqual([
          { message_id: "B", status: "sent", since: 511, is_notified: true, description: null },
          { message_id: "B", status: "delivered", since: 515, is_notified: true, description: null },
          { message_id: "B", status: "read", since: 540, is_notified: true, description: null },
          {
            message_id: "F",
            status: "failed",
            since: 550,
            is_notified: true,
            description: "the number has no account"
          }
        ])
        expect(
          yield* database.rows(
            "select message_id, direction, caller_id, outcome, status, epoch(started_at)::integer as since, epoch(ended_at)::integer as until from calls"
          )
        ).toEqual([
          {
            message_id: "K",
            direction: "incoming",
            caller_id: olga,
            outcome: "missed",
            status: "missed",
            since: 600,
            until: 625
          }
        ])
        expect(
          yield* database.rows(
            "select state, epoch(from_at)::integer as since, epoch(to_at)::integer as until from instance_states"
          )
        ).toEqual([
          { state: "notAuthorized", since: 700, until: 760 },
          { state: "authorized", since: 760, until: null }
        ])
        expect(
          yield* database.rows(
            "select json_type(extra) as type, extra ->> '$.deviceData.platform' as platform from service_events where extra is not null"
          )
        ).toEqual([{ type: "OBJECT", platform: "android" }])
        expect(
          yield* database.rows(
            "select type_webhook, status, method, used::integer as used, chat_id from service_events order by reported_at"
          )
        ).toEqual([
          {
            type_webhook: "stateInstanceChanged",
            status: "notAuthorized",
            method: null,
            used: null,
            chat_id: null
          },
          {
            type_webhook: "stateInstanceChanged",
            status: "authorized",
            method: null,
            used: null,
            chat_id: null
          },
          {
            type_webhook: "quotaExceeded",
            status: "QUOTE_EXCEEDED",
            method: "getMessage",
            used: 1000,
            chat_id: null
          },
          { type_webhook: "incomingBlock", status: "blocked", method: null, used: null, chat_id: olga },
          { type_webhook: "deviceInfo", status: null, method: null, used: null, chat_id: null }
        ])
        expect(yield* database.rows("select chat_id, name, is_current from groups")).toEqual([
          { chat_id: choir, name: "Choir", is_current: true }
        ])
        expect(yield* database.rows(`select name from names where id = '${choir}'`)).toEqual([
          { name: "Choir" }
        ])
      })
  )

  it.effect("give the same rows in any order and however often they are loaded", () =>
    Effect.gen(function* () {
      const refs = yield* committed(scene)
      const once = yield* whole(yield* loadedInBatches([refs]))
      const [first, second, third, fourth, fifth] = refs
      assert(first && second && third && fourth && fifth)
      for (const batches of [
        [[fifth], [fourth], [third], [second, first]],
        [[first], [second, third], [fourth, fifth]]
      ])
        expect(yield* whole(yield* loadedInBatches(batches))).toEqual(once)
    })
  )

  it.effect("give a message the furthest status that it reached, whichever source has it", () =>
    Effect.gen(function* () {
      const sent = (id: string, statusMessage: string) =>
        own(id, 510, { chatId: olga, textMessage: id, statusMessage })
      const refs = yield* committed([
        reply([sent("late", "delivered"), sent("early", "read"), sent("bare", "sent")], {
          journal: "outgoing",
          requestedAt: 900_000
        }),
        told(
          [
            status(olga, "late", 530, "failed", { description: "blocked" }),
            status(olga, "early", 505, "sent"),
            went(olga, "hook", 600, "only told"),
            status(olga, "hook", 601, "sent"),
            status(olga, "hook", 601, "delivered"),
            went(olga, "group", 600, "read by one before another received it"),
            status(olga, "group", 605, "read"),
            status(olga, "group", 609, "delivered"),
            went(olga, "retried", 600, "failed first"),
            status(olga, "retried", 601, "failed"),
            status(olga, "retried", 602, "sent")
          ],
          1_000
        )
      ])
      const [journal, log] = refs
      assert(journal && log)
      for (const batches of [[refs], [[journal], [log]], [[log], [journal]]]) {
        const database = yield* loadedInBatches(batches)
        const rows = yield* database.rows(
          "select message_id, status_message, epoch(status_at)::integer as since from messages order by message_id"
        )
        expect(rows.map((row) => Object.values(row))).toEqual([
          ["bare", "sent", 510],
          ["early", "read", 510],
          ["group", "read", 605],
          ["hook", "delivered", 601],
          ["late", "failed", 530],
          ["retried", "sent", 602]
        ])
      }
    })
  )

  it.effect("show the text before an edit that the journal does not show any more", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([said(olga, "A", 500, { chatId: olga, textMessage: "at seven", isEdited: true })], {
          requestedAt: 900_000
        }),
        told([came(olga, "A", 500, "at six")], 950, { requestedAtIsGuess: false })
      ])
      expect(yield* database.rows("select text, revision_count from messages")).toEqual([
        { text: "at seven", revision_count: 2 }
      ])
      expect(yield* database.rows("select text from message_revisions order by revision")).toEqual([
        { text: "at six" },
        { text: "at seven" }
      ])
    })
  )

  it.effect("tell how a call ended, whichever notification came last", () =>
    Effect.gen(function* () {
      const arrived = [
        rang(olga, "late", 200, "missed"),
        rang(olga, "late", 190, "offer"),
        rang(olga, "same", 300, "declined"),
        rang(olga, "same", 300, "offer"),
        rang(olga, "taken", 405, "pickUp"),
        rang(olga, "taken", 400, "offer"),
        rang(olga, "open", 500, "offer")
      ]
      const split = arrived.map((one, place) => told([one], 1_000 + place, { requestedAtIsGuess: false }))
      for (const replies of [[told(arrived, 1_000)], split, split.toReversed()]) {
        const database = yield* loaded(replies)
        expect((yield* brokenInvariants(database)).broken).toEqual([])
        const rows = yield* database.rows("select message_id, outcome from calls order by message_id")
        expect(rows.map((row) => Object.values(row).join(" "))).toEqual([
          "late missed",
          "open ringing",
          "same missed",
          "taken answered"
        ])
      }
    })
  )

  it.effect("do not name a group after the sender of a message in it", () =>
    Effect.gen(function* () {
      const log = [
        came(olga, "A", 100, "x", { chatId: choir, chatName: "Choir" }),
        came(olga, "B", 200, "x", { chatId: choir, chatName: "Olga" }),
        came(pavel, "C", 300, "x", {
          chatId: choir,
          chatName: "Pavel",
          senderName: "P.",
          senderContactName: "Pavel"
        })
      ]
      const database = yield* loaded([told(log, 1_000)])
      expect(yield* database.rows("select name from groups")).toEqual([{ name: "Choir" }])
    })
  )

  it.effect("name a group as of their own times, in whatever order a log has them", () =>
    Effect.gen(function* () {
      const named = (id: string, timestamp: number, chatName: string) =>
        came(olga, id, timestamp, "x", { chatId: choir, chatName })
      const log = [
        named("A", 100, "Choir"),
        named("B", 200, "Choir of 2026"),
        named("C", 300, "Choir of 2026"),
        named("D", 400, "Choir")
      ]
      for (const arrived of [log, log.toReversed()]) {
        const database = yield* loaded([told(arrived, 1_000)])
        const rows = yield* database.rows(
          "select name, is_current, epoch(first_seen_at)::integer as first, epoch(last_seen_at)::integer as last from groups order by name"
        )
        expect(rows.map((row) => Object.values(row))).toEqual([
          ["Choir", true, 100, 400],
          ["Choir of 2026", false, 200, 300]
        ])
      }
    })
  )

  it.effect("share contacts with their numbers, as replies do", () =>
    Effect.gen(function* () {
      const vcard = "BEGIN:VCARD\nFN:Zoya\nTEL;type=CELL;waid=79990000042:+7 999 000-00-42\nEND:VCARD"
      const shared = {
        typeMessage: "contactMessage",
        contactMessageData: { displayName: "Zoya", vcard }
      }
      const database = yield* loaded([told([{ ...came(olga, "A", 100, ""), messageData: shared }], 1_000)])
      expect(yield* database.rows("select phone_numbers from contacts")).toEqual([
        { phone_numbers: "+79990000042" }
      ])
    })
  )

  it.effect("of another instance in the same log are left out, and reported", () =>
    Effect.gen(function* () {
      const log = [
        came(olga, "A", 500, "ours"),
        { ...came(olga, "Z", 501, "theirs"), instanceData: { idInstance: 2 } }
      ]
      const database = yield* loaded([told(log, 600)])
      expect(yield* database.rows("select text from messages")).toEqual([{ text: "ours" }])
      expect(yield* database.rows("select code, detail from issues")).toEqual([
        { code: "notification_of_another_instance", detail: "the notification is of instance 2" }
      ])
    })
  )

  it.effect("that are not notifications are reported, hostile texts are kept", () =>
    Effect.gen(function* () {
      const text = "=1+1\u0000\u001b[31m\ud800"
      const body = `[${JSON.stringify(came(olga, "A", 500, text))},{"a":1},7,{"typeWebhook":"incomingBlock"`
      const database = yield* loaded([told([], 600, { body })])
      expect(yield* database.rows("select text from messages")).toEqual([
        { text: "=1+1\u0000\u001b[31m\ufffd" }
      ])
      expect(
        yield* database.rows("select position::integer as position, code from issues order by position, code")
      ).toEqual([
        { position: 0, code: "lone_surrogate" },
        { position: 1, code: "not_a_notification" },
        { position: 2, code: "not_a_notification" },
        { position: 3, code: "reply_is_cut" }
      ])
    })
  )
})
